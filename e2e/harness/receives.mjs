// Who really gets whose sound and picture, by what the pages decode.
import { eventually, flow, sample } from './media.mjs';

/**
 * Waits until `who` decodes video and sound of exactly these people, and nothing besides.
 * @param {{silent?: Person[], dark?: Person[]}} but whose sound, or whose picture, must not arrive
 */
export async function receives(who, from, { silent = [], dark = [] } = {}) {
  const expected = {};
  for (const person of from) {
    const { me } = await sample(person.room);
    expected[me] = { sound: !silent.includes(person), picture: !dark.includes(person) };
  }
  return eventually(
    `${who.id} receives ${from.map((p) => p.id).join(', ') || 'nobody'}`,
    () => flow(who.room),
    ({ people, stray }) => {
      const asExpected = Object.entries(expected).every(([id, wanted]) => {
        const got = people[id] ?? { frames: 0, energy: 0, audioPackets: 0 };
        const sound = wanted.sound ? got.energy > 0 : got.audioPackets === 0;
        return sound && (wanted.picture ? got.frames > 5 : got.frames === 0);
      });
      const nobodyElse = Object.entries(people).every(
        ([id, got]) => expected[id] || got.audioPackets + got.videoPackets === 0,
      );
      return asExpected && nobodyElse && stray.packets === 0;
    },
    60_000,
  );
}
