/** Date and time of a moment as they are in a zone, in the form of input fields. */
export function localTo(zone: string, at: string): { date: string; time: string } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(at));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find(one => one.type === type)?.value ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
  };
}

/** The moment of a date and time in a zone, as input fields have them; null when they are none. */
export function momentOf(zone: string, date: string, time: string): number | null {
  const asUtc = Date.parse(`${date}T${time}Z`);
  if (Number.isNaN(asUtc)) {
    return null;
  }
  // What the zone shows at a guess tells how far off the guess is; twice, for changes of the clocks in between.
  let moment = asUtc;
  for (let i = 0; i < 2; i++) {
    const shown = localTo(zone, new Date(moment).toISOString());
    moment += asUtc - Date.parse(`${shown.date}T${shown.time}Z`);
  }
  return moment;
}

/** The browser's own zone. */
export function zoneHere(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
