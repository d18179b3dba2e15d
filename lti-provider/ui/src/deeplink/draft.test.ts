import { describe, expect, it } from 'vitest';
import { type Draft, dayOf, isFault, wishOf } from './draft';

const NOW = Date.parse('2026-11-26T08:00:00Z');

const draft: Draft = {
  kind: 'class',
  room: '',
  title: ' Optics ',
  text: '',
  date: '2026-12-01',
  starts: '10:00',
  ends: '11:30',
  graded: false,
  points: '10',
  newTab: false,
  shownFrom: '',
  shownUntil: '',
};

const fieldOf = (changes: Partial<Draft>) => {
  const found = wishOf({ ...draft, ...changes }, NOW);
  return isFault(found) ? found.field : null;
};

describe('a draft', () => {
  it('becomes a wish with the moments of local times', () => {
    expect(wishOf(draft, NOW)).toEqual({
      kind: 'class',
      title: 'Optics',
      startsAt: new Date('2026-12-01T10:00').toISOString(),
      endsAt: new Date('2026-12-01T11:30').toISOString(),
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    });
  });

  it('has no times when it is no scheduled class, whatever the hidden fields say', () => {
    expect(wishOf({ ...draft, kind: 'course', date: 'x', room: '7', newTab: true }, NOW)).toEqual({
      kind: 'course',
      room: '7',
      title: 'Optics',
      newTab: true,
    });
  });

  it('is graded with two decimals at most', () => {
    expect(wishOf({ ...draft, kind: 'course', graded: true, points: '2.505' }, NOW)).toMatchObject({ points: 2.51 });
  });

  it.each<[Partial<Draft>, keyof Draft]>([
    [{ title: ' ' }, 'title'],
    [{ date: '' }, 'date'],
    [{ starts: '' }, 'starts'],
    [{ ends: '' }, 'ends'],
    [{ ends: '10:00' }, 'ends'],
    [{ date: '2026-11-25' }, 'date'],
    [{ graded: true, points: '' }, 'points'],
    [{ graded: true, points: '0' }, 'points'],
    [{ graded: true, points: '10001' }, 'points'],
    [{ shownFrom: '2026-12-01T10:30' }, 'shownFrom'],
    [{ shownUntil: '2026-12-01T11:00' }, 'shownUntil'],
    [{ kind: 'course', shownFrom: '2026-12-02T10:00', shownUntil: '2026-12-01T10:00' }, 'shownUntil'],
  ])('with %j leads to the field', (changes, field) => {
    expect(fieldOf(changes)).toBe(field);
  });

  it('may be shown for longer than it takes', () => {
    expect(fieldOf({ shownFrom: '2026-11-30T00:00', shownUntil: '2026-12-02T00:00' })).toBe(null);
  });
});

it('a day is written in local time', () => {
  expect(dayOf(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
});
