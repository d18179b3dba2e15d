import { describe, expect, it } from 'vitest';
import { klass } from '../i18n/en/class';
import { ownLine } from './own-line';

describe('what is said of my own connection', () => {
  const line = { quality: 'good', paused: 0, camera: true } as const;

  it('is nothing while it is good or fair', () => {
    expect(ownLine(line)).toBeNull();
    expect(ownLine({ ...line, quality: 'fair' })).toBeNull();
  });

  it('is what I see myself, where pictures are paused', () => {
    expect(ownLine({ ...line, paused: 2 })).toEqual({ text: klass.slowLine, hint: null });
    expect(ownLine({ ...line, paused: 2, quality: 'poor' })).toEqual({ text: klass.slowLine, hint: null });
  });

  it('is what others may notice, with advice that fits', () => {
    expect(ownLine({ ...line, quality: 'poor' })).toEqual({ text: klass.weakLine, hint: klass.weakLineHint });
    expect(ownLine({ ...line, quality: 'poor', camera: false })).toEqual({ text: klass.weakLine, hint: null });
  });

  it('is that nothing arrives, before everything else', () => {
    expect(ownLine({ ...line, quality: 'lost', paused: 3 })?.text).toBe(klass.lostLine);
  });
});
