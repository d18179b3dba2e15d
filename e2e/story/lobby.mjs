// Before the class: launch, lobby, waiting, starting.
import assert from 'node:assert/strict';
import { eventually, sample } from '../harness/media.mjs';
import { button, look, story, turningPoint } from './story.mjs';

turningPoint('the teacher launches the class in a frame: the answer is the lobby, with a moving meter and a preview', async () => {
  const lobby = await story.ada.launch();
  await lobby.getByRole('heading', { name: 'Live class' }).waitFor();
  await lobby.getByText('Physics 101').waitFor();
  await lobby.getByText('Not started yet. Students are let in when you start.').waitFor();
  const meter = lobby.getByRole('meter', { name: 'Microphone level' });
  await meter.waitFor();
  const levels = new Set();
  await eventually('a moving meter', async () => levels.add(await meter.evaluate((m) => m.value)).size, (n) => n > 3);
  await eventually(
    'a camera preview',
    () => lobby.locator('video').evaluate((v) => [v.videoWidth, v.currentTime]),
    ([width, time]) => width > 0 && time > 0,
  );
  await lobby.getByText('This class is recorded').waitFor();
  assert.equal(await button(lobby, 'Start class').count(), 1);
  await lobby.getByRole('switch', { name: /^Let teachers look into rooms unseen/ }).check();
  await button(lobby, 'Save settings').click();
  await lobby.getByText('Settings saved.').waitFor();
  await look(story.ada.course, 'lobby-teacher', { frame: story.ada.lobbyFrame() });
});

turningPoint('students wait in the lobby, and no student can start the empty class', async () => {
  for (const student of story.students) {
    const lobby = await student.launch();
    await lobby.getByText('Class has not started yet. You will be let in when it does.').waitFor();
    await lobby.getByText('In this class teachers may look into breakout rooms without being seen there.').waitFor();
    assert.equal(await button(lobby, 'Start class').count(), 0);
    assert.equal(await lobby.getByRole('heading', { name: 'Settings' }).count(), 0);
  }
  await look(story.maya.course, 'lobby-student', { frame: story.maya.lobbyFrame() });
  for (const student of [story.maya, story.ben]) {
    const room = await student.enter('Wait for class to start');
    await room.getByRole('heading', { name: 'Class has not started yet' }).waitFor();
    const { received } = await sample(room);
    assert.ok(received.waiting >= 1);
    assert.equal(received.state, undefined);
    assert.equal(received.offer, undefined);
  }
  await story.ada.lobby.getByText('4 people are waiting').waitFor();
});

turningPoint('the teacher starts; those who wait are let in, the others join', async () => {
  await story.ada.enter('Start class');
  for (const student of [story.sean, story.layla]) await student.enter('Join class');
  for (const { room } of story.everyone) {
    await eventually('being connected', () => sample(room), (s) => s.transports.some((t) => t.dtls === 'connected'));
  }
});
