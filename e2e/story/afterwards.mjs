// The recorder, the end, and what remains: recording, replay, attendance.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { eventually } from '../harness/media.mjs';
import { alive, pause } from '../harness/processes.mjs';
import { plays } from '../harness/replay.mjs';
import { classSeconds, receives } from './receiving.mjs';
import { button, chapter, look, others, story, turningPoint } from './story.mjs';

chapter('the recorder is killed; the class goes on, and the recorder is back in seconds', async (t) => {
  await story.ada.room.getByText('REC', { exact: true }).first().waitFor();
  const recorder = story.stack.recorder();
  assert.ok(recorder, 'a recorder runs');
  const killed = Date.now();
  story.moments.killed = await classSeconds();
  process.kill(recorder, 'SIGKILL');
  await eventually('the recorder is gone', async () => alive(recorder), (lives) => !lives);
  await Promise.all([
    eventually('a new recorder', async () => story.stack.recorder(), (pid) => pid && pid !== recorder).then(() =>
      t.diagnostic(`a new recorder was seen ${Date.now() - killed} ms after the kill`)),
    ...story.everyone.map((person) => receives(person, others(person))),
  ]);
  // Long enough for every track to have fragments of the new recorder too.
  await pause(6_000);
});

turningPoint('the teacher ends the class; the recording is listed in the lobby soon', async (t) => {
  const started = Date.now();
  await button(story.ada.room, 'End class for everyone').click();
  await story.ada.room.getByRole('dialog').getByRole('button', { name: 'End class', exact: true }).click();
  for (const person of story.everyone) await person.room.getByRole('heading', { name: 'Class has ended' }).waitFor();
  await story.ada.lobby.getByRole('button', { name: /^Play the recording of/ }).waitFor();
  t.diagnostic(`listed ${Date.now() - started} ms after the press`);
  await look(story.ada.course, 'lobby-after', { frame: story.ada.lobbyFrame(), fullPage: true });
});

chapter('the killed recorder cost a second or two, and the recording says where', async (t) => {
  const [session] = story.stack.recordings();
  assert.equal(new Set(session.tracks.map((track) => track.subject)).size, 5);
  const lost = session.tracks
    .filter((track) => !track.kind.startsWith('screen'))
    .map((track) => {
      const gaps = track.gaps.filter((gap) => gap.reason === 'recorder').map((gap) => gap.to - gap.from);
      return { track, micros: Math.max(0, ...gaps) };
    })
    .sort((a, b) => a.micros - b.micros);
  const [median, most] = [lost[lost.length >> 1], lost.at(-1)];
  t.diagnostic(`lost per track: ${median.micros} µs in the middle, ${most.micros} µs at most`);
  // On a busy machine a browser may pause on its own at that moment, so that one track says little.
  assert.ok(median.micros <= 2_000_000);
  // The higher layer is sent only while the browser takes its line to be good enough, which a busy machine is not.
  for (const { track } of lost.filter(({ track }) => track.layer !== 'h')) {
    const resumed = track.parts.some((part) => part.end > (story.moments.killed + 3) * 1e6);
    assert.ok(resumed, `track ${track.id} goes on after the restart`);
  }
});

let replay;

const position = () => replay.getByRole('slider', { name: 'Position' });

/** Seeks to a moment of the class, in seconds, and waits until the replay is there. */
async function seek(seconds) {
  await position().fill(seconds.toFixed(1));
  await eventually(
    `the replay at ${seconds} s`,
    async () => Number(await position().inputValue()),
    (now) => now >= seconds - 0.2 && now < seconds + 20,
  );
}

const shown = () => replay.locator('main [data-person]').evaluateAll((spots) => spots.map((s) => s.dataset.person));

/** In the page: a pixel near the corner of the first tile, which the fake camera paints in one green. */
function pixelOfATile() {
  const tile = document.querySelector('main [data-person]');
  const canvas = document.querySelector('main canvas');
  const at = (offset) => Math.round((offset + 24) * devicePixelRatio);
  return [...canvas.getContext('2d').getImageData(at(tile.offsetLeft), at(tile.offsetTop), 1, 1).data];
}

