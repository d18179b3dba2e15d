import { schedule as words } from '../i18n/en/schedule';
import type { Plan, Repeat, Weekday } from './types';
import { WEEKDAYS } from './types';

/** A plan as the form's fields hold it. */
export interface Draft {
  readonly zone: string;
  readonly date: string;
  readonly starts: string;
  readonly ends: string;
  /** In weeks; 0 for once. */
  readonly every: number;
  /** Beside the first class's own day, which is one of them whatever the date is changed to. */
  readonly days: readonly Weekday[];
  readonly stops: 'until' | 'count';
  readonly until: string;
  readonly count: string;
}

export type Field = 'date' | 'starts' | 'ends' | 'days' | 'until' | 'count';

/** What is wrong, and the field to go to. */
export interface Fault<F extends string = Field> {
  readonly field: F;
  readonly text: string;
}

export function isFault(found: Plan | Fault): found is Fault {
  return 'field' in found;
}

const MAX_CLASSES = 400;
/** A class that ends "before" its start goes on after midnight, unless that would make it longer than this. */
const LONGEST_NIGHT = 12 * 60;

/** What a new plan begins with: an hour from the next full one on. */
export function freshDraft(zone: string, now: Date): Draft {
  const start = new Date(now.getTime());
  start.setHours(now.getHours() + 1, 0, 0, 0);
  const end = new Date(start.getTime() + 3_600_000);
  return {
    zone,
    date: dayOf(start),
    starts: timeOf(start),
    ends: timeOf(end),
    every: 0,
    days: [],
    stops: 'until',
    until: '',
    count: '10',
  };
}

export function draftOf(plan: Plan): Draft {
  return {
    zone: plan.zone,
    date: plan.date,
    starts: plan.starts,
    ends: endOf(plan.starts, plan.minutes),
    every: plan.repeat?.every ?? 0,
    days: (plan.repeat?.days ?? []).filter(day => day !== weekdayOf(plan.date)),
    stops: plan.repeat?.count === undefined ? 'until' : 'count',
    until: plan.repeat?.until ?? '',
    count: String(plan.repeat?.count ?? 10),
  };
}

/** The plan of a draft, or the first thing that is wrong with it. */
export function planOf(draft: Draft): Plan | Fault {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(draft.date)) {
    return { field: 'date', text: words.noDate };
  }
  const starts = minuteOf(draft.starts);
  if (starts === null) {
    return { field: 'starts', text: words.noTime };
  }
  const ends = minuteOf(draft.ends);
  if (ends === null) {
    return { field: 'ends', text: words.noTime };
  }
  const minutes = ends > starts ? ends - starts : ends + 24 * 60 - starts;
  if (ends === starts || (ends < starts && minutes > LONGEST_NIGHT)) {
    return { field: 'ends', text: words.tooLong };
  }
  const plan = { zone: draft.zone, date: draft.date, starts: draft.starts, minutes };
  if (draft.every === 0) {
    return plan;
  }
  const repeat = repeatOf(draft);
  return 'field' in repeat ? repeat : { ...plan, repeat };
}

function repeatOf(draft: Draft): Repeat | Fault {
  const days = WEEKDAYS.filter(day => draft.days.includes(day) || day === weekdayOf(draft.date));
  if (draft.stops === 'count') {
    const count = Number(draft.count);
    return Number.isInteger(count) && count >= 1 && count <= MAX_CLASSES
      ? { days, every: draft.every, count }
      : { field: 'count', text: words.badTimes };
  }
  if (!/^\d{4}-\d{2}-\d{2}$/.test(draft.until)) {
    return { field: 'until', text: words.noUntil };
  }
  return draft.until < draft.date
    ? { field: 'until', text: words.untilFirst }
    : { days, every: draft.every, until: draft.until };
}

/** Whether a class of these times ends on the day after its start. */
export function overnight(draft: Pick<Draft, 'starts' | 'ends'>): boolean {
  const starts = minuteOf(draft.starts);
  const ends = minuteOf(draft.ends);
  return starts !== null && ends !== null && ends < starts && ends + 24 * 60 - starts <= LONGEST_NIGHT;
}

export function endOf(starts: string, minutes: number): string {
  const end = ((minuteOf(starts) ?? 0) + minutes) % (24 * 60);
  return `${two(Math.floor(end / 60))}:${two(end % 60)}`;
}

/** The day of the week of a date such as 2026-12-07. */
export function weekdayOf(date: string): Weekday {
  const day = new Date(`${date}T12:00:00Z`).getUTCDay();
  return WEEKDAYS[(day + 6) % 7] ?? 'MO';
}

export function dayOf(at: Date): string {
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

function timeOf(at: Date): string {
  return `${two(at.getHours())}:${two(at.getMinutes())}`;
}

function minuteOf(time: string): number | null {
  const [, h, m] = /^(\d{2}):(\d{2})/.exec(time) ?? [];
  return h === undefined || m === undefined ? null : Number(h) * 60 + Number(m);
}

function two(part: number): string {
  return String(part).padStart(2, '0');
}
