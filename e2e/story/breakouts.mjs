// Breakout rooms, and what a teacher does with them.
import assert from 'node:assert/strict';
import { eventually, sample } from '../harness/media.mjs';
import { pause } from '../harness/processes.mjs';
import { classSeconds, isolated, placed, receives, roommates } from './receiving.mjs';
import { button, chapter, look, story } from './story.mjs';

/** Sets the number of rooms in the set-up panel. */
async function rooms(page, wanted) {
  const field = page.getByRole('spinbutton', { name: 'Number of rooms' });
  await field.fill(String(wanted));
  await field.press('Tab');
}

/** The same rooms with the people's ids, as the replay knows them. */
async function idsOf(groups) {
  const ids = async (members) => Promise.all(members.map(async ({ room }) => (await sample(room)).me));
  return Promise.all([...groups].map(async ([room, members]) => [room, await ids(members)]));
}

chapter('breakout rooms: everyone sees and hears their own room only', async (t) => {
  await button(story.ada.room, 'Breakout rooms').click();
  await story.ada.room.getByRole('dialog', { name: 'Breakout rooms' }).waitFor();
  await rooms(story.ada.room, 2);
  await button(story.ada.room, 'Even').click();
  await look(story.ada.room, 'breakouts-setup');
  const started = Date.now();
  story.moments.roomsOpened = await classSeconds();
  await button(story.ada.room, 'Start rooms').click();
  for (const student of story.students) {
    await eventually(`${student.id} is moved`, () => placed(student), (room) => room > 0);
    await student.room.getByText(/^You are now in Room/).first().waitFor();
  }
  t.diagnostic(`all moved and told ${Date.now() - started} ms after the press`);
  const groups = await roommates();
  assert.deepEqual([...groups.values()].map((g) => g.length), [2, 2]);
  await isolated(groups);
  await receives(story.ada, []);
  story.moments.inRooms = (await classSeconds()) - 3;
  story.moments.rooms = await idsOf(groups);
  await look(story.ada.room, 'breakouts-open');
  await look(story.maya.room, 'breakouts-student');
});

chapter('whoever is alone with a silent and dark partner receives nothing at all', async () => {
  const [[one, other]] = (await roommates()).values();
  await button(other.room, /^Microphone is on/).click();
  await button(other.room, /^Camera is on/).click();
  await eventually(
    `nothing at ${one.id}`,
    async () => {
      const [then, now] = [await sample(one.room), (await pause(3_000), await sample(one.room))];
      const grown = (of) => Object.keys(now.inbound).reduce(
        (sum, mid) => sum + now.inbound[mid][of] - (then.inbound[mid]?.[of] ?? 0), 0);
      return { frames: grown('frames'), packets: grown('packets') };
    },
    (got) => got.frames === 0 && got.packets === 0,
  );
  await button(other.room, /^Microphone is off/).click();
  await button(other.room, /^Camera is off/).click();
  await receives(one, [other]);
});

chapter('the teacher visits a room and comes back, moves a student, sets a time, and speaks to all rooms', async () => {
  const before = await roommates();
  await button(story.ada.room, 'Visit Room 1').click();
  await receives(story.ada, before.get(1));
  for (const member of before.get(1)) await receives(member, [story.ada, ...before.get(1).filter((m) => m !== member)]);
  for (const member of before.get(2)) await receives(member, before.get(2).filter((m) => m !== member));
  await button(story.ada.room, 'Come back to the main room').click();
  await receives(story.ada, []);

  const [mover] = before.get(1);
  await story.ada.room.getByRole('combobox', { name: `Move ${mover.name} to` }).selectOption({ label: 'Room 2' });
  await eventually('the move', () => placed(mover), (room) => room === 2);
  const after = await roommates();
  assert.deepEqual([after.get(1).length, after.get(2).length], [1, 3]);
  await isolated(after);

  await story.ada.room.getByRole('combobox', { name: 'Minutes from now' }).selectOption('5');
  await button(story.ada.room, 'Set').click();
  for (const student of story.students) await student.room.getByText(/^[45]:\d\d left/).first().waitFor();

  await story.ada.room.getByRole('textbox', { name: 'Message to all rooms' }).fill('Two minutes more');
  await button(story.ada.room, /^Send.* to all/).click();
  for (const student of story.students) await student.room.getByText(/Two minutes more/).first().waitFor();
});
