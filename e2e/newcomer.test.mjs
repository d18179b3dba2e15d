// What `./lectern demo` begins with: somebody who reads only what is on the screen connects the tool, adds a class, holds
// it with a student, and finds the attendance in the gradebook and the replay in the class.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { violations } from './harness/accessible.mjs';
import { eventually, sample } from './harness/media.mjs';
import { Person } from './harness/person.mjs';
import { receives } from './harness/receives.mjs';
import { plays } from './harness/replay.mjs';
import { picture } from './harness/screens.mjs';
import { startSite } from './harness/site.mjs';

/** As .ci/demo.sh has it: nobody has to approve the practice LMS, which is not connected yet. */
const site = startSite('lectern.lti.dynamic-registration = "open"\n', { practice: false });

/** Whoever tries the demo, first as the administrator and the teacher; the student is in another window. */
let newcomer;
let student;
/** The newcomer's tab with the first steps. */
let path;
/** Where the teacher has the class open in the course. */
let course;
let lost = false;

after(async () => {
  await newcomer?.close();
  await student?.close();
});

/** A step of the one story, with the time it took. */
function step(title, tell) {
  test(title, async (t) => {
    if (lost) {
      t.skip('an earlier step failed');
      return;
    }
    const began = Date.now();
    lost = true;
    await tell(t);
    lost = false;
    t.diagnostic(`${((Date.now() - began) / 1000).toFixed(1)} s`);
  });
}

/** A picture of each width, and no barrier on the LMS's page or in the tool's frame. */
async function looked(page, name) {
  const tool = page.frames().find((frame) => frame !== page.mainFrame() && frame.url().startsWith(site.stack.tool));
  for (const part of [page, tool].filter(Boolean)) assert.deepEqual(await violations(part), [], name);
  await picture(page, `newcomer-${name}`, { fullPage: true });
}

const next = (page = path) => page.getByRole('listitem').filter({ hasText: 'Next' });

/** The first steps as they are now, with this one to be taken next; gives its link. */
async function nextStep(title) {
  await path.bringToFront();
  if (!path.url().endsWith('/path')) await path.getByRole('banner').getByRole('link', { name: 'First steps' }).click();
  await path.reload();
  await next().getByRole('link', { name: title }).waitFor();
  return next().getByRole('link', { name: title });
}

/** Follows a link that opens a tab. */
async function tabOf(page, link) {
  const tab = page.waitForEvent('popup');
  await link.click();
  return tab;
}

step('the front page leads to the first steps', async () => {
  const person = (id) => new Person({ browser: site.browser, stack: site.stack, id, name: id });
  newcomer = person('ada');
  student = person('maya');
  path = await newcomer.visit(site.stack.lms.url);
  await looked(path, '1-front');
  await path.getByRole('link', { name: 'Begin with the first steps' }).click();
  await path.getByRole('heading', { name: 'First steps', level: 1 }).waitFor();
  await looked(path, '2-path');
});

step('the administrator connects the tool', async () => {
  await (await nextStep('Be the administrator: connect the tool')).click();
  await looked(path, '3-connect');
  await path.getByRole('button', { name: 'Connect', exact: true }).click();
  const tool = path.frameLocator('#register');
  await tool.getByRole('heading', { name: /^Connect /, level: 1 }).waitFor();
  await looked(path, '4-offer');
  await tool.getByRole('button', { name: 'Connect', exact: true }).click();
  await tool.getByRole('heading', { name: / is connected$/, level: 1 }).waitFor();
  await looked(path, '5-connected');
  await tool.getByRole('button', { name: 'Close' }).click();
  await path.getByText('The tool is connected.').waitFor();
  await looked(path, '6-connections');
  await path.getByRole('link', { name: 'Go on with the first steps' }).click();
});

step('the teacher adds a class', async () => {
  await (await nextStep('Be the teacher: add a class')).click();
  const tool = path.frameLocator('#tool');
  await tool.getByRole('heading', { name: 'Add a live class' }).waitFor();
  await tool.getByRole('textbox', { name: 'Title in the course' }).fill('My first class');
  await tool.getByRole('checkbox', { name: /^Grade attendance/ }).check();
  await looked(path, '7-add');
  await tool.getByRole('button', { name: 'Add to the course' }).click();
  await tool.getByRole('heading', { name: 'Added to the course' }).waitFor();
  await looked(path, '8-added');
  await tool.getByRole('link', { name: 'Back to the course' }).click();
  await path.getByRole('heading', { name: 'Physics 101', level: 1 }).waitFor();
  await looked(path, '9-course');
});