chapter('the replay plays the whole class in sync: all tiles move, with sound', async () => {
  replay = story.replay = await story.ada.open(/^Play the recording of/);
  await button(replay, 'Play recording').click();
  await plays(replay, 1);
  await seek(story.moments.allHere);
  await plays(replay, 5);
  assert.equal(new Set(await shown()).size, 5);
  const [red, green, blue] = await replay.evaluate(pixelOfATile);
  assert.ok(red < 16 && blue < 16 && Math.abs(green - 136) < 12, `the camera's green, not ${[red, green, blue]}`);
  await look(replay, 'replay');
});

chapter('the replay seeks, also across the time without a recorder', async (t) => {
  await seek(story.moments.killed - 2);
  await plays(replay, 5);
  const started = Date.now();
  await seek(story.moments.allHere + 1);
  await plays(replay, 5);
  t.diagnostic(`in motion again ${Date.now() - started} ms after a seek, as seen by a test that looks for 1.5 s`);
  await button(replay, /Rooms opened/).first().click();
  const seconds = Number(await position().inputValue());
  assert.ok(Math.abs(seconds - story.moments.roomsOpened) < 15, `${seconds} s is when rooms opened`);
});

chapter('a switch shows each room on its own', async () => {
  await seek(story.moments.inRooms);
  const rooms = replay.getByRole('combobox', { name: 'Room', exact: true });
  for (const [room, ids] of story.moments.rooms) {
    await rooms.selectOption(String(room));
    await eventually(`room ${room}`, shown, (people) => [...people].sort().join() === [...ids].sort().join());
    await plays(replay, 2);
  }
  await look(replay, 'replay-room', { narrow: false });
  await rooms.selectOption({ label: 'Main room' });
  await eventually('the teacher alone', shown, (people) => people.length === 1);
});

chapter('attendance lists who came and for how long, on the page and as CSV', async () => {
  await button(story.ada.lobby, /^Show: Attendance of/).click();
  const table = story.ada.lobby.getByRole('table');
  await table.waitFor();
  for (const person of story.everyone) await table.getByRole('row', { name: new RegExp(person.name) }).waitFor();
  await look(story.ada.course, 'attendance', { frame: story.ada.lobbyFrame(), narrow: false, fullPage: true });
  const download = story.ada.course.waitForEvent('download');
  await button(story.ada.lobby, 'Download as CSV').click();
  const csv = readFileSync(await (await download).path(), 'utf8');
  assert.ok(csv.startsWith('\ufeff'), 'a byte order mark, for spreadsheets');
  for (const person of story.everyone) assert.ok(csv.includes(person.name), `${person.name} is in the CSV`);
});

chapter('students see the recording once it is released', async () => {
  const maya = story.maya;
  await maya.lobby.getByText('Recordings appear here when a class has ended.').waitFor();
  assert.equal(await button(maya.lobby, /^Play the recording of/).count(), 0);
  // Not check(): the switch shows what the server has, which takes a moment.
  await story.ada.lobby.getByRole('switch', { name: /^Students can see the recording of/ }).click();
  await button(maya.lobby, /^Play the recording of/).waitFor();
  await replay.close();
  replay = story.replay = await maya.open(/^Play the recording of/);
  await button(replay, 'Play recording').click();
  await seek(story.moments.allHere);
  await plays(replay, 5);
});

chapter('a used, a made-up and a missing ticket each end on a page that says what to do', async () => {
  for (const address of [story.maya.ticketUrl, `${story.stack.tool}/room#t=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA`, `${story.stack.tool}/room`]) {
    const page = await story.maya.visit(address);
    await page.getByRole('heading', { name: 'This class cannot be opened' }).waitFor();
    await page.close();
  }
  story.maya.forgive(/401 .*\/api\/enter/);
});

chapter('axe finds no barrier on any screen of the story', async () => {
  assert.deepEqual(story.barriers, []);
});

chapter('no page has complained', async () => {
  assert.deepEqual(story.everyone.flatMap((person) => person.problems), []);
});
