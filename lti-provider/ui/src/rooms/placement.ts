import type { Group, GroupSet } from '../api/types';

/** Who goes to which room: the index of a room, or nothing for the main room. */
export type Placement = ReadonlyMap<string, number>;

export const MOST_ROOMS = 50;

/** In the given order, sizes that differ by one at most. */
export function placeEvenly(people: readonly string[], rooms: number): Placement {
  const placement = new Map<string, number>();
  people.forEach((person, i) => {
    placement.set(person, Math.floor((i * rooms) / Math.max(people.length, rooms)));
  });
  return placement;
}

/** As even, in an order that nobody can foresee. */
export function placeRandomly(people: readonly string[], rooms: number, random: () => number = Math.random): Placement {
  const shuffled = [...people];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [shuffled[i], shuffled[other]] = [shuffled[other] as string, shuffled[i] as string];
  }
  return placeEvenly(shuffled, rooms);
}

/** One person moved by hand; null takes them out of every room. */
export function placeOne(placement: Placement, person: string, room: number | null): Placement {
  const next = new Map(placement);
  if (room === null) {
    next.delete(person);
  } else {
    next.set(person, room);
  }
  return next;
}

/** Fewer rooms, or people who left: those without a room or a class are not placed. */
export function keepPossible(placement: Placement, people: readonly string[], rooms: number): Placement {
  return new Map([...placement].filter(([person, room]) => room < rooms && people.includes(person)));
}

export function peopleIn(placement: Placement, room: number): string[] {
  return [...placement].filter(([, where]) => where === room).map(([person]) => person);
}

/** Longest name of a room. */
const MOST_LETTERS = 60;

/** Rooms for groups of the course, and the people here in them. */
export interface GroupPlacement {
  readonly rooms: readonly { readonly name: string; readonly group: number }[];
  readonly placement: Placement;
  /** People who are in more than one group; the first counts. */
  readonly twice: readonly string[];
  /** How many groups there are too many for rooms. */
  readonly left: number;
}

/** A room for each group; where there are too many, those of people who are here come first. */
export function placeByGroups(groups: readonly Group[], people: readonly string[]): GroupPlacement {
  const here = new Set(people);
  const wanted = groups.length > MOST_ROOMS ? groups.filter(group => group.people.some(one => here.has(one))) : groups;
  const more = groups.filter(group => !wanted.includes(group));
  const chosen = new Set([...wanted, ...more].slice(0, MOST_ROOMS));
  const shown = groups.filter(group => chosen.has(group));
  const placement = new Map<string, number>();
  const twice = new Set<string>();
  shown.forEach((group, room) => {
    for (const person of group.people.filter(one => here.has(one))) {
      if (placement.has(person)) {
        twice.add(person);
      } else {
        placement.set(person, room);
      }
    }
  });
  return {
    rooms: shown.map(group => ({ name: nameOf(group.name), group: group.id })),
    placement,
    twice: [...twice],
    left: groups.length - shown.length,
  };
}

function nameOf(group: string): string {
  const letters = [...group];
  // The server counts UTF-16 units.
  while (letters.join('').length > MOST_LETTERS) {
    letters.pop();
  }
  return letters.join('').trim();
}

/** The set to begin with: the one that knows most. */
export function fullest(sets: readonly GroupSet[]): GroupSet | null {
  return sets.reduce<GroupSet | null>(
    (best, set) => (set.groups.length > 0 && (best === null || set.known > best.known) ? set : best),
    null,
  );
}
