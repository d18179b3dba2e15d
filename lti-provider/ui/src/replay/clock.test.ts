import { describe, expect, it } from 'vitest';
import { PlaybackClock } from './clock';

function clockAt(end = 100e6) {
  const time = { seconds: 50 };
  return { time, clock: new PlaybackClock(() => time.seconds, end) };
}

describe('the clock of the player', () => {
  it('stands until it plays, and stands again when paused', () => {
    const { time, clock } = clockAt();
    time.seconds += 5;
    expect(clock.now()).toBe(0);
    clock.play();
    time.seconds += 2;
    expect(clock.now()).toBe(2e6);
    clock.pause();
    time.seconds += 2;
    expect(clock.now()).toBe(2e6);
  });

  it('keeps its place when the speed changes', () => {
    const { time, clock } = clockAt();
    clock.play();
    time.seconds += 4;
    clock.setRate(2);
    expect(clock.now()).toBe(4e6);
    time.seconds += 3;
    expect(clock.now()).toBe(10e6);
    clock.setRate(0.5);
    time.seconds += 2;
    expect(clock.now()).toBe(11e6);
  });

  it('seeks within the recording and stops at its end', () => {
    const { time, clock } = clockAt(10e6);
    clock.seek(99e6);
    expect(clock.now()).toBe(10e6);
    clock.seek(-5);
    expect(clock.now()).toBe(0);
    clock.play();
    time.seconds += 60;
    expect(clock.now()).toBe(10e6);
  });

  it('says when a moment is due', () => {
    const { time, clock } = clockAt();
    clock.seek(10e6);
    clock.setRate(2);
    clock.play();
    expect(clock.secondsAt(14e6)).toBe(52);
    time.seconds += 1;
    expect(clock.secondsAt(14e6)).toBe(52);
  });

  it('goes on from the same place with another source', () => {
    const { time, clock } = clockAt();
    clock.play();
    time.seconds += 3;
    let other = 1_000;
    clock.follow(() => other);
    expect(clock.now()).toBe(3e6);
    other += 1;
    expect(clock.now()).toBe(4e6);
  });
});
