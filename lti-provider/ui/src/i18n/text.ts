/** Fills the catalogue's sentences; names in braces are checked by the compiler. */

type Plural = { readonly one: string; readonly other: string };
type Names<S> = S extends `${string}{${infer N}}${infer Rest}` ? N | Names<Rest> : never;
type Wanted<E> = E extends string ? Names<E> : E extends Plural ? 'count' | Names<E['other']> : never;
type Values<E> = { readonly [name in Wanted<E>]: string | number };

let locale = 'en';

/**
 * The language of numbers, dates and plurals: what the LMS says, else the browser's, as long as the words are in that
 * language too; a date in Arabic does not belong into an English sentence.
 */
export function useLocale(wanted: string | undefined): void {
  const asked = [wanted?.replace('_', '-'), ...navigator.languages].filter(tag => tag !== undefined);
  locale = asked.flatMap(canonical).find(tag => tag === 'en' || tag.startsWith('en-')) ?? 'en';
}

/** None for a tag that is no language tag. */
function canonical(tag: string): string[] {
  try {
    return Intl.getCanonicalLocales(tag);
  } catch {
    return [];
  }
}

export function say<const E extends string | Plural>(entry: E, values: Values<E>): string {
  const filled = values as Readonly<Record<string, string | number>>;
  const sentence = typeof entry === 'string' ? entry : Number(filled.count) === 1 ? entry.one : entry.other;
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = filled[name];
    return typeof value === 'number' ? number(value) : (value ?? '');
  });
}

export function number(value: number): string {
  return new Intl.NumberFormat(locale).format(value);
}

export function date(at: string | number): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(new Date(at));
}

export function dateTime(at: string | number): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at));
}

export function timeOfDay(at: string | number): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(new Date(at));
}

/** With the day of the week, for plans: "Mon 7 Dec 2026, 10:00". */
export function weekdayTime(at: string | number): string {
  const day = new Intl.DateTimeFormat(locale, { weekday: 'short' }).format(new Date(at));
  return `${day} ${dateTime(at)}`;
}

/** A day of no particular zone, such as 2026-12-07. */
export function dayDate(day: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

/** A time of no particular zone, such as 10:00. */
export function plainTime(time: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' }).format(
    new Date(`2026-12-07T${time}:00Z`),
  );
}

/** The name of a moment's day of the week, by UTC. */
export function weekday(at: number, style: 'long' | 'short'): string {
  return new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' }).format(new Date(at));
}

/** The time of day for today, else with the date. */
export function dayTime(at: string, now: number): string {
  return new Date(at).toDateString() === new Date(now).toDateString() ? timeOfDay(at) : dateTime(at);
}

/** 6:40, or 1:06:40 from an hour on. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (part: number) => String(part).padStart(2, '0');
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** Names as a sentence has them: "Ada, Ben and Chen". */
export function names(list: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(list);
}
