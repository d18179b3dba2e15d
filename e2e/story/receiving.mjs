// Who really gets whose sound and picture.
import { flow, sample } from '../harness/media.mjs';
import { pause } from '../harness/processes.mjs';
import { receives } from '../harness/receives.mjs';
import { story } from './story.mjs';

export { receives };

/** Energy that arrives at `who` from `from` in two seconds, and what `from` sends meanwhile. */
export async function heard(who, from) {
  const [{ people }, out] = await Promise.all([flow(who.room), sent(from)]);
  const { me } = await sample(from.room);
  return { energy: people[me]?.energy ?? 0, packets: people[me]?.audioPackets ?? 0, sent: out };
}

async function sent(person) {
  const before = await sample(person.room);
  await pause(2_000);
  return (await sample(person.room)).outbound.audio.packets - before.outbound.audio.packets;
}

/** The room that a student was last told to be in. */
export const placed = (person) => sample(person.room).then((s) => s.last.moved?.room);

/** Who is in which room, by what each student's page was told. */
export async function roommates() {
  const rooms = new Map();
  for (const student of story.students) {
    const room = await placed(student);
    rooms.set(room, [...(rooms.get(room) ?? []), student]);
  }
  return rooms;
}

/** Everybody in the rooms, by pairs, receives their own room and nothing else. */
export async function isolated(rooms) {
  const pairs = [...rooms.values()].flatMap((members) => members.map((m) => [m, members.filter((x) => x !== m)]));
  await Promise.all(pairs.map(([member, mates]) => receives(member, mates)));
}

/** Seconds of the class so far, to find the moment again in the replay. */
export async function classSeconds() {
  const { last } = await sample(story.ada.room);
  return (Date.now() - Date.parse(last.state.startedAt)) / 1000;
}
