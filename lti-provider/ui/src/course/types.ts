import type { Recorded, Upcoming } from '../api/types';
import type { Role } from '../protocol/messages';

/** Bodies of the course page's calls (docs/protocol.md). */

export interface CourseBootstrap {
  readonly view: 'course' | 'student' | 'privacy';
  readonly token?: string;
  readonly me: { readonly name: string; readonly role: Role };
  readonly course: { readonly title: string };
  readonly locale?: string;
  readonly returnUrl?: string | null;
  readonly student?: string;
  readonly kept?: Kept;
}

export interface CourseClass {
  readonly id: number;
  readonly title: string;
  readonly phase: 'idle' | 'live';
  readonly startedAt?: string | null;
  readonly here: number;
  readonly held: number;
  readonly lastAt?: string | null;
}

export interface CourseRecording extends Recorded {
  readonly class: number;
}

export interface CourseUpcoming extends Upcoming {
  readonly class: number;
  readonly title: string;
}

export interface CourseState {
  readonly classes: readonly CourseClass[];
  readonly upcoming: readonly CourseUpcoming[];
  readonly recordings: readonly CourseRecording[];
}

export interface Held {
  readonly id: string;
  readonly title: string;
  readonly startedAt: string;
  readonly endedAt?: string | null;
}

export interface Matrix {
  readonly sessions: readonly Held[];
  readonly people: readonly { readonly person: string; readonly name: string; readonly minutes: readonly number[] }[];
}

export interface Visit {
  readonly session: Held;
  readonly minutes: number;
  readonly spans: readonly { readonly from: string; readonly to?: string | null }[];
}

export interface Timeline {
  readonly name?: string | null;
  readonly visits: readonly Visit[];
}

export interface Kept {
  readonly classes: readonly {
    readonly course: string;
    readonly title: string;
    readonly attended: number;
    readonly recordings: number;
    readonly keptUntil?: string | null;
  }[];
  readonly entries: number;
}
