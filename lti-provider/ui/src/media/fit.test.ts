import { expect, test } from 'vitest';
import { fitFactor } from './fit';

test('a picture of the size that was asked for stays as it is', () => {
  expect(fitFactor({ width: 640, height: 360 })).toBe(1);
  expect(fitFactor({ width: 360, height: 640 })).toBe(1);
  expect(fitFactor({ width: 320, height: 240 })).toBe(1);
});

test('a larger one is scaled until both sides fit, in either orientation', () => {
  expect(fitFactor({ width: 640, height: 480 })).toBeCloseTo(480 / 360);
  expect(fitFactor({ width: 480, height: 640 })).toBeCloseTo(480 / 360);
  expect(fitFactor({ width: 1280, height: 720 })).toBe(2);
  expect(fitFactor({ width: 1920, height: 800 })).toBe(3);
});

test('an unknown size is sent as it is', () => {
  expect(fitFactor(undefined)).toBe(1);
  expect(fitFactor({})).toBe(1);
});
