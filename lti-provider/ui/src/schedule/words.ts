import { schedule as words } from '../i18n/en/schedule';
import { dayDate, names, plainTime, say, weekday } from '../i18n/text';
import { endOf } from './draft';
import type { Plan, Weekday } from './types';
import { WEEKDAYS } from './types';

/** A Monday, from which the names of the days are read. */
const MONDAY = Date.UTC(2026, 11, 7, 12);

export function nameOf(day: Weekday, style: 'long' | 'short'): string {
  return weekday(MONDAY + WEEKDAYS.indexOf(day) * 86_400_000, style);
}

/** A plan in a sentence, with its times as they are in its own zone, which is named where it is not the viewer's. */
export function describe(plan: Plan, ownZone: string): string {
  const from = plainTime(plan.starts);
  const to = plainTime(endOf(plan.starts, plan.minutes));
  const zone = plan.zone === ownZone ? [] : [say(words.inZone, { zone: plan.zone.replaceAll('_', ' ') })];
  const repeat = plan.repeat;
  if (repeat === undefined) {
    return [say(words.describeOnce, { date: dayDate(plan.date), from, to }), ...zone].join(', ');
  }
  const days = names(WEEKDAYS.filter(day => repeat.days.includes(day)).map(day => nameOf(day, 'long')));
  const when =
    repeat.every === 1
      ? say(words.describe, { days, from, to })
      : say(words.describeEvery, { days, count: repeat.every, from, to });
  const end =
    repeat.until === undefined
      ? say(words.forTimes, { count: repeat.count ?? 1 })
      : say(words.untilDay, { date: dayDate(repeat.until) });
  return [when, end, ...zone].join(', ');
}
