import { number } from '../i18n/text';

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** A size as people read it: three figures, in steps of a thousand. */
export function bytes(count: number): string {
  let unit = 0;
  let value = count;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  const rounded = unit === 0 || value >= 100 ? Math.round(value) : Math.round(value * 10) / 10;
  return `${number(rounded)} ${UNITS[unit]}`;
}
