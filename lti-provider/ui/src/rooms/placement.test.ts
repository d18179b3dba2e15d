import { describe, expect, it } from 'vitest';
import { keepPossible, type Placement, peopleIn, placeEvenly, placeOne, placeRandomly } from './placement';

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
