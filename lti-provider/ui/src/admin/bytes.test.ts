import { expect, it } from 'vitest';
import { bytes } from './bytes';

it('sizes have three figures at most', () => {
  expect([0, 999, 1_000, 1_550, 99_949, 999_499, 999_500, 42e9, 3.2e15].map(bytes)).toEqual([
    '0 B',
    '999 B',
    '1 kB',
    '1.6 kB',
    '99.9 kB',
    '999 kB',
    '1 MB',
    '42 GB',
    '3,200 TB',
  ]);
});
