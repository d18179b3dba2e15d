import { signal } from '@preact/signals';
import type { GroupSet, LastRooms } from '../api/types';
import { rooms as words } from '../i18n/en/rooms';
import { say } from '../i18n/text';
import type { PlannedRoom } from '../protocol/messages';
import {
  type GroupPlacement,
  keepPossible,
  type Placement,
  peopleIn,
  placeByGroups,
  placeEvenly,
  placeOne,
  placeRandomly,
} from './placement';

const DEFAULT_MINUTES = 15;

/** A set-up of rooms before they open. */
export class Plan {
  readonly names = signal<readonly string[]>([]);
  readonly placement = signal<Placement>(new Map());
  readonly minutes = signal(String(DEFAULT_MINUTES));
  /** The set whose groups the rooms are, with how that came out; null for rooms of nobody's. */
  readonly set = signal<{ readonly set: GroupSet; readonly placed: GroupPlacement } | null>(null);
  /** Somebody has changed it: nothing is chosen for them any more. */
  touched = false;
  /** Who was here when the rooms became a set's, and those who came since. */
  private seen: ReadonlySet<string> = new Set();

  constructor(count: number, people: readonly string[]) {
    this.resize(count, people);
    this.touched = false;
  }

  put(person: string, room: number | null): void {
    this.touched = true;
    this.placement.value = placeOne(this.placement.peek(), person, room);
  }

  resize(count: number, people: readonly string[]): void {
    const names = this.set.peek() === null ? this.names.peek() : [];
    this.names.value = Array.from({ length: count }, (_, i) => names[i] ?? say(words.roomN, { n: i + 1 }));
    this.place(placeEvenly(people, count));
  }

  even(people: readonly string[]): void {
    this.place(placeEvenly(people, this.names.peek().length));
  }

  random(people: readonly string[]): void {
    this.place(placeRandomly(people, this.names.peek().length));
  }

  byHand(): void {
    this.place(new Map());
  }

  /** The rooms are those of a set's groups, with the people who are here in them. */
  byGroups(set: GroupSet, people: readonly string[]): void {
    this.touched = true;
    const placed = placeByGroups(set.groups, people);
    this.names.value = placed.rooms.map(room => room.name);
    this.placement.value = placed.placement;
    this.set.value = { set, placed };
    this.seen = new Set(people);
  }

  /** The rooms are those of the last time, with who is here again; others are not placed. */
  asLast({ rooms }: LastRooms, people: readonly string[]): void {
    this.names.value = rooms.map(room => room.name);
    this.place(
      new Map(
        rooms.flatMap((room, i) => room.people.filter(one => people.includes(one)).map(one => [one, i] as const)),
      ),
    );
  }

  /** Those who come while the rooms are a set's go to their group's; where others are stays as it is. */
  arrived(people: readonly string[]): void {
    const chosen = this.set.peek();
    if (chosen === null) {
      return;
    }
    const { set, placed } = chosen;
    for (const person of people.filter(one => !this.seen.has(one))) {
      const own = set.groups.filter(group => group.people.includes(person)).map(group => group.id);
      const room = placed.rooms.findIndex(one => own.includes(one.group));
      if (room >= 0) {
        this.placement.value = placeOne(this.placement.peek(), person, room);
      }
    }
    this.seen = new Set([...this.seen, ...people]);
  }

  rename(room: number, name: string): void {
    this.touched = true;
    this.names.value = this.names.peek().map((old, i) => (i === room ? name : old));
  }

  /** As the server takes it. */
  rooms(people: readonly string[]): readonly PlannedRoom[] {
    const placed = keepPossible(this.placement.peek(), people, this.names.peek().length);
    const groups = this.set.peek()?.placed.rooms;
    return this.names.peek().map((name, i) => {
      const group = groups?.[i]?.group;
      return {
        name: name.trim() || say(words.roomN, { n: i + 1 }),
        people: peopleIn(placed, i),
        ...(group === undefined ? {} : { group }),
      };
    });
  }

  /** Without regard to groups, so that those who come later stay in the main room. */
  private place(placement: Placement): void {
    this.touched = true;
    this.set.value = null;
    this.placement.value = placement;
  }
}
