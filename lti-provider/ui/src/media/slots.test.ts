import { beforeAll, describe, expect, it, vi } from 'vitest';
import { Slots } from './slots';

beforeAll(() => {
  vi.stubGlobal(
    'MediaStream',
    class {
      constructor(readonly tracks: readonly unknown[]) {}
    },
  );
});

function slots(): Slots {
  const made = new Slots();
  made.bind('v0', { kind: 'video' } as MediaStreamTrack);
  made.bind('v1', { kind: 'video' } as MediaStreamTrack);
  return made;
}

describe('slots', () => {
  it('keep the picture of somebody who is paused, and say that it stands still', () => {
    const line = slots();
    line.assign([
      { mid: 'v0', person: 'ann', kind: 'camera' },
      { mid: 'v1', person: 'ben', kind: 'camera' },
    ]);
    const picture = line.picture('ann', 'camera').value;
    const paused = line.isPaused('ann', 'camera');
    expect(paused.value).toBe(false);

    line.assign([
      { mid: 'v0', person: 'ann', kind: 'camera', paused: true },
      { mid: 'v1', person: 'ben', kind: 'camera' },
    ]);
    expect(paused.value).toBe(true);
    expect(line.isPaused('ben', 'camera').value).toBe(false);
    expect(line.paused.value).toBe(1);
    expect(line.picture('ann', 'camera').value).toBe(picture);

    line.assign([{ mid: 'v1', person: 'ben', kind: 'camera' }]);
    expect(paused.value).toBe(false);
    expect(line.paused.value).toBe(0);
    expect(line.picture('ann', 'camera').value).toBeNull();
  });
});
