import { describe, expect, it } from 'vitest';
import { layOut } from './layout';

describe('the grid', () => {
  it.each([
    [1, 1],
    [2, 2],
    [4, 2],
    [9, 3],
    [25, 5],
  ])('gives %i tiles %i columns on a wide screen', (count, columns) => {
    expect(layOut(count, 1280, 720, 8, 128).columns).toBe(columns);
  });

  it('always fits when tiles need not be wide', () => {
    for (let count = 1; count <= 25; count++) {
      for (const [width, height] of [
        [320, 480],
        [390, 600],
        [900, 300],
        [1600, 800],
      ] as const) {
        const { columns, rows, width: w, height: h } = layOut(count, width, height, 8, 0);
        expect(columns * rows).toBeGreaterThanOrEqual(count);
        expect(columns * w + (columns - 1) * 8).toBeLessThanOrEqual(width);
        expect(rows * h + (rows - 1) * 8).toBeLessThanOrEqual(height);
      }
    }
  });

  it('scrolls rather than making tiles too small', () => {
    const made = layOut(25, 374, 300, 8, 128);
    expect(made.width).toBeGreaterThanOrEqual(128);
    expect(made.columns * made.width + (made.columns - 1) * 8).toBeLessThanOrEqual(374);
  });

  it('takes no harm from a window without a size', () => {
    expect(layOut(5, 0, 0, 8, 128).width).toBeLessThanOrEqual(1);
  });
});
