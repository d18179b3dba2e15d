// The course's groups become breakout rooms: from the LMS, from a teacher's list, and as a class that is added so.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { violations } from './harness/accessible.mjs';
import { eventually, sample } from './harness/media.mjs';
import { picture } from './harness/screens.mjs';
import { startSite } from './harness/site.mjs';

const site = startSite();

const button = (page, name) => page.getByRole('button', { name });
const framed = (page) => page.frames().find((one) => one.url().startsWith(site.stack.tool));

/** The class with Ada as its teacher and these students in it. */
async function inClass(ids, tell, link = 'live') {
  await site.as('ada', async (ada) => {
    await ada.launch(link);
    await ada.enter('Start class');
    await button(ada.room, 'Breakout rooms').waitFor();
    const others = async ([id, ...rest], students) => {
      if (id === undefined) {
        await tell(ada, students);
        return;
      }
      await site.as(id, async (student) => {
        await student.launch(link);
        await student.enter('Join class');
        await eventually(`${id} is in class`, () => sample(student.room), (s) => s.me);
        await others(rest, { ...students, [id]: student });
      });
    };
    await others(ids, {});
    await button(ada.room, 'End class for everyone').click();
    await ada.room.getByRole('dialog').getByRole('button', { name: 'End class' }).click();
    await ada.room.getByRole('heading', { name: 'Class has ended' }).waitFor();
  });
}

test('the LMS\'s groups are rooms at one choice, and who comes later finds theirs', () =>
  inClass(['maya', 'sean'], async (ada, { maya, sean }) => {
    const page = ada.room;
    await button(page, 'Breakout rooms').click();
    const dialog = page.getByRole('dialog', { name: 'Breakout rooms' });
    const choice = dialog.getByRole('combobox', { name: 'Groups of the course' });
    await choice.selectOption({ label: 'Lab groups: 6 of 6 known' });
    await dialog.getByText('Students who come later go to the room of their group.').waitFor();
    const rooms = await dialog.getByRole('textbox').evaluateAll((fields) => fields.map((field) => field.value));
    assert.deepEqual(rooms, ['Group A', 'Group B', 'Group C']);
    assert.deepEqual(await violations(page), []);
    await picture(page, 'groups-dialog');
    await button(dialog, 'Start rooms').click();
    await maya.room.getByText('You are now in Group A').first().waitFor();
    await sean.room.getByText('You are now in Group B').first().waitFor();
    await site.as('ben', async (ben) => {
      await ben.launch();
      await ben.enter('Join class');
      await ben.room.getByText('You are now in Group A').first().waitFor();
      await page.getByRole('region', { name: 'Group A' }).getByText('Ben Carter').waitFor();
      assert.deepEqual(await violations(ben.room), []);
      await picture(ben.room, 'groups-latecomer');
    });
    await picture(page, 'groups-open');
    await page.getByRole('combobox', { name: 'Notice before everyone comes back' }).selectOption({ label: 'At once' });
    await button(page, 'Bring everyone back').first().click();
    await maya.room.getByText('You are back in the main room.').first().waitFor();
    await button(page, 'Breakout rooms').click();
    await button(dialog, 'By hand').click();
    await button(dialog, 'Last time').click();
    await dialog.getByRole('region', { name: 'Group B' }).getByText('Seán O\'Neill').waitFor();
    await picture(page, 'groups-last-time');
    await button(dialog, 'Close').click();
  }));