step('the teacher opens the class and starts it', async () => {
  course = await tabOf(path, await nextStep('Be the teacher: open the class and start it'));
  newcomer.course = course;
  newcomer.lobby = course.frameLocator('#tool');
  await newcomer.lobby.getByRole('button', { name: 'Start class' }).waitFor();
  await looked(course, '10-lobby');
  await newcomer.enter('Start class');
});

step('a student joins, and both see and hear each other', async () => {
  await nextStep('Be a student: open it and join');
  await path.getByText('“My first class” on Ada').waitFor();
  await looked(path, '11-path');
  // The same page in a window of another profile.
  const theirs = await student.visit(path.url());
  student.course = await tabOf(theirs, next(theirs).getByRole('link', { name: 'Be a student: open it and join' }));
  student.lobby = student.course.frameLocator('#tool');
  await student.lobby.getByRole('button', { name: 'Join class' }).waitFor();
  await looked(student.course, '12-student');
  await student.enter('Join class');
  for (const { room } of [newcomer, student]) {
    await eventually('being connected', () => sample(room), (s) => s.transports.some((t) => t.dtls === 'connected'));
  }
  await Promise.all([receives(newcomer, [student]), receives(student, [newcomer])]);
  await looked(newcomer.room, '13-class');
});

step('the teacher ends the class for everyone', async () => {
  await newcomer.room.getByRole('button', { name: 'End class for everyone' }).click();
  await newcomer.room.getByRole('dialog').getByRole('button', { name: 'End class', exact: true }).click();
  for (const { room } of [newcomer, student]) await room.getByRole('heading', { name: 'Class has ended' }).waitFor();
  await looked(newcomer.room, '14-ended');
});

step('the gradebook has the attendance by itself', async () => {
  await (await nextStep('Be the teacher: end the class and look at the gradebook')).click();
  const points = path.getByRole('row', { name: /Maya Lindqvist/ }).locator('.points');
  await eventually(
    'Maya’s points',
    async () => {
      const again = path.getByRole('link', { name: 'Look again' });
      if (await again.isVisible()) await again.click();
      return points.first().textContent();
    },
    (text) => Number(text) > 0,
  );
  await path.getByRole('row', { name: /Maya Lindqvist/ }).getByText(/^Present /).waitFor();
  await looked(path, '15-gradebook');
});

step('the class replays', async () => {
  await (await nextStep('Be the teacher: open the class once more')).click();
  newcomer.lobby = path.frameLocator('#tool');
  await newcomer.lobby.getByRole('button', { name: /^Play the recording of/ }).waitFor();
  await looked(path, '16-lobby-after');
  const replay = await newcomer.open(/^Play the recording of/);
  await replay.getByRole('button', { name: 'Play recording' }).click();
  await plays(replay, 1);
  await looked(replay, '17-replay');
});

step('every step is ticked, and the guides for a real LMS are there', async (t) => {
  await path.getByRole('banner').getByRole('link', { name: 'First steps' }).click();
  await path.getByText('6 of 6 seen').waitFor();
  await path.getByRole('heading', { name: 'Now your real LMS' }).waitFor();
  await looked(path, '18-done');
  const guides = await tabOf(path, path.getByRole('link', { name: 'Open the guides' }));
  const links = guides.getByRole('navigation', { name: 'Guides' }).getByRole('link');
  await links.first().waitFor();
  await looked(guides, '19-guides');
  const addresses = await links.evaluateAll((all) => all.map((link) => link.href));
  assert.ok(addresses.length > 5, `${addresses.length} guides`);
  for (const address of [guides.url(), ...addresses]) assert.equal((await fetch(address)).status, 200, address);
  assert.deepEqual([...newcomer.problems, ...student.problems], []);
  t.diagnostic(`${addresses.length} guides`);
});
