import { deeplink as words } from '../i18n/en/deeplink';
import { zoneHere } from '../schedule/zone';

export type Kind = 'course' | 'class' | 'groups';

/** One link as the page's fields hold it: dates and times are local, as the teacher writes them. */
export interface Draft {
  readonly kind: Kind;
  /** An existing room, or empty for a new one. */
  readonly room: string;
  readonly title: string;
  readonly text: string;
  readonly date: string;
  readonly starts: string;
  readonly ends: string;
  readonly graded: boolean;
  readonly points: string;
  readonly newTab: boolean;
  readonly shownFrom: string;
  readonly shownUntil: string;
}

/** One link as docs/protocol.md has it. */
export interface Wish {
  readonly kind: Kind;
  readonly room?: string;
  readonly title: string;
  readonly text?: string;
  readonly startsAt?: string;
  readonly endsAt?: string;
  /** In which the teacher wrote the times. */
  readonly zone?: string;
  readonly shownFrom?: string;
  readonly shownUntil?: string;
  readonly points?: number;
  readonly newTab?: boolean;
}

/** What is wrong, and the field to go to. */
export interface Fault {
  readonly field: keyof Draft;
  readonly text: string;
}

export function isFault(found: Wish | Fault): found is Fault {
  return 'field' in found;
}

/** The wish of a draft, or the first thing that is wrong with it. */
export function wishOf(draft: Draft, now: number): Wish | Fault {
  const title = draft.title.trim();
  if (title === '') {
    return { field: 'title', text: words.noTitle };
  }
  const times = draft.kind === 'class' ? timesOf(draft, now) : {};
  if ('field' in times) {
    return times;
  }
  const shown = shownOf(draft, times);
  if ('field' in shown) {
    return shown;
  }
  const points = Number(draft.points);
  if (draft.graded && !(draft.points.trim() !== '' && points >= 0.01 && points <= 10_000)) {
    return { field: 'points', text: words.badPoints };
  }
  return {
    kind: draft.kind,
    ...(draft.room === '' ? {} : { room: draft.room }),
    title,
    ...(draft.text.trim() === '' ? {} : { text: draft.text.trim() }),
    ...times,
    ...shown,
    ...(draft.graded ? { points: Math.round(points * 100) / 100 } : {}),
    ...(draft.newTab ? { newTab: true } : {}),
  };
}

interface Times {
  readonly startsAt?: string;
  readonly endsAt?: string;
  readonly zone?: string;
}

function timesOf(draft: Draft, now: number): Times | Fault {
  if (draft.date === '') {
    return { field: 'date', text: words.noDate };
  }
  const startsAt = instant(`${draft.date}T${draft.starts}`);
  if (startsAt === undefined) {
    return { field: 'starts', text: words.noStart };
  }
  const endsAt = instant(`${draft.date}T${draft.ends}`);
  if (endsAt === undefined) {
    return { field: 'ends', text: words.noEnd };
  }
  if (endsAt <= startsAt) {
    return { field: 'ends', text: words.endFirst };
  }
  return Date.parse(endsAt) <= now ? { field: 'date', text: words.past } : { startsAt, endsAt, zone: zoneHere() };
}

interface Shown {
  readonly shownFrom?: string;
  readonly shownUntil?: string;
}

function shownOf(draft: Draft, times: Times): Shown | Fault {
  const from = instant(draft.shownFrom);
  const until = instant(draft.shownUntil);
  if (from !== undefined && until !== undefined && until <= from) {
    return { field: 'shownUntil', text: words.badShown };
  }
  if (from !== undefined && times.startsAt !== undefined && from > times.startsAt) {
    return { field: 'shownFrom', text: words.hidden };
  }
  if (until !== undefined && times.endsAt !== undefined && until < times.endsAt) {
    return { field: 'shownUntil', text: words.hidden };
  }
  return {
    ...(from === undefined ? {} : { shownFrom: from }),
    ...(until === undefined ? {} : { shownUntil: until }),
  };
}

/** The moment of a local date and time; texts of this form compare as the moments do. */
function instant(local: string): string | undefined {
  const at = Date.parse(local);
  return local.length < 'YYYY-MM-DDThh:mm'.length || Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

/** A day in the form that a date field has, in local time. */
export function dayOf(at: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
