// A teacher adds classes without leaving the LMS, by keyboard and on a phone, in a browser that blocks third-party cookies.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { violations } from './harness/accessible.mjs';
import { picture } from './harness/screens.mjs';
import { startSite } from './harness/site.mjs';

const site = startSite();

/** The LMS's page with the choice in its frame, and that frame. */
async function choosing(person) {
  const page = await person.visit(`${site.stack.lms.url}/deeplink?course=physics&user=${person.id}&in=frame`);
  const frame = page.frameLocator('#tool');
  await frame.getByRole('heading', { name: 'Add a live class' }).waitFor();
  return { page, frame };
}

test('a class is scheduled with the keyboard alone, and its students see when it starts', () =>
  site.as('ada', async (ada) => {
    const { page, frame } = await choosing(ada);
    assert.equal(await frame.getByRole('radio').count(), 3);
    await frame.getByRole('radio', { name: 'Course room' }).focus();
    await page.keyboard.press('ArrowDown');
    await frame.getByRole('textbox', { name: 'Title in the course' }).fill('');
    await page.keyboard.press('Enter');
    await frame.getByText('Give the class a title.').waitFor();
    assert.deepEqual(await violations(page.frames().find((one) => one.url().startsWith(site.stack.tool))), []);
    await picture(page, 'deeplink-fault');
    const focused = () => frame.locator(':focus').getAttribute('id');
    assert.equal(await focused(), 'choice-title', 'the keyboard is where the mistake is');
    await page.keyboard.type('Exam of light');
    await frame.getByRole('checkbox', { name: /^Grade attendance/ }).focus();
    await page.keyboard.press('Space');
    assert.equal(await frame.getByLabel('Maximum points').inputValue(), '10');
    await picture(page, 'deeplink-scheduled', { fullPage: true });
    await frame.getByRole('textbox', { name: 'Title in the course' }).focus();
    await page.keyboard.press('Enter');
    await frame.getByRole('heading', { name: 'Added to the course' }).waitFor();
    await frame.getByText('Exam of light').waitFor();
    const grades = await ada.visit(`${site.stack.lms.url}/grades/physics?user=ada`);
    await grades.getByText('Exam of light').waitFor();
    await site.as('maya', async (maya) => {
      const course = await maya.visit(`${site.stack.lms.url}/course/physics?user=maya`);
      await course.getByRole('link', { name: 'Exam of light' }).click();
      const lobby = course.frameLocator('#tool');
      await lobby.getByRole('heading', { name: 'Exam of light', level: 1 }).waitFor();
      await lobby.getByText(/^Starts /).waitFor();
      await picture(course, 'lobby-scheduled');
    });
  }));

test('a weekly class is added from the course, and its lobby has the whole timetable', () =>
  site.as('ada', async (ada) => {
    const { page, frame } = await choosing(ada);
    const framed = () => page.frames().find((one) => one.url().startsWith(site.stack.tool));
    await frame.getByRole('radio', { name: 'Scheduled class' }).check();
    await frame.getByLabel('Title in the course').fill('Optics every week');
    await frame.getByLabel('Repeats').selectOption({ label: 'Every week' });
    await frame.getByText(/^Your LMS’s calendar can show the first class only/).waitFor();
    await frame.getByLabel('Stops').selectOption({ label: 'After a number of classes' });
    await frame.getByRole('spinbutton', { name: 'Number of classes' }).fill('10000');
    await frame.getByRole('button', { name: 'Add to the course' }).click();
    await frame.getByText('Enter a number from 1 to 400.').waitFor();
    assert.equal(await frame.locator(':focus').getAttribute('id'), 'plan-count', 'the keyboard is where the mistake is');
    assert.deepEqual(await violations(framed()), []);
    await picture(page, 'deeplink-repeats-fault', { fullPage: true });
    await frame.getByRole('spinbutton', { name: 'Number of classes' }).fill('5');
    await frame.getByRole('button', { name: 'Add another' }).click();
    await frame.getByText(/^[A-Z][a-z]+, .* to .*, 5 classes$/).waitFor();
    await frame.getByRole('radio', { name: 'Course room' }).check();
    await frame.getByLabel('Title in the course').fill('Open lab');
    await frame.getByRole('button', { name: 'Remove Optics every week' }).focus();
    await picture(page, 'deeplink-repeats', { fullPage: true });
    await frame.getByRole('button', { name: 'Add 2 classes to the course' }).click();
    await frame.getByRole('heading', { name: 'Added to the course' }).waitFor();
    const course = await ada.visit(`${site.stack.lms.url}/course/physics?user=ada`);
    await course.getByRole('link', { name: 'Optics every week' }).click();
    const lobby = course.frameLocator('#tool');
    await lobby.getByRole('heading', { name: 'Timetable' }).waitFor();
    const cancels = lobby.getByRole('button', { name: /^Cancel class of / });
    await cancels.first().waitFor();
    assert.equal(await cancels.count(), 5);
  }));

test('several classes go back at once, one of them in a room that is there', () =>
  site.as('ada', async (ada) => {
    await (await ada.launch('office')).getByRole('heading', { name: 'Office hours' }).waitFor();
    const { page, frame } = await choosing(ada);
    await frame.getByRole('combobox', { name: 'Room' }).selectOption({ label: 'Office hours' });
    assert.equal(await frame.getByLabel('Title in the course').inputValue(), 'Office hours');
    await frame.getByLabel('Title in the course').fill('Hours again');
    await frame.getByRole('button', { name: 'Add another' }).click();
    await frame.getByLabel('Title in the course').fill('Open corner');
    await frame.getByText('More options').click();
    await picture(page, 'deeplink-several', { fullPage: true });
    await frame.getByRole('button', { name: 'Add 2 classes to the course' }).click();
    await frame.getByRole('heading', { name: 'Added to the course' }).waitFor();
    assert.deepEqual(await frame.getByRole('listitem').allTextContents(), ['Hours again', 'Open corner']);
  }));

test('who cancels goes back with nothing', () =>
  site.as('ada', async (ada) => {
    const { frame } = await choosing(ada);
    await frame.getByRole('button', { name: 'Cancel' }).click();
    await frame.getByRole('heading', { name: 'Nothing was added' }).waitFor();
  }));
