// A class in which one person's device takes another address; to be run in a network namespace.
import assert from 'node:assert/strict';
import { startBrowser } from '../harness/browser.mjs';
import { Household } from '../harness/household.mjs';
import { eventually, sample } from '../harness/media.mjs';
import { ADDRESS } from '../harness/namespace.mjs';
import { Person } from '../harness/person.mjs';
import { receives } from '../harness/receives.mjs';
import { startStack } from '../harness/stack.mjs';

const began = Date.now();
const say = (text) => console.log(`${((Date.now() - began) / 1000).toFixed(1)} s: ${text}`);
const [stack, browser] = await Promise.all([
  startStack(`lectern.media { bind = ["${ADDRESS}"], advertised = ["${ADDRESS}"] }\n`),
  startBrowser(),
]);
const household = await Household.open(stack.tool, stack.lms.url);
const ada = new Person({ browser, stack, id: 'ada', name: 'Prof. Ada' });
const ben = new Person({ browser: household.browser, stack, id: 'ben', name: 'Ben Carter' });

async function steps() {
  await ada.launch();
  await ada.enter('Start class');
  await ben.launch();
  await ben.enter('Join class');
  for (const { room } of [ada, ben]) {
    await eventually('being connected', () => sample(room), (s) => s.me && s.transports.some((t) => t.dtls === 'connected'));
  }
  await Promise.all([receives(ada, [ben]), receives(ben, [ada])]);
  say('both receive each other');
  const before = await sample(ben.room);
  const changed = Date.now();
  household.change();
  // The socket is as dead as the path, and nobody closes it: the page opens another one and asks for a restart there.
  const healed = await eventually(
    'another path with pictures',
    () => sample(ben.room),
    (s) => s.transports[0]?.pairChanges > before.transports[0].pairChanges && frames(s) > frames(before) + 10,
    60_000,
  );
  say(`Ben has another address, and receives pictures again ${Date.now() - changed} ms after he lost the first`);
  await Promise.all([receives(ada, [ben]), receives(ben, [ada])]);
  say('both receive each other again');
  const [then, now] = [before.transports[0], healed.transports[0]];
  assert.notEqual(now.ufrag, then.ufrag, 'an ICE restart');
  assert.equal(now.certificate, then.certificate);
  assert.deepEqual([healed.calls.new, healed.calls.createOffer], [1, undefined], 'one connection');
  assert.equal(healed.events.negotiationneeded ?? 0, before.events.negotiationneeded ?? 0);

  await ben.room.getByRole('button', { name: 'Raise your hand' }).click();
  await eventually('the hand', () => sample(ada.room), (s) => s.last.hands?.queue.includes(before.me));
  await ada.room.getByRole('button', { name: 'Mute all students' }).click();
  await ben.room.getByRole('button', { name: 'Muted by teacher' }).waitFor();
  say('messages go both ways');
  // What a page fetches while it has no address fails, and it says so.
  ben.forgive(/ERR_(INTERNET_DISCONNECTED|NETWORK_CHANGED|ADDRESS_UNREACHABLE|CONNECTION)/);
}

const frames = (s) =>
  Object.values(s.inbound).reduce((sum, slot) => sum + (slot.kind === 'video' ? slot.frames : 0), 0);

let failure;
try {
  await steps();
  assert.deepEqual([...ada.problems, ...ben.problems], []);
} catch (problem) {
  failure = problem;
  console.log(problem.stack ?? problem);
} finally {
  await household.close();
  await browser.close();
  await stack.stop({ keep: Boolean(failure) });
}
process.exit(failure ? 1 : 0);
