// A teacher plans a weekly class, students see it coming and follow it in their calendars, and a copied course begins
// with its settings.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { violations } from './harness/accessible.mjs';
import { picture } from './harness/screens.mjs';
import { startSite } from './harness/site.mjs';

const site = startSite();

const button = (page, name) => page.getByRole('button', { name });
const framed = (page) => page.frames().find((one) => one.url().startsWith(site.stack.tool));
const as = (id, tell) => site.as(id, tell);
const two = (part) => String(part).padStart(2, '0');

/** An hour from now, as the fields of the form have it; the browser's zone is the machine's. */
function soon() {
  const start = new Date(Date.now() + 12.5 * 60_000);
  const end = new Date(start.getTime() + 45 * 60_000);
  const day = (at) => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const time = (at) => `${two(at.getHours())}:${two(at.getMinutes())}`;
  const until = new Date(start.getTime() + 21 * 86_400_000);
  return { date: day(start), starts: time(start), ends: time(end), until: day(until) };
}

async function plan(lobby) {
  const { date, starts, ends, until } = soon();
  await button(lobby, 'Plan a class').click();
  const dialog = lobby.getByRole('dialog', { name: 'Plan a class' });
  await dialog.getByLabel('Date').fill(date);
  await dialog.getByLabel('Starts').fill(starts);
  await dialog.getByLabel('Ends').fill(ends);
  await dialog.getByLabel('Repeats').selectOption({ label: 'Every week' });
  await button(dialog, 'Add to the timetable').click();
  await dialog.getByText('Choose the last day.').waitFor();
  await dialog.getByLabel('Last day').fill(until);
  return dialog;
}

/** The course page of the tool in the LMS's frame. */
async function coursePage(person) {
  const page = await person.visit(`${site.stack.lms.url}/course/physics?user=${person.id}&link=menu`);
  const frame = page.frameLocator('#tool');
  await frame.getByRole('heading', { name: 'Upcoming' }).waitFor();
  return { page, frame };
}

test('a weekly class is planned, one of it is cancelled and put back, and its students see it coming', () =>
  as('ada', async (ada) => {
    const lobby = await ada.launch();
    await lobby.getByRole('heading', { name: 'Timetable' }).waitFor();
    const dialog = await plan(lobby);
    assert.deepEqual(await violations(ada.lobbyFrame()), []);
    await picture(ada.course, 'schedule-plan');
    await button(dialog, 'Add to the timetable').click();
    await dialog.waitFor({ state: 'detached' });
    await lobby.getByText(/^Starts .*, in 1[0-2] min$/).waitFor();
    const cancels = button(lobby, /^Cancel class of /);
    await cancels.nth(3).waitFor();
  assert.equal(await cancels.count(), 4, 'four Mondays, or whatever day it is');
    await cancels.nth(1).click();
    await lobby.getByText('Cancelled', { exact: true }).waitFor();
    await as('maya', async (maya) => {
      const hers = await maya.launch();
      await hers.getByText(/^Starts .*, in 1[0-2] min$/).waitFor();
      await hers.getByText(/^Cancelled: /).waitFor();
      assert.deepEqual(await violations(maya.lobbyFrame()), []);
      await picture(maya.course, 'schedule-student', { fullPage: true });
    });
    await button(lobby, /^Put back class of /).click();
    await cancels.nth(3).waitFor();
    assert.deepEqual(await violations(ada.lobbyFrame()), []);
    await picture(ada.course, 'schedule-lobby', { fullPage: true });
  }));

test('who comes early waits with the students and starts the class', () =>
  as('ada', async (ada) => {
    const lobby = await ada.launch();
    await button(lobby, 'Enter early').waitFor();
    const room = await ada.enter('Enter early');
    await room.getByText('Nobody waits on this page yet.').waitFor();
    await as('maya', async (maya) => {
      await maya.launch();
      const hers = await maya.enter('Wait for class to start');
      await hers.getByText(/^Starts .*, in (1?\d) min$/).waitFor();
      await room.getByText('1 student waits to be let in.').waitFor();
      assert.deepEqual(await violations(room), []);
      await picture(room, 'schedule-early');
      await picture(hers, 'schedule-waiting');
      await button(room, 'Start class').click();
      await button(room, 'End class for everyone').waitFor();
      await hers.getByText('Prof. Ada').first().waitFor();
    });
    await button(room, 'End class for everyone').click();
    await room.getByRole('dialog').getByRole('button', { name: 'End class' }).click();
    await room.getByRole('heading', { name: 'Class has ended' }).waitFor();
    await lobby.getByText(/^Starts \w+ .*20\d\d/).waitFor();
  }));

test('a calendar follows the timetable until its address is taken back', () =>
  as('maya', async (maya) => {
    const { page, frame } = await coursePage(maya);
    await button(frame, 'Add to my calendar').click();
    const dialog = frame.getByRole('dialog', { name: 'Classes in your own calendar' });
    await button(dialog, 'Make my address').click();
    const address = await dialog.getByLabel('Your calendar address').inputValue();
    assert.deepEqual(await violations(framed(page)), []);
    await picture(page, 'schedule-calendar');
    const calendar = await fetch(address);
    assert.equal(calendar.headers.get('content-type'), 'text/calendar; charset=utf-8');
    const text = await calendar.text();
    assert.match(text, /^BEGIN:VCALENDAR\r\n/);
    assert.match(text, /\r\nRRULE:FREQ=WEEKLY;/);
    assert.match(text, /\r\nSUMMARY:Live class\r\n/);
    assert.ok(text.includes(`\r\nURL:${site.stack.lms.url}\r\n`), 'the way in is the LMS');
    assert.doesNotMatch(text, /Maya|Ada/);
    const same = await fetch(address, { headers: { 'If-None-Match': calendar.headers.get('etag') } });
    assert.equal(same.status, 304);
    await button(dialog, 'Switch it off').click();
    await frame.getByRole('dialog', { name: 'Switch off your calendar address?' }).getByRole('button', { name: 'Switch off' }).click();
    await button(frame.getByRole('dialog', { name: 'Classes in your own calendar' }), 'Make my address').waitFor();
    assert.equal((await fetch(address)).status, 404);
  }));

test('a copied course begins with the settings and without the recordings', () =>
  as('ada', async (ada) => {
    const lobby = await ada.launch();
    await lobby.getByLabel('Keep recordings for (days)').fill('21');
    await lobby.getByLabel('Let students see new recordings').check();
    await button(lobby, 'Save settings').click();
    await lobby.getByText('Settings saved.').waitFor();
    assert.notEqual(await lobby.getByRole('button', { name: /^Show: Attendance of / }).count(), 0);
    const page = await ada.visit(`${site.stack.lms.url}/course/physics?user=ada`);
    await button(page, 'Copy this course').click();
    await page.getByText('LtiContextCopyNotice was sent; the tool answered 204.').waitFor();
    await page.getByRole('link', { name: 'Open the copy' }).click();
    await page.getByRole('link', { name: 'Live class' }).first().click();
    const copy = page.frameLocator('#tool');
    await copy.getByRole('heading', { name: 'Timetable' }).waitFor();
    assert.equal(await copy.getByLabel('Keep recordings for (days)').inputValue(), '21');
    assert.equal(await copy.getByLabel('Let students see new recordings').isChecked(), true);
    await copy.getByText('Recordings appear here when a class has ended.').waitFor();
    await copy.getByText('Past classes and who came appear here.').waitFor();
    await button(copy, /^Cancel class of /).first().waitFor();
    assert.deepEqual(await violations(framed(page)), []);
    await picture(page, 'schedule-copy', { fullPage: true });
  }));
