// A teacher who stays in the main room looks into rooms unseen, whispers, and speaks to all: who hears and who does not.
import { isolated, receives, roommates } from './receiving.mjs';
import { button, chapter, look, panel, people, story } from './story.mjs';

const STOP = 'Stop and speak to your own room again';

const plan = (page) => panel(page, 'Breakout rooms', button(page, 'Visit Room 1'));

/** Everybody in this room gets their mates and, without her picture, the teacher's voice. */
async function hearsAda(members) {
  const mates = (member) => members.filter((other) => other !== member);
  await Promise.all(members.map((member) => receives(member, [story.ada, ...mates(member)], { dark: [story.ada] })));
}

chapter('the teacher looks into a room unseen, as the lobby said she may', async () => {
  const { ada } = story;
  const rooms = await roommates();
  await plan(ada.room);
  await button(ada.room, 'Look in on Room 2 unseen').click();
  await ada.room.getByText('You are looking into Room 2. Nobody there sees, hears or lists you.').waitFor();
  await Promise.all([receives(ada, rooms.get(2)), isolated(rooms)]);
  await look(ada.room, 'rooms-looking-in');
  await look(rooms.get(2)[0].room, 'rooms-looked-into', { narrow: false });

  await button(ada.room, 'Look in on Room 1 unseen').click();
  await Promise.all([receives(ada, rooms.get(1)), isolated(rooms)]);
  await button(ada.room, 'Stop looking in').first().click();
  await Promise.all([receives(ada, []), isolated(rooms)]);
});

chapter('the teacher whispers to one room: it hears her, and nobody else does', async () => {
  const { ada } = story;
  const rooms = await roommates();
  await plan(ada.room);
  await button(ada.room, 'Speak to Room 2 from here').click();
  await ada.room.getByText('Only Room 2 hears you. Your own room does not.').waitFor();
  for (const { room } of rooms.get(2)) await room.getByText('Prof. Ada is speaking to your room.').waitFor();
  await Promise.all([hearsAda(rooms.get(2)), isolated(new Map([[1, rooms.get(1)]])), receives(ada, [])]);
  await look(ada.room, 'rooms-whisper');
  await look(rooms.get(2)[0].room, 'rooms-whispered-to');
  await button(ada.room, STOP).first().click();
  await isolated(rooms);
});

chapter('the teacher whispers to one student: their own roommates hear nothing of it', async () => {
  const { ada } = story;
  const rooms = await roommates();
  const [one, ...mates] = rooms.get(2);
  await people(ada.room);
  await button(ada.room, `Whisper to ${one.name}`).click();
  await ada.room.getByText(`Only ${one.name} hears you.`).waitFor();
  await one.room.getByText('Prof. Ada is speaking to you alone.').waitFor();
  await Promise.all([
    receives(one, [ada, ...mates], { dark: [ada] }),
    ...mates.map((mate) => receives(mate, [one, ...mates.filter((other) => other !== mate)])),
    isolated(new Map([[1, rooms.get(1)]])),
  ]);
  await look(ada.room, 'people-whisper');
  await button(ada.room, STOP).first().click();
  await isolated(rooms);
});

chapter('the teacher speaks to all rooms at once', async () => {
  const { ada } = story;
  const rooms = await roommates();
  await plan(ada.room);
  await button(ada.room, 'Speak to all rooms').click();
  await ada.room.getByText('All rooms hear you.').waitFor();
  for (const { room } of story.students) await room.getByText('Prof. Ada is speaking to all rooms.').waitFor();
  await Promise.all([...rooms.values()].map(hearsAda));
  await receives(ada, []);
  await button(ada.room, STOP).first().click();
  await isolated(rooms);
});
