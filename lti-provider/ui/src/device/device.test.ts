import { describe, expect, it } from 'vitest';
import { DEFAULT_CHOICE, readChoice, writeChoice } from './choice';
import { loudnessOf } from './meter';

describe('the choice of devices', () => {
  it('survives the way to the class tab', () => {
    const choice = { mic: false, camera: true, micLabel: 'Mic & co. (USB)', cameraLabel: 'Kamera 2', speakerLabel: '' };
    expect(readChoice(new URLSearchParams(`t=ticket&${writeChoice(choice)}`))).toEqual(choice);
  });

  it('is everything on when nothing was said', () => {
    expect(readChoice(new URLSearchParams('t=ticket'))).toMatchObject(DEFAULT_CHOICE);
  });
});

describe('the meter', () => {
  it('is still in silence, full when loud, and between them in between', () => {
    const tone = (amplitude: number) => Float32Array.from({ length: 1024 }, (_, i) => amplitude * Math.sin(i / 5));
    expect(loudnessOf(tone(0))).toBe(0);
    expect(loudnessOf(tone(1))).toBe(1);
    expect(loudnessOf(tone(0.05))).toBeGreaterThan(0.3);
    expect(loudnessOf(tone(0.05))).toBeLessThan(0.8);
    expect(loudnessOf(new Float32Array(0))).toBe(0);
  });
});