test('a teacher\'s list is pasted on the course\'s page, checked, kept, named anew and deleted', () =>
  site.as('ada', async (ada) => {
    const course = await ada.launch('menu');
    await course.getByRole('heading', { name: 'Groups', exact: true }).waitFor();
    await course.getByRole('heading', { name: 'Lab groups' }).waitFor();
    await course.getByText(/6 of 6 students in 3 groups/).waitFor();
    await button(course, 'Add a list').click();
    const text = course.getByRole('textbox', { name: 'Paste the list, or open a file' });
    await text.fill('Only names');
    await button(course, 'Check the list').click();
    await course.getByRole('alert').filter({ hasText: 'Each line needs a student and a group' }).waitFor();
    ada.forgive(/status of 400/);
    await text.fill('name;group\n"Lindqvist, Maya";Red\nليلى حداد;<b>Blue</b>\nMaya Lindqvist;<b>Blue</b>\nNew Person;Red\n;Red');
    await button(course, 'Check the list').click();
    await course.getByText('3 students are matched.').waitFor();
    await course.getByText(/1 person is not in the course yet/).waitFor();
    await course.getByText(/1 line has no student or no group, and is left out: line 6/).waitFor();
    await course.getByText('Maya Lindqvist is in Red and <b>Blue</b>.').waitFor();
    assert.deepEqual(await violations(framed(ada.course)), []);
    await picture(ada.course, 'groups-list-found', { fullPage: true });
    await course.getByRole('textbox', { name: 'Name of this list' }).fill('Project teams');
    await button(course, 'Keep this list').click();
    await course.getByRole('heading', { name: 'Project teams' }).waitFor();
    await course.getByText('Show groups').nth(1).click();
    await course.getByText('Not in the course yet: New Person').waitFor();
    await button(course, 'Rename Red').click();
    await course.getByRole('textbox', { name: 'New name of Red' }).fill('Rot');
    await ada.course.keyboard.press('Enter');
    await course.getByRole('heading', { name: /^Rot / }).waitFor();
    assert.deepEqual(await violations(framed(ada.course)), []);
    await picture(ada.course, 'groups-course', { fullPage: true });
    await button(course, 'Delete Project teams').click();
    await button(course, 'Delete list').click();
    await course.getByRole('heading', { name: 'Project teams' }).waitFor({ state: 'detached' });
    await button(course, 'Ask the LMS again').click();
    await course.getByRole('heading', { name: 'Lab groups' }).waitFor();
  }));

test('a file that a spreadsheet wrote is read in its own encoding', () =>
  site.as('ada', async (ada) => {
    const course = await ada.launch('menu');
    await button(course, 'Add a list').click();
    const bytes = Buffer.from('Name;Group\r\nSe\xe1n O\x92Neill;Gr\xfcn\r\n', 'latin1');
    await course.locator('input[type=file]').setInputFiles({ name: 'groups.csv', mimeType: 'text/csv', buffer: bytes });
    await button(course, 'Check the list').click();
    await course.getByText('1 student is matched.').waitFor();
    await course.getByRole('rowheader', { name: 'Grün' }).waitFor();
    await button(course, 'Cancel').click();
    await button(course, 'Add a list').waitFor();
  }));

test('a class that is added with group rooms has them ready', async () => {
  await site.as('ada', async (ada) => {
    const page = await ada.visit(`${site.stack.lms.url}/deeplink?course=physics&user=ada&in=frame`);
    const frame = page.frameLocator('#tool');
    await frame.getByRole('radio', { name: 'Group rooms' }).check();
    assert.equal(await frame.getByText('No group of this course is known here yet.').count(), 0);
    await frame.getByRole('textbox', { name: 'Title in the course' }).fill('Lab class');
    assert.deepEqual(await violations(framed(page)), []);
    await picture(page, 'groups-deeplink', { fullPage: true });
    await button(frame, 'Add to the course').click();
    await frame.getByRole('heading', { name: 'Added to the course' }).waitFor();
  });
  const course = await (await fetch(`${site.stack.lms.url}/course/physics?user=maya`)).text();
  const link = /link=(link-\d+)[^<]*>Lab class/.exec(course)[1];
  await inClass(['maya'], async (ada, { maya }) => {
    await button(ada.room, 'Breakout rooms').click();
    const dialog = ada.room.getByRole('dialog', { name: 'Breakout rooms' });
    await dialog.getByText('Students who come later go to the room of their group.').waitFor();
    await button(dialog, 'Start rooms').click();
    await maya.room.getByText('You are now in Group A').first().waitFor();
  }, link);
});
