import { describe, expect, it } from 'vitest';
import { type Draft, dayOf, draftOf, freshDraft, isFault, overnight, planOf, weekdayOf } from './draft';

const DRAFT: Draft = {
  zone: 'Europe/Lisbon',
  date: '2026-12-07',
  starts: '10:00',
  ends: '11:30',
  every: 0,
  days: [],
  stops: 'until',
  until: '',
  count: '',
};

const faultOf = (change: Partial<Draft>) => {
  const found = planOf({ ...DRAFT, ...change });
  return isFault(found) ? found.field : null;
};

describe('the draft of a plan', () => {
  it('becomes a plan with its length in minutes', () => {
    expect(planOf(DRAFT)).toEqual({ zone: 'Europe/Lisbon', date: '2026-12-07', starts: '10:00', minutes: 90 });
  });

  it('repeats on the first day of the class at least, in the order of the week', () => {
    expect(planOf({ ...DRAFT, every: 2, days: ['FR', 'TU'], until: '2027-01-31' })).toMatchObject({
      repeat: { days: ['MO', 'TU', 'FR'], every: 2, until: '2027-01-31' },
    });
    expect(planOf({ ...DRAFT, every: 1, stops: 'count', count: '12' })).toMatchObject({
      repeat: { days: ['MO'], every: 1, count: 12 },
    });
  });

  it('moves its first day with the date and keeps the others', () => {
    const plan = planOf({ ...DRAFT, every: 1, days: ['FR'], stops: 'count', count: '3' });
    const edited = { ...draftOf(plan as Exclude<typeof plan, { field: string }>), date: '2026-12-08' };
    expect(planOf(edited)).toMatchObject({ repeat: { days: ['TU', 'FR'] } });
  });

  it('says what is wrong and where', () => {
    expect(faultOf({ date: '' })).toBe('date');
    expect(faultOf({ starts: '' })).toBe('starts');
    expect(faultOf({ ends: '' })).toBe('ends');
    expect(faultOf({ ends: '10:00' })).toBe('ends');
    expect(faultOf({ ends: '09:00' })).toBe('ends');
    expect(faultOf({ every: 1 })).toBe('until');
    expect(faultOf({ every: 1, until: '2026-12-06' })).toBe('until');
    expect(faultOf({ every: 1, stops: 'count', count: '0' })).toBe('count');
    expect(faultOf({ every: 1, stops: 'count', count: '2.5' })).toBe('count');
  });

  it('may go on after midnight', () => {
    const late = { ...DRAFT, starts: '22:30', ends: '00:15' };
    expect(overnight(late)).toBe(true);
    expect(planOf(late)).toMatchObject({ starts: '22:30', minutes: 105 });
    expect(overnight(DRAFT)).toBe(false);
  });

  it('comes back from a plan as it was', () => {
    for (const change of [{}, { every: 3, days: ['MO', 'SU'], until: '2027-06-30', count: '10' }] as Partial<Draft>[]) {
      const plan = planOf({ ...DRAFT, ...change });
      expect(isFault(plan)).toBe(false);
      expect(planOf(draftOf(plan as Exclude<typeof plan, { field: string }>))).toEqual(plan);
    }
  });

  it('begins with the next full hour', () => {
    const fresh = freshDraft('UTC', new Date(2026, 11, 7, 23, 20));
    expect(fresh).toMatchObject({ date: '2026-12-08', starts: '00:00', ends: '01:00', days: [] });
  });

  it('writes a day in local time', () => {
    expect(dayOf(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
  });

  it('knows the day of the week of a date', () => {
    expect(weekdayOf('2026-12-07')).toBe('MO');
    expect(weekdayOf('2026-12-13')).toBe('SU');
  });
});
