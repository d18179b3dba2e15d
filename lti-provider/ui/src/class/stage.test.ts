import { describe, expect, it } from 'vitest';
import { Member } from '../model/classroom';
import type { Person } from '../protocol/messages';
import { onStage, pickTiles } from './stage';

function member(id: string, more: Partial<Person> = {}): Member {
  return new Member({
    id,
    name: id,
    role: 'student',
    room: 0,
    mic: true,
    camera: true,
    screen: false,
    muted: false,
    hidden: false,
    here: true,
    ...more,
  });
}

describe('the stage', () => {
  it('is empty while nobody shares or is focused', () => {
    expect(onStage(null, [member('a')])).toBeNull();
  });

  it('shows a shared screen', () => {
    expect(onStage(null, [member('a'), member('b', { screen: true })])).toEqual({ person: 'b', kind: 'screen' });
  });

  it('prefers whom one focused', () => {
    const focus = { person: 'a', kind: 'camera' } as const;
    expect(onStage(focus, [member('a'), member('b', { screen: true })])).toEqual(focus);
  });

  it('forgets a focus on somebody who is gone, and on a screen that is not shared any more', () => {
    expect(onStage({ person: 'z', kind: 'camera' }, [member('a')])).toBeNull();
    expect(onStage({ person: 'a', kind: 'screen' }, [member('a')])).toBeNull();
  });
});

describe('the tiles', () => {
  it('show everybody in the order of coming while all fit', () => {
    const all = [member('a'), member('b', { role: 'host' })];
    expect(pickTiles(all, 2)).toBe(all);
  });

  it('show hosts and those who spoke last when not all fit', () => {
    const [a, b, c, d] = [member('a'), member('b'), member('c'), member('d', { role: 'host' })];
    b.spokeAt = 5;
    a.spokeAt = 3;
    expect(pickTiles([a, b, c, d], 2)).toEqual([b, d]);
  });
});
