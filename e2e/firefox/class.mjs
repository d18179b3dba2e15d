// One class in two browsers, told in order; to be run in a network namespace. A step that fails ends it.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startBrowser } from '../harness/browser.mjs';
import { Firefox } from '../harness/firefox.mjs';
import { eventually, flow, sample } from '../harness/media.mjs';
import { ADDRESS } from '../harness/namespace.mjs';
import { Person } from '../harness/person.mjs';
import { pause } from '../harness/processes.mjs';
import { receives } from '../harness/receives.mjs';
import { screens } from '../harness/screens.mjs';
import { startStack } from '../harness/stack.mjs';

const began = Date.now();
const say = (text) => console.log(`${((Date.now() - began) / 1000).toFixed(1)} s: ${text}`);

const [stack, chromium, firefox] = await Promise.all([
  startStack(`lectern.media { bind = ["${ADDRESS}"], advertised = ["${ADDRESS}"] }\n`),
  startBrowser(),
  Firefox.start(),
]);
const small = { width: 820, height: 600 };
const ada = new Person({ browser: chromium, stack, id: 'ada', name: 'Prof. Ada', viewport: small });
const ben = new Person({ browser: chromium, stack, id: 'ben', name: 'Ben Carter', viewport: small });
const maya = { id: 'maya', name: 'Maya Lindqvist' };

/** A button by its whole name, or by a pattern. */
const button = (page, name) => page.getByRole('button', { name, exact: typeof name === 'string' }).first();

/** Presses it in the page: two browsers that encode at once leave a pointer little time to settle. */
const press = (page, name) => button(page, name).evaluate((element) => element.click());

/** The codecs in which a Chromium page sends its camera at present. */
function sends(person) {
  return person.room.evaluate(async () => {
    const codecs = new Set();
    for (const peer of window.e2e.peers.filter((p) => p.connectionState !== 'closed')) {
      const stats = await peer.getStats();
      for (const report of stats.values()) {
        if (report.type === 'outbound-rtp' && report.kind === 'video' && report.active) {
          codecs.add(stats.get(report.codecId)?.mimeType ?? 'none yet');
        }
      }
    }
    return [...codecs];
  });
}

/** For what takes a new beginning of an encoder: three browsers share two processors. */
const SLOW = 90_000;

const sendsOnly = (person, codec) =>
  eventually(`${person.id} sends ${codec}`, () => sends(person), (all) => all.length === 1 && all[0] === codec, SLOW);

/** Waits until the viewer decodes this layer, `l` or `h`: as tall as it is sent, which on a busy processor may be less. */
const shows = (viewer, whom, layer, millis = SLOW) =>
  eventually(
    `${whom.id}'s layer ${layer} at ${viewer.id}`,
    async () => {
      const [{ slots, inbound }, { outbound, last }] = await Promise.all([sample(viewer.room), sample(whom.room)]);
      const { mid, paused } = slots.find((s) => s.person === whom.me && s.kind === 'camera') ?? {};
      return { shown: inbound[mid]?.height, paused, sent: outbound.video.heights, watched: last.watched };
    },
    ({ shown, sent }) => shown > 0 && shown === sent[layer] && sent.h !== sent.l,
    millis,
  );

/**
 * The high layer, if the sender's browser sends it: one that took the busy processor for a slow line does not for minutes,
 * and says "bandwidth". That it is shown is held by the bridge's tests of both browsers; here it is said.
 */
async function high(viewer, whom) {
  const missing = await shows(viewer, whom, 'h', 15_000).then(() => null, (problem) => problem.message);
  say(missing ?? `${viewer.id} is shown the high layer of ${whom.id}`);
}

/** Ada is shown this person's high layer, and in a window as narrow as this the low one. */
async function bothLayers(whom) {
  const wide = ada.room.viewportSize();
  await press(ada.room, `Focus ${whom.name}`);
  await high(ada, whom);
  await press(ada.room, 'Back to everyone');
  await ada.room.setViewportSize({ width: 330, height: 480 });
  await shows(ada, whom, 'l');
  await ada.room.setViewportSize(wide);
}

