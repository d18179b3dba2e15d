// Back from the rooms, that nothing was negotiated for them, and rooms by the keyboard alone.
import assert from 'node:assert/strict';
import { eventually, negotiation, sample } from '../harness/media.mjs';
import { isolated, placed, receives, roommates } from './receiving.mjs';
import { button, chapter, look, others, story, tabTo } from './story.mjs';

async function bringBack() {
  const notice = story.ada.room.getByRole('combobox', { name: 'Notice before everyone comes back' });
  await notice.selectOption({ label: 'At once' });
  await button(story.ada.room, 'Bring everyone back').first().click();
  for (const student of story.students) {
    await eventually(`${student.id} is back`, () => placed(student), (room) => room === 0);
    await student.room.getByText('You are back in the main room.').first().waitFor();
  }
}

chapter('everyone is brought back, and none of it negotiated anything', async (t) => {
  const started = Date.now();
  await bringBack();
  t.diagnostic(`all back and told ${Date.now() - started} ms after the press`);
  await Promise.all(story.everyone.map((person) => receives(person, others(person))));
  const now = await Promise.all(story.everyone.map(async ({ room }) => negotiation(await sample(room))));
  assert.deepEqual(now, story.negotiated);
});

chapter('the teacher does breakouts with the keyboard alone', async () => {
  const page = story.ada.room;
  await page.bringToFront();
  await tabTo(page, 'button', /^Breakout rooms/);
  await page.keyboard.press('Enter');
  await tabTo(page, 'combobox', 'Move Maya Lindqvist to');
  await page.keyboard.press('End');
  await look(page, 'breakouts-keyboard', { narrow: false });
  await tabTo(page, 'button', 'Start rooms');
  await page.keyboard.press('Enter');
  await eventually('Maya is moved', () => placed(story.maya), (room) => room > 0);
  await isolated(await roommates());
  await tabTo(page, 'button', 'Bring everyone back');
  await page.keyboard.press('Enter');
  await eventually('Maya is back', () => placed(story.maya), (room) => room === 0, 90_000);
  await Promise.all(story.everyone.map((person) => receives(person, others(person))));
});

chapter('a student who loads the page again is back in class as the same person', async () => {
  const { layla } = story;
  const before = await sample(layla.room);
  await layla.room.reload();
  const again = await eventually('being back', () => sample(layla.room), (s) => s.me && s.inbound);
  assert.equal(again.me, before.me);
  await Promise.all(story.everyone.map((person) => receives(person, others(person))));
});
