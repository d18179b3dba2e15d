import { describe, expect, it } from 'vitest';
import type { GroupSet } from '../api/types';
import {
  fullest,
  keepPossible,
  type Placement,
  peopleIn,
  placeByGroups,
  placeEvenly,
  placeOne,
  placeRandomly,
} from './placement';

const people = (count: number) => Array.from({ length: count }, (_, i) => `p${i}`);
const sizes = (placement: Placement, rooms: number) =>
  Array.from({ length: rooms }, (_, room) => peopleIn(placement, room).length);

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

describe('placing people in rooms', () => {
  it('places everybody, and sizes differ by one at most', () => {
    for (let count = 0; count <= 40; count++) {
      for (let rooms = 1; rooms <= 12; rooms++) {
        const made = sizes(placeEvenly(people(count), rooms), rooms);
        expect(made.reduce((a, b) => a + b, 0)).toBe(count);
        expect(Math.max(...made) - Math.min(...made)).toBeLessThanOrEqual(1);
      }
    }
  });

  it('keeps neighbours together when even', () => {
    expect([...placeEvenly(people(4), 2)]).toEqual([
      ['p0', 0],
      ['p1', 0],
      ['p2', 1],
      ['p3', 1],
    ]);
  });

  it('places everybody at random as evenly, and not in the same order each time', () => {
    const made = Array.from({ length: 20 }, (_, seed) => placeRandomly(people(10), 3, random(seed + 1)));
    for (const placement of made) {
      expect(placement.size).toBe(10);
      expect([...sizes(placement, 3)].sort()).toEqual([3, 3, 4]);
    }
    expect(new Set(made.map(placement => placement.get('p0'))).size).toBeGreaterThan(1);
  });

  it('moves one person by hand without changing the plan before', () => {
    const before = placeEvenly(people(2), 2);
    const after = placeOne(before, 'p0', 1);
    expect(peopleIn(after, 1)).toEqual(['p0', 'p1']);
    expect(before.get('p0')).toBe(0);
    expect(placeOne(after, 'p0', null).has('p0')).toBe(false);
  });

  it('takes those out whose room or who themselves are gone', () => {
    const plan = placeEvenly(people(6), 3);
    expect([...keepPossible(plan, ['p0', 'p1', 'p4'], 2).keys()]).toEqual(['p0', 'p1']);
  });
});

describe('rooms of groups', () => {
  const group = (id: number, name: string, ...who: string[]) => ({ id, name, people: who });

  it('places who is here, names the rooms and leaves the others', () => {
    const made = placeByGroups(
      [group(7, 'Lab 1', 'p0', 'away'), group(8, 'Lab 2'), group(9, 'Lab 3', 'p2')],
      people(4),
    );
    expect(made.rooms).toEqual([
      { name: 'Lab 1', group: 7 },
      { name: 'Lab 2', group: 8 },
      { name: 'Lab 3', group: 9 },
    ]);
    expect([...made.placement]).toEqual([
      ['p0', 0],
      ['p2', 2],
    ]);
    expect(made.twice).toEqual([]);
    expect(made.left).toBe(0);
  });

  it('puts who is in two groups into the first', () => {
    const made = placeByGroups([group(1, 'A', 'p0'), group(2, 'B', 'p0', 'p1')], people(2));
    expect(made.placement.get('p0')).toBe(0);
    expect(made.twice).toEqual(['p0']);
  });

  it('gives the rooms that there are to the groups of people who are here', () => {
    const groups = Array.from({ length: 200 }, (_, i) => group(i + 1, `G${i + 1}`, `p${i}`));
    const made = placeByGroups(groups, ['p199', 'p3']);
    expect(made.rooms).toHaveLength(50);
    expect(made.left).toBe(150);
    expect(made.rooms.map(room => room.group)).toContain(200);
    expect(made.placement.get('p199')).toBe(made.rooms.findIndex(room => room.group === 200));
    const full = placeByGroups(groups, people(200));
    expect(full.rooms).toHaveLength(50);
    expect(full.placement.size).toBe(50);
  });

  it('cuts long names between characters', () => {
    const [room] = placeByGroups([group(1, `${'x'.repeat(59)}👩‍🚀`)], []).rooms;
    expect(room?.name).toBe('x'.repeat(59));
    expect(placeByGroups([group(1, 'مجموعة')], []).rooms[0]?.name).toBe('مجموعة');
  });

  it('begins with the set that knows most', () => {
    const set = (id: number, known: number, groups = 1): GroupSet => ({
      id,
      name: `S${id}`,
      source: 'list',
      asOf: '',
      known,
      groups: Array.from({ length: groups }, (_, i) => group(i, 'G')),
    });
    expect(fullest([set(1, 3), set(2, 5), set(3, 9, 0)])?.id).toBe(2);
    expect(fullest([set(1, 0)])?.id).toBe(1);
    expect(fullest([])).toBeNull();
  });
});
