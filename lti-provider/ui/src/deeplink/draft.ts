import { deeplink as words } from '../i18n/en/deeplink';
import { isFault as isPlanFault, type Draft as PlanDraft, type Fault as PlanFault, planOf } from '../schedule/draft';
import type { Plan } from '../schedule/types';
import { momentOf } from '../schedule/zone';

export type Kind = 'course' | 'class' | 'groups';

/** One link as the page's fields hold it: when it is shown is in the time of this computer, as the teacher writes it. */
export interface Draft {
  readonly kind: Kind;
  /** An existing room, or empty for a new one. */
  readonly room: string;
  readonly title: string;
  readonly text: string;
  /** When a scheduled class takes place. */
  readonly plan: PlanDraft;
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
  readonly plan?: Plan;
  readonly shownFrom?: string;
  readonly shownUntil?: string;
  readonly points?: number;
  readonly newTab?: boolean;
}

/** What is wrong, and the field to go to. */
export type Fault = PlanFault<Exclude<keyof Draft, 'plan'> | PlanFault['field']>;

export function isFault(found: Wish | Fault): found is Fault {
  return 'field' in found;
}

/** The wish of a draft, or the first thing that is wrong with it. */
export function wishOf(draft: Draft, now: number): Wish | Fault {
  const title = draft.title.trim();
  if (title === '') {
    return { field: 'title', text: words.noTitle };
  }
  const plan = draft.kind === 'class' ? planFor(draft.plan, now) : null;
  if (plan !== null && isPlanFault(plan)) {
    return plan;
  }
  const shown = shownOf(draft, plan);
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
    ...(plan === null ? {} : { plan }),
    ...shown,
    ...(draft.graded ? { points: Math.round(points * 100) / 100 } : {}),
    ...(draft.newTab ? { newTab: true } : {}),
  };
}

/** The plan, unless its only class is over; whether a class that repeats is over, the server knows. */
function planFor(draft: PlanDraft, now: number): Plan | PlanFault {
  const plan = planOf(draft);
  if (isPlanFault(plan) || plan.repeat !== undefined) {
    return plan;
  }
  const first = firstOf(plan);
  return first !== null && first.ends <= now ? { field: 'date', text: words.past } : plan;
}

/** The moments of the first class. */
function firstOf(plan: Plan): { starts: number; ends: number } | null {
  const starts = momentOf(plan.zone, plan.date, plan.starts);
  return starts === null ? null : { starts, ends: starts + plan.minutes * 60_000 };
}

interface Shown {
  readonly shownFrom?: string;
  readonly shownUntil?: string;
}

/** The last class of one that repeats is looked at by the server, which knows when it is. */
function shownOf(draft: Draft, plan: Plan | null): Shown | Fault {
  const first = plan === null ? null : firstOf(plan);
  const from = instant(draft.shownFrom);
  const until = instant(draft.shownUntil);
  if (from !== undefined && until !== undefined && until <= from) {
    return { field: 'shownUntil', text: words.badShown };
  }
  if (from !== undefined && first !== null && Date.parse(from) > first.starts) {
    return { field: 'shownFrom', text: words.hidden };
  }
  if (until !== undefined && first !== null && Date.parse(until) < first.ends) {
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
