import { describe, expect, it } from 'vitest';
import { stretch } from './stretch';

const RATE = 48_000;
const tone = (hertz: number, seconds: number) =>
  Float32Array.from({ length: RATE * seconds }, (_, i) => Math.sin((2 * Math.PI * hertz * i) / RATE));

/** Cycles in a second, by counting the ways through zero. */
function pitch(samples: Float32Array): number {
  let crossings = 0;
  for (let i = 1; i < samples.length; i++) {
    if ((samples[i - 1] ?? 0) < 0 && (samples[i] ?? 0) >= 0) {
      crossings++;
    }
  }
  return (crossings * RATE) / samples.length;
}

describe('sound at another speed', () => {
  it.each([0.5, 0.75, 1.25, 1.5, 2])('lasts as long as it should at %f and keeps its pitch', rate => {
    const made = stretch(tone(220, 0.5), rate, RATE);
    expect(made.length).toBe(Math.floor((RATE * 0.5) / rate));
    expect(Math.abs(pitch(made) - 220)).toBeLessThan(25);
  });

  it('stays the very same at the usual speed', () => {
    const samples = tone(220, 0.1);
    expect(stretch(samples, 1, RATE)).toBe(samples);
  });

  it('takes what is shorter than a window, and nothing at all', () => {
    expect(stretch(tone(220, 0.01), 2, RATE).length).toBe(240);
    expect(stretch(new Float32Array(0), 2, RATE).length).toBe(0);
  });
});
