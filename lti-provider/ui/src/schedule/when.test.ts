import { describe, expect, it } from 'vitest';
import { startLine } from './when';
import { describe as inWords } from './words';
import { localTo } from './zone';

const START = '2026-12-07T10:00:00Z';
const at = (minutes: number) => Date.parse(START) - minutes * 60_000;
const clockOf = (line: string) => line.replace(/^.*, in /, 'in ');

describe('when a class starts', () => {
  it('counts down within a day, in whole minutes', () => {
    expect(clockOf(startLine(START, at(12)))).toBe('in 12 min');
    expect(clockOf(startLine(START, at(1.5)))).toBe('in 1 min');
    expect(clockOf(startLine(START, at(0.5)))).toBe('in less than a minute');
    expect(clockOf(startLine(START, at(60)))).toBe('in 1 h');
    expect(clockOf(startLine(START, at(185)))).toBe('in 3 h 5 min');
  });

  it('says the date alone before, and that it was planned after', () => {
    expect(startLine(START, at(24 * 60))).toMatch(/^Starts .*2026/);
    expect(startLine(START, at(24 * 60))).not.toContain(', in ');
    expect(startLine(START, at(0))).toMatch(/^Planned for /);
  });
});

describe('a plan in words', () => {
  const plan = { zone: 'Europe/Lisbon', date: '2026-12-07', starts: '10:00', minutes: 90 };

  it('has its times in its own zone, named where it is another one', () => {
    expect(inWords(plan, 'Europe/Lisbon')).toMatch(/2026, 10:00.* to 11:30/);
    expect(inWords(plan, 'Asia/Tokyo')).toMatch(/10:00.* to 11:30.*, Europe\/Lisbon time$/);
  });

  it('says the days and the end', () => {
    const weekly = { ...plan, repeat: { days: ['WE', 'MO'], every: 1, count: 10 } } as const;
    expect(inWords(weekly, 'Europe/Lisbon')).toMatch(/^Monday and Wednesday, 10:00.*, 10 classes$/);
    const other = { ...plan, repeat: { days: ['MO'], every: 2, until: '2027-02-01' } } as const;
    expect(inWords(other, 'Europe/Lisbon')).toMatch(/^Monday every 2 weeks, 10:00.*, until .*2027$/);
  });
});

it('reads a moment in a zone as input fields have it', () => {
  expect(localTo('Europe/Lisbon', '2027-03-29T09:00:00Z')).toEqual({ date: '2027-03-29', time: '10:00' });
  expect(localTo('Asia/Tokyo', '2026-12-31T15:00:00Z')).toEqual({ date: '2027-01-01', time: '00:00' });
});
