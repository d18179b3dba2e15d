import { expect, it } from 'vitest';
import { hueOf, initialsOf } from './Avatar';

it.each([
  ['Ada Lovelace', 'AL'],
  ['Cher', 'C'],
  ['  maria  del  mar ', 'MM'],
  ['王 伟', '王伟'],
  ['', '?'],
])('takes initials of "%s"', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

it('keeps the colour of a person', () => {
  expect(hueOf('p-17')).toBe(hueOf('p-17'));
  expect(new Set(Array.from({ length: 60 }, (_, i) => hueOf(`p${i}`))).size).toBe(12);
});
