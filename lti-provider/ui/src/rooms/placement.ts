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
