import { describe, expect, it } from 'vitest';
import { zoneHere } from '../schedule/zone';
import { type Draft, type Fault, isFault, wishOf } from './draft';

const NOW = Date.parse('2026-11-26T08:00:00Z');

const draft: Draft = {
  kind: 'class',
  room: '',
  title: ' Optics ',
  text: '',
  plan: {
    zone: zoneHere(),
    date: '2026-12-01',
    starts: '10:00',
    ends: '11:30',
    every: 0,
    days: [],
    stops: 'until',
    until: '',
    count: '10',
  },
  graded: false,
  points: '10',
  newTab: false,
  shownFrom: '',
  shownUntil: '',
};

const planned = (changes: Partial<Draft['plan']>) => ({ plan: { ...draft.plan, ...changes } });

const fieldOf = (changes: Partial<Draft>) => {
  const found = wishOf({ ...draft, ...changes }, NOW);
  return isFault(found) ? found.field : null;
};

describe('a draft', () => {
  it('becomes a wish with the plan of a class', () => {
    const plan = { zone: zoneHere(), date: '2026-12-01', starts: '10:00', minutes: 90 };
    expect(wishOf(draft, NOW)).toEqual({ kind: 'class', title: 'Optics', plan });
    const weekly = { every: 1, stops: 'count', days: ['TH'] } as const;
    expect(wishOf({ ...draft, ...planned(weekly) }, NOW)).toEqual({
      kind: 'class',
      title: 'Optics',
      plan: { ...plan, repeat: { days: ['TU', 'TH'], every: 1, count: 10 } },
    });
  });

  it('has no times when it is no scheduled class, whatever the hidden fields say', () => {
    expect(wishOf({ ...draft, kind: 'course', ...planned({ date: 'x' }), room: '7', newTab: true }, NOW)).toEqual({
      kind: 'course',
      room: '7',
      title: 'Optics',
      newTab: true,
    });
  });

  it('is graded with two decimals at most', () => {
    expect(wishOf({ ...draft, kind: 'course', graded: true, points: '2.505' }, NOW)).toMatchObject({ points: 2.51 });
  });

  it.each<[Partial<Draft>, Fault['field']]>([
    [{ title: ' ' }, 'title'],
    [planned({ date: '' }), 'date'],
    [planned({ starts: '' }), 'starts'],
    [planned({ ends: '' }), 'ends'],
    [planned({ ends: '10:00' }), 'ends'],
    [planned({ date: '2026-11-25' }), 'date'],
    [planned({ every: 1, stops: 'count', count: '10000' }), 'count'],
    [planned({ every: 1, stops: 'count', count: '0' }), 'count'],
    [planned({ every: 1, until: '2026-11-30' }), 'until'],
    [{ graded: true, points: '' }, 'points'],
    [{ graded: true, points: '0' }, 'points'],
    [{ graded: true, points: '10001' }, 'points'],
    [{ shownFrom: '2026-12-01T10:30' }, 'shownFrom'],
    [{ shownUntil: '2026-12-01T11:00' }, 'shownUntil'],
    [{ kind: 'course', shownFrom: '2026-12-02T10:00', shownUntil: '2026-12-01T10:00' }, 'shownUntil'],
  ])('with %j leads to the field', (changes, field) => {
    expect(fieldOf(changes)).toBe(field);
  });

  it('may begin with a class that is over when it repeats', () => {
    expect(fieldOf(planned({ date: '2026-11-25', every: 1, stops: 'count' }))).toBe(null);
  });

  it('may be shown for longer than it takes', () => {
    expect(fieldOf({ shownFrom: '2026-11-30T00:00', shownUntil: '2026-12-02T00:00' })).toBe(null);
  });
});
