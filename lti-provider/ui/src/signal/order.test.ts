import { describe, expect, it } from 'vitest';
import { type Numbered, Order } from './order';

const state = (n: number) => ({ type: 'state', n }) as unknown as Numbered;
const left = (n: number) => ({ type: 'left', person: `p${n}`, n }) as Numbered;
const numbers = (messages: readonly Numbered[]) => messages.map(message => message.n);

describe('the order of messages', () => {
  it('holds what comes before the first state and releases it after', () => {
    const order = new Order();
    expect(order.accept(left(3))).toEqual([]);
    expect(numbers(order.accept(state(2)))).toEqual([2, 3]);
  });

  it('puts two channels back into one stream', () => {
    const order = new Order();
    order.accept(state(1));
    expect(order.accept(left(4))).toEqual([]);
    expect(order.accept(left(3))).toEqual([]);
    expect(order.gap).toBe(true);
    expect(numbers(order.accept(left(2)))).toEqual([2, 3, 4]);
    expect(order.gap).toBe(false);
  });

  it('says nothing twice', () => {
    const order = new Order();
    order.accept(state(1));
    order.accept(left(2));
    expect(order.accept(left(2))).toEqual([]);
    expect(order.accept(state(1))).toEqual([]);
  });

  it('passes a state over a gap and forgets what the state holds', () => {
    const order = new Order();
    order.accept(state(1));
    order.accept(left(5));
    order.accept(left(9));
    expect(numbers(order.accept(state(7)))).toEqual([7]);
    expect(numbers(order.accept(left(8)))).toEqual([8, 9]);
  });

  it('lets answers without a number through at once', () => {
    const order = new Order();
    expect(order.accept({ type: 'ok', id: 1 })).toEqual([{ type: 'ok', id: 1 }]);
  });

  it('keeps any shuffle of a stream in order, whatever the seed', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const order = new Order();
      const shuffled = shuffle(
        Array.from({ length: 40 }, (_, i) => i + 2),
        seed,
      );
      const out = numbers(order.accept(state(1)));
      for (const n of shuffled) {
        out.push(...numbers(order.accept(left(n))));
      }
      expect(out, `seed ${seed}`).toEqual(Array.from({ length: 41 }, (_, i) => i + 1));
    }
  });

  it('holds no more than its limit', () => {
    const order = new Order();
    order.accept(state(1));
    for (let n = 3; n < 3_000; n++) {
      order.accept(left(n));
    }
    expect(order.accept(left(2)).length).toBeLessThanOrEqual(513);
  });
});

function shuffle(list: number[], seed: number): number[] {
  let state = seed;
  for (let i = list.length - 1; i > 0; i--) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const j = state % (i + 1);
    [list[i], list[j]] = [list[j] as number, list[i] as number];
  }
  return list;
}