/** Launches the class in Firefox; gives the frame with the lobby. */
async function lobbyInFirefox() {
  const page = await firefox.newPage();
  await page.goto(`${stack.lms.url}/course/physics?user=maya&link=live`);
  return firefox.page((url) => url.startsWith(`${stack.tool}/`));
}

async function joinInFirefox() {
  maya.lobby = await lobbyInFirefox();
  await maya.lobby.until('the camera in Firefox', () => document.querySelector('video')?.videoWidth > 0);
  await maya.lobby.until('the microphone in Firefox', () => document.querySelector('[role=meter], meter') !== null);
  await maya.lobby.press('Join class');
  maya.room = await firefox.page((url) => url.includes('/room'));
  await eventually('Firefox is in class', () => sample(maya.room), (s) => s.me && s.slots.length > 0, 60_000);
  maya.me = (await sample(maya.room)).me;
}

async function steps() {
  const lobby = await ada.launch();
  await lobby.getByRole('combobox', { name: 'Video format' }).selectOption('h264');
  await lobby.getByRole('button', { name: 'Save settings' }).click();
  await lobby.getByText('Settings saved.').waitFor();
  await ada.enter('Start class');
  await ben.launch();
  await ben.enter('Join class');
  for (const { room } of [ada, ben]) {
    await eventually('being connected', () => sample(room), (s) => s.me && s.transports.some((t) => t.dtls === 'connected'));
  }
  for (const person of [ada, ben]) await sendsOnly(person, 'video/H264');
  await Promise.all([receives(ada, [ben]), receives(ben, [ada])]);
  for (const person of [ada, ben]) person.me = (await sample(person.room)).me;
  say('two Chromiums send H.264 to each other');
  await bothLayers(ben);

  const started = Date.now();
  await joinInFirefox();
  for (const person of [ada, ben]) await sendsOnly(person, 'video/VP8');
  say(`a Firefox joins: everybody sends VP8, ${Date.now() - started} ms after its launch`);
  const everyone = [ada, ben, maya];
  await Promise.all(everyone.map((who) => receives(who, everyone.filter((x) => x !== who))));
  say('all three decode the video and hear the sound of each other');
  await bothLayers(maya);
  await maya.room.press('Focus Prof. Ada');
  await high(maya, ada);
  await maya.room.press('Back to everyone');

  await maya.room.press('Raise your hand');
  await eventually('the hand', () => sample(ada.room), (s) => s.last.hands?.queue.includes(maya.me));
  await ada.room.getByRole('button', { name: /^People/ }).first().click();
  await press(ada.room, 'Lower the hand of Maya Lindqvist');
  await eventually('no hand', () => sample(maya.room), (s) => s.last.hands?.queue.length === 0);
  say('messages go both ways');

  await press(ada.room, 'Breakout rooms');
  await ada.room.getByRole('spinbutton', { name: 'Number of rooms' }).fill('2');
  await press(ada.room, 'Even');
  await press(ada.room, 'Start rooms');
  await maya.room.says('You are now in Room');
  await Promise.all([receives(maya, []), receives(ben, [])]);
  const { room } = (await sample(maya.room)).last.moved;
  await press(ada.room, `Visit Room ${room}`);
  await Promise.all([receives(ada, [maya]), receives(maya, [ada]), receives(ben, [])]);
  await ada.room.getByRole('combobox', { name: 'Notice before everyone comes back' }).selectOption({ label: 'At once' });
  await press(ada.room, 'Bring everyone back');
  await maya.room.says('You are back in the main room.');
  await Promise.all(everyone.map((who) => receives(who, everyone.filter((x) => x !== who))));
  const { calls, events } = await sample(maya.room);
  assert.deepEqual([calls.setRemoteDescription, calls.createAnswer, calls.new], [1, 1, 1]);
  assert.equal(events.negotiationneeded ?? 0, 0);
  say('Firefox was moved to a room and back without negotiating');
  mkdirSync(screens, { recursive: true });
  writeFileSync(join(screens, 'firefox-class.png'), await maya.room.picture());

  await maya.room.press('Leave');
  await eventually('Maya has left', () => sample(ada.room), (s) => !s.slots.some((x) => x.person === maya.me));
  for (const person of [ada, ben]) await sendsOnly(person, 'video/H264');
  await Promise.all([receives(ada, [ben]), receives(ben, [ada])]);
  say('Firefox has left: H.264 is back');
  // Long enough to be replayed.
  await pause(2_000);

  await press(ada.room, 'End class for everyone');
  await ada.room.getByRole('dialog').getByRole('button', { name: 'End class', exact: true }).click();
  await ada.lobby.getByRole('button', { name: /^Play the recording of/ }).waitFor();
  const [session] = stack.recordings();
  const codecs = session.tracks
    .filter((track) => track.kind === 'camera')
    .flatMap((track) => track.parts.map((part) => part.codec));
  say(`recorded: ${JSON.stringify([...new Set(codecs)])}`);
  assert.ok(codecs.some((codec) => codec.startsWith('avc1')) && codecs.some((codec) => codec === 'vp8'));

  const seconds = session.tracks.reduce((longest, t) => Math.max(longest, ...t.parts.map((p) => p.end)), 0) / 1e6;
  const replay = await ada.open(/^Play the recording of/);
  await press(replay, 'Play recording');
  for (const [moment, tiles] of [[6, 2], [seconds / 2, 2], [seconds - 4, 2]]) {
    await replay.getByRole('slider', { name: 'Position' }).fill(moment.toFixed(1));
    await plays(replay, tiles);
  }
  say('the replay shows H.264, VP8 and H.264 again');

  const shared = ada.lobby.getByRole('switch', { name: /^Students can see the recording of/ });
  await shared.click();
  await eventually('the recording is shared', () => shared.isChecked(), (checked) => checked);
  await maya.lobby.press('Play the recording of');
  const shown = await firefox.page((url) => url.includes('/replay'));
  await shown.press('Play recording');
  // Without a sound card Firefox's AudioContext stands still; sound is measured in Chromium.
  await moves(shown, 1);
  writeFileSync(join(screens, 'firefox-replay.png'), await shown.picture());
  say('Firefox replays the class');
}

