import type { Answer, ServerMessage } from '../protocol/messages';

export type Numbered = (ServerMessage | Answer) & { readonly n?: number };

/** Messages held back at most; beyond it the oldest are dropped, which leaves a gap that a resync heals. */
const HELD_LIMIT = 512;

/**
 * Puts what comes over two channels back into the order in which the server said it. Pure: the caller keeps the time
 * and asks for a `resync` when a gap stays open.
 */
export class Order {
  private readonly held = new Map<number, Numbered>();
  /** Number of the next message to apply; null until the first state (or waiting) of a socket. */
  private next: number | null = null;

  /** What can be applied now, in order. */
  accept(message: Numbered): Numbered[] {
    const n = message.n;
    if (n === undefined) {
      return [message];
    }
    if (message.type === 'state' || message.type === 'waiting') {
      if (this.next !== null && n < this.next) {
        return [];
      }
      return [message, ...this.release(n + 1)];
    }
    if (this.next !== null && n === this.next) {
      return [message, ...this.release(n + 1)];
    }
    if (this.next === null || n > this.next) {
      this.hold(n, message);
    }
    return [];
  }

  /** True while something waits for a message that has not come. */
  get gap(): boolean {
    return this.next !== null && this.held.size > 0;
  }

  /** A new socket: numbering is known again with its first state. */
  restart(): void {
    this.next = null;
    this.held.clear();
  }

  private release(from: number): Numbered[] {
    this.next = from;
    const released: Numbered[] = [];
    for (const n of [...this.held.keys()].filter(n => n < from)) {
      this.held.delete(n);
    }
    for (let one = this.held.get(this.next); one !== undefined; one = this.held.get(this.next)) {
      this.held.delete(this.next);
      released.push(one);
      this.next++;
    }
    return released;
  }

  private hold(n: number, message: Numbered): void {
    this.held.set(n, message);
    if (this.held.size > HELD_LIMIT) {
      this.held.delete(Math.min(...this.held.keys()));
    }
  }
}
