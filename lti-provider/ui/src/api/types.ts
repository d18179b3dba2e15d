import type { Role, VideoCodec } from '../protocol/messages';

/** Bodies of the HTTP calls of docs/protocol.md. */

export interface Bootstrap {
  readonly token: string;
  /** `unnamed` when the LMS does not tell the name: then one may choose. */
  readonly me: { readonly name: string; readonly role: Role; readonly unnamed?: boolean };
  readonly course: { readonly title: string };
  readonly class: { readonly title: string };
  readonly locale?: string;
  readonly returnUrl?: string | null;
  readonly windowed?: boolean;
}

export interface HeldSession {
  readonly id: string;
  readonly startedAt: string;
  readonly endedAt?: string | null;
  readonly present: number;
}

export interface Recorded {
  readonly id: string;
  readonly session: string;
  readonly startedAt: string;
  readonly durationSeconds: number;
  readonly ready: boolean;
  readonly released: boolean;
  readonly keptUntil: string;
  readonly people: number;
  readonly rooms: number;
  readonly problem?: string | null;
}

export interface LobbySettings {
  readonly record: boolean;
  readonly retentionDays: number;
  readonly releaseByDefault: boolean;
  readonly video: VideoCodec;
  readonly redundantAudio: boolean;
  readonly peek: boolean;
}

export interface LobbyState {
  readonly phase: 'idle' | 'live';
  readonly startedAt?: string | null;
  readonly here: number;
  readonly waiting: number;
  readonly canStart: boolean;
  readonly canJoin: boolean;
  /** The server is about to be updated: no class starts. */
  readonly draining?: boolean;
  readonly record: boolean;
  readonly retentionDays: number;
  readonly releaseByDefault?: boolean;
  readonly video: VideoCodec;
  readonly redundantAudio: boolean;
  readonly peek: boolean;
  /** What the school lets staff choose; without it, everything. */
  readonly allowed?: { readonly record: boolean; readonly release: boolean; readonly retentionDays?: number };
  readonly keptUntil: string;
  /** The server's clock. */
  readonly now: string;
  /** When the class takes place next, until that is over. */
  readonly startsAt?: string | null;
  readonly endsAt?: string | null;
  /** The next few classes in the order of their times. */
  readonly upcoming: readonly Upcoming[];
  readonly sessions: readonly HeldSession[];
  readonly recordings: readonly Recorded[];
}

export interface Upcoming {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly cancelled: boolean;
}

export interface Attendance {
  readonly startedAt: string;
  readonly endedAt?: string | null;
  /** Where the names of the absent are from; without `asOf` the LMS gives no list. */
  readonly roster: { readonly asOf?: string; readonly problem?: string };
  readonly people: readonly Attendee[];
}

export interface Attendee {
  readonly person: string;
  readonly name: string;
  readonly role: Role;
  readonly status: 'present' | 'absent' | 'excused';
  readonly minutes: number;
  readonly spans: readonly { readonly from: string; readonly to?: string | null }[];
}

export interface Roster {
  readonly asOf?: string;
  readonly problem?: string;
  readonly people: readonly { readonly person: string; readonly name: string }[];
}

/** The breakout rooms that the class had open last, with their people's ids; none when there never were any. */
export interface LastRooms {
  readonly rooms: readonly { readonly name: string; readonly people: readonly string[] }[];
}

/** The groups of the course, for the set-up of breakout rooms. */
export interface ClassGroups {
  /** A teacher added this class as one with rooms for the course's groups. */
  readonly planned: boolean;
  readonly students: number;
  readonly problem?: string;
  readonly sets: readonly GroupSet[];
}

export interface GroupSet {
  readonly id: number;
  readonly name: string;
  readonly source: 'service' | 'launch' | 'list';
  readonly asOf: string;
  /** How many of the students are in one of its groups. */
  readonly known: number;
  readonly groups: readonly Group[];
}

export interface Group {
  readonly id: number;
  readonly name: string;
  readonly people: readonly string[];
}

export interface GradeRule {
  readonly send: boolean;
  readonly measure: 'minutes' | 'percent';
  readonly enough: number;
  readonly points: number;
  readonly partial: boolean;
}

export interface Scored {
  readonly person: string;
  readonly name: string;
  readonly given: number;
  readonly maximum: number;
  readonly state: 'waiting' | 'sent' | 'kept' | 'failed';
  readonly problem?: string;
}

export interface Grades {
  /** Why no grade can be sent. */
  readonly unavailable?: string;
  readonly rule: GradeRule;
  /** Why nothing was sent the last time. */
  readonly problem?: string;
  readonly nextTryAt?: string;
  readonly people: readonly Scored[];
}

export interface Entered {
  readonly token: string;
  readonly purpose: 'class' | 'replay';
  readonly recording?: string | null;
  readonly me: { readonly id: string; readonly name: string; readonly role: Role };
  readonly course: { readonly title: string };
  readonly class: { readonly title: string };
}
