import { expect, it } from 'vitest';
import { strokesOf } from './presence';

const at = (minute: number) => new Date(minute * 60_000).toISOString();

it('draws presence from the start of the class to its end, cut to it', () => {
  const spans = [
    { from: at(-1), to: at(5) },
    { from: at(8), to: null },
  ];
  expect(strokesOf(spans, 0, 600_000)).toEqual([
    { x: 0, width: 500 },
    { x: 800, width: 200 },
  ]);
});