/** Waits until `tiles` places of the canvas show new frames, with sound. */
async function plays(page, tiles) {
  await moves(page, tiles);
  await eventually('sound', () => page.evaluate(() => window.e2e.loudness()), (loud) => loud > 0.001);
}

async function moves(page, tiles) {
  const drawn = () => page.evaluate(() => Object.fromEntries(
    Object.entries(window.e2e.drawn).map(([place, d]) => [place, d.frames])));
  await eventually(
    `${tiles} tiles in motion`,
    async () => {
      const then = await drawn();
      await pause(1_000);
      const now = await drawn();
      return Object.keys(now).filter((place) => now[place] - (then[place] ?? 0) > 3).length;
    },
    (moving) => moving >= tiles,
  );
}

let failure;
try {
  await steps();
  assert.deepEqual([...ada.problems, ...ben.problems, ...firefox.problems], []);
} catch (problem) {
  failure = problem;
  console.log(problem.stack ?? problem);
  console.log('Firefox said:', firefox.problems);
  mkdirSync(screens, { recursive: true });
  if (maya.room) writeFileSync(join(screens, 'failed-firefox.png'), await maya.room.picture().catch(() => ''));
  if (ada.room) await ada.room.screenshot({ path: join(screens, 'failed-firefox-ada.png') }).catch(() => {});
} finally {
  await firefox.close();
  await chromium.close();
  await stack.stop({ keep: Boolean(failure) });
}
process.exit(failure ? 1 : 0);
