import { describe, expect, it } from 'vitest';
import { admin, health } from './en/admin';
import { keys, launches, policies, trail, storage as used } from './en/admin-more';
import { invites, registrations } from './en/admin-registrations';
import { klass } from './en/class';
import { common } from './en/common';
import { course } from './en/course';
import { deeplink } from './en/deeplink';
import { grades } from './en/grades';
import { lobby } from './en/lobby';
import { message } from './en/message';
import { modes } from './en/modes';
import { register } from './en/register';
import { replay } from './en/replay';
import { rooms } from './en/rooms';
import { storage } from './en/storage';
import { clock, dayTime, names, say, timeOfDay } from './text';

const sources: Record<string, string> = import.meta.glob('../**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const code = Object.entries(sources).filter(([path]) => !path.includes('.test.') && !path.includes('/en/'));
const catalogue = {
  admin,
  health,
  invites,
  keys,
  launches,
  policies,
  registrations,
  trail,
  used,
  common,
  course,
  deeplink,
  grades,
  klass,
  lobby,
  message,
  modes,
  register,
  replay,
  rooms,
  storage,
};

/** Every sentence with its path, plural forms as one. */
function entries(node: object, path: string): [string, unknown][] {
  return Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'object' && !('other' in value)
      ? entries(value, `${path}.${key}`)
      : [[`${path}.${key}`, value] as [string, unknown]],
  );
}

describe('the catalogue', () => {
  const all = entries(catalogue, '');
  const text = code.map(([, source]) => source).join('\n');

  it.each(all.map(([path]) => path))('has a use for %s', path => {
    const key = path.split('.').pop() ?? '';
    const indexed = [
      '.common.problems.',
      '.klass.connectionOf.',
      '.replay.gaps.',
      '.register.services.',
      '.register.why.',
      '.register.next.',
      '.admin.section.',
      '.health.line.',
      '.health.todo.',
      '.health.state.',
      '.invites.state.',
      '.registrations.state.',
      '.registrations.place.',
      '.registrations.madeBy.',
      '.registrations.service.',
      '.trail.actor.',
      '.trail.action.',
    ].some(prefix => path.startsWith(prefix));
    expect(indexed || new RegExp(`\\.${key}\\b`).test(text)).toBe(true);
  });

  it('never says what only engineers say', () => {
    const words = /\b(conference|SFU|ICE|token|WebSocket|WebRTC|bitrate|codec)\b/i;
    expect(all.filter(([, entry]) => words.test(JSON.stringify(entry)))).toEqual([]);
  });

  it('holds every word: no component has one of its own', () => {
    const literal = /(?:(?<!=)>\s*|(?:aria-label|title|placeholder|alt)=")([A-Z][a-z]+[^<>{}"=;]*)(?:<|")/g;
    const found = code
      .filter(([path]) => path.endsWith('.tsx'))
      .flatMap(([path, source]) => [...source.matchAll(literal)].map(match => `${path}: ${match[1]}`));
    expect(found).toEqual([]);
  });
});

describe('sentences', () => {
  it('are filled by name, in the singular and the plural', () => {
    expect(say(lobby.live, { count: 1 })).toBe('Live now, 1 person here');
    expect(say(lobby.live, { count: 1_200 })).toBe('Live now, 1,200 people here');
    expect(say(klass.focus, { name: '{name} $1' })).toBe('Focus {name} $1');
  });

  it('count time as a clock does', () => {
    expect([0, 59.9, 400, 3_600, 4_000, -5].map(clock)).toEqual(['0:00', '0:59', '6:40', '1:00:00', '1:06:40', '0:00']);
  });

  it('name the day unless it is today', () => {
    const at = '2026-12-01T10:00:00Z';
    const now = Date.parse(at);
    expect(dayTime(at, now)).toBe(timeOfDay(at));
    expect(dayTime(at, now - 36 * 3_600_000)).toMatch(/^1 Dec|Dec 1/);
  });

  it('list names', () => {
    expect(names(['Ada', 'Ben', 'Chen'])).toBe('Ada, Ben, and Chen');
  });
});
