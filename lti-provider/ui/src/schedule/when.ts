import { schedule as words } from '../i18n/en/schedule';
import { dateTime, dayTime, say, timeOfDay, weekdayTime } from '../i18n/text';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** When a class starts, for whoever waits: "Starts 10:00, in 12 min". */
export function startLine(startsAt: string, now: number): string {
  const when = dayTime(startsAt, now);
  const left = Date.parse(startsAt) - now;
  if (left <= 0) {
    return say(words.planned, { when });
  }
  return left < DAY ? say(words.startsIn, { when, left: duration(left) }) : say(words.startsOn, { when });
}

/** Whole minutes that are left, so that "in 1 min" is said until the last one begins. */
function duration(millis: number): string {
  const minutes = Math.floor(millis / MINUTE);
  if (minutes < 1) {
    return words.lessThanMinute;
  }
  if (minutes < 60) {
    return say(words.minutes, { count: minutes });
  }
  const hours = Math.floor(minutes / 60);
  return minutes % 60 === 0 ? say(words.hours, { hours }) : say(words.hoursMinutes, { hours, minutes: minutes % 60 });
}

/** "Mon 7 Dec 2026, 10:00 to 11:00", in the viewer's own zone. */
export function spanOf(startsAt: string, endsAt: string): string {
  const sameDay = new Date(startsAt).toDateString() === new Date(endsAt).toDateString();
  return say(words.span, { from: weekdayTime(startsAt), to: sameDay ? timeOfDay(endsAt) : dateTime(endsAt) });
}
