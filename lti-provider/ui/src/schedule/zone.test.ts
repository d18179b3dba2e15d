import { describe, expect, it } from 'vitest';
import { localTo, momentOf } from './zone';

describe('the time of a zone', () => {
  it.each([
    ['Europe/Lisbon', '2026-12-07', '10:00', '2026-12-07T10:00:00.000Z'],
    ['Europe/Lisbon', '2026-07-06', '10:00', '2026-07-06T09:00:00.000Z'],
    ['America/New_York', '2026-12-07', '23:30', '2026-12-08T04:30:00.000Z'],
    ['Asia/Kolkata', '2026-12-07', '00:15', '2026-12-06T18:45:00.000Z'],
    // On the days on which the clocks change, before and after.
    ['Europe/Berlin', '2026-03-29', '01:30', '2026-03-29T00:30:00.000Z'],
    ['Europe/Berlin', '2026-03-29', '03:30', '2026-03-29T01:30:00.000Z'],
    ['Pacific/Auckland', '2026-09-27', '08:00', '2026-09-26T19:00:00.000Z'],
  ])('%s %s %s is a moment and comes back', (zone, date, time, moment) => {
    expect(new Date(momentOf(zone, date, time) ?? 0).toISOString()).toBe(moment);
    expect(localTo(zone, moment)).toEqual({ date, time });
  });

  it('is no moment where there is none', () => {
    expect(momentOf('UTC', '', '10:00')).toBe(null);
    expect(momentOf('UTC', '2026-12-07', 'x')).toBe(null);
  });
});
