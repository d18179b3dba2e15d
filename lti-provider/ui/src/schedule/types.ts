/** Bodies of the timetable's calls (docs/protocol.md). */

export type Weekday = 'MO' | 'TU' | 'WE' | 'TH' | 'FR' | 'SA' | 'SU';

export const WEEKDAYS: readonly Weekday[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

export interface Repeat {
  readonly days: readonly Weekday[];
  readonly every: number;
  readonly until?: string;
  readonly count?: number;
}

/** A plan; dates and times are local to its zone. */
export interface Plan {
  readonly zone: string;
  readonly date: string;
  readonly starts: string;
  readonly minutes: number;
  readonly repeat?: Repeat;
}

export interface Series extends Plan {
  readonly id: number;
  /** How many classes the plan has, those that are over and cancelled included. */
  readonly classes: number;
}

export interface PlannedClass {
  readonly series: number;
  /** The day that the plan gives it, whatever became of it. */
  readonly day: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly cancelled: boolean;
  readonly moved: boolean;
}

export interface Timetable {
  readonly series: readonly Series[];
  /** What is not over, in the order of its times. */
  readonly classes: readonly PlannedClass[];
}
