// In class: pictures and sound, chat, hands, mute, screen.
import assert from 'node:assert/strict';
import { eventually, flow, negotiation, sample } from '../harness/media.mjs';
import { classSeconds, heard, receives } from './receiving.mjs';
import { button, chapter, look, others, people, story, turningPoint } from './story.mjs';

turningPoint('everybody decodes the video and the sound of everybody else', async () => {
  await Promise.all(story.everyone.map((person) => receives(person, others(person))));
  story.moments.allHere = await classSeconds();
  await look(story.ada.room, 'class-teacher');
  await look(story.maya.room, 'class-student');
});

chapter('one offer and one answer were all it took', async () => {
  story.negotiated = await Promise.all(story.everyone.map(async ({ room }) => negotiation(await sample(room))));
  for (const { calls, transports } of story.negotiated) {
    assert.equal(calls.setRemoteDescription, 1);
    assert.equal(calls.createAnswer, 1);
    assert.equal(calls.new, 1);
    assert.equal(transports.length, 1);
  }
});

chapter('chat reaches everybody, as text', async () => {
  const text = 'Is <b>F = ma</b> & "mass" the same on the Moon?';
  const { room } = story.maya;
  await button(room, /^Chat/).click();
  await room.getByRole('textbox', { name: 'Message to this room' }).fill(text);
  await button(room, 'Send').click();
  for (const person of others(story.maya)) {
    if (!(await person.room.getByRole('textbox', { name: 'Message to this room' }).isVisible())) {
      await button(person.room, /^Chat/).click();
    }
    await person.room.getByText(text, { exact: true }).waitFor();
  }
});

chapter('hands queue in the order they were raised, on the teacher’s screen', async () => {
  await story.ben.room.bringToFront();
  await button(story.ben.room, /^Raise your hand/).click();
  await eventually('one hand', () => sample(story.ada.room), (s) => s.last.hands?.queue.length === 1);
  await story.maya.room.bringToFront();
  await story.maya.room.getByRole('heading').first().click();
  await story.maya.room.keyboard.press('h');
  await eventually('two hands', () => sample(story.ada.room), (s) => s.last.hands?.queue.length === 2);
  await people(story.ada.room);
  const queue = () => button(story.ada.room, /^Lower the hand of/).evaluateAll((all) => all.map((b) => b.ariaLabel));
  assert.deepEqual(await queue(), ['Lower the hand of Ben Carter', 'Lower the hand of Maya Lindqvist']);
  await look(story.ada.room, 'class-people');
  await button(story.ada.room, 'Lower the hand of Ben Carter').click();
  await eventually('one hand left', queue, (q) => q.length === 1 && q[0].endsWith('Maya Lindqvist'));
  await button(story.maya.room, /^Your hand is up/).click();
  await eventually('no hand left', queue, (q) => q.length === 0);
});

chapter('a muted student is silent at the bridge, even if their page keeps sending', async () => {
  const maya = story.maya;
  await people(story.ada.room);
  await button(story.ada.room, 'Mute Maya Lindqvist').click();
  await button(maya.room, 'Muted by teacher').waitFor();
  await maya.room.evaluate(() => window.e2e.sendMicrophoneAnyway());
  for (const listener of [story.ada, story.ben]) {
    await eventually(
      `silence of Maya at ${listener.id}`,
      () => heard(listener, maya),
      (h) => h.sent > 20 && h.packets === 0 && h.energy === 0,
    );
  }
  await receives(story.ben, others(story.ben), { silent: [maya] });
  await button(story.ada.room, 'Let speak: Maya Lindqvist').click();
  await button(maya.room, /^Microphone is off/).click();
  await receives(story.ada, story.students);
});

chapter('mute all silences every student and nobody else', async () => {
  await button(story.ada.room, 'Mute all students').click();
  for (const student of story.students) {
    await button(student.room, 'Muted by teacher').waitFor();
    await student.room.evaluate(() => window.e2e.sendMicrophoneAnyway());
  }
  for (const student of story.students) {
    await eventually(`silence of ${student.id}`, () => heard(story.ada, student), (h) => h.sent > 20 && h.packets === 0);
  }
  assert.ok((await heard(story.sean, story.ada)).energy > 0);
  await button(story.ada.room, 'Let all students speak').click();
  for (const student of story.students) await button(student.room, /^Microphone is off/).click();
  await Promise.all(story.everyone.map((person) => receives(person, others(person))));
});

chapter('the teacher shares a screen', async () => {
  await button(story.ada.room, 'Share your screen').click();
  const { me } = await sample(story.ada.room);
  for (const student of story.students) {
    await eventually(`the screen at ${student.id}`, () => flow(student.room), (f) => f.people[me]?.screenFrames > 2);
  }
  await look(story.ben.room, 'class-screen');
  await button(story.ada.room, /^Stop sharing/).first().click();
  await eventually('no screen', () => sample(story.ben.room), (s) => !s.slots.some((x) => x.kind === 'screen'));
});

chapter('one person is focused, in the higher layer', async () => {
  const { room } = story.ben;
  await button(room, 'Focus Maya Lindqvist').click();
  await room.getByRole('region', { name: 'In focus' }).waitFor();
  const { me } = await sample(story.maya.room);
  await eventually(
    'Maya in 360 lines',
    () => sample(room),
    ({ slots, inbound }) => slots.some((s) => s.person === me && inbound[s.mid]?.height === 360),
  );
  await look(room, 'class-focus', { narrow: false });
  await button(room, 'Back to everyone').first().click();
  await room.getByRole('region', { name: 'In focus' }).waitFor({ state: 'detached' });
});
