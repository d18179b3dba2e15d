import { type Signal, signal } from '@preact/signals';
import { codeOf } from './problem';

/** Asks again and again, a while after each answer; whoever asks in between gets the newer one. */
export class Poll<T> {
  /** The newest answer; null before the first. */
  readonly state: Signal<T | null> = signal(null);
  /** The last question got no answer. */
  readonly lost = signal(false);
  /** The page's token is no longer good: nothing is asked any more. */
  readonly signedOut = signal(false);
  private timer: ReturnType<typeof setTimeout> | null = null;
  private turns = 0;

  constructor(
    private readonly ask: () => Promise<T>,
    private readonly pauseMs: number,
  ) {}

  async now(): Promise<void> {
    const turn = ++this.turns;
    this.forget();
    try {
      const answer = await this.ask();
      if (turn === this.turns) {
        this.state.value = answer;
        this.lost.value = false;
      }
    } catch (problem) {
      if (codeOf(problem) === 'signed_out') {
        this.signedOut.value = true;
        return;
      }
      this.lost.value = true;
    }
    if (turn === this.turns) {
      this.timer = setTimeout(() => void this.now(), this.pauseMs);
    }
  }

  /** Until the next {@link now}; an answer on its way is dropped. */
  stop(): void {
    this.turns++;
    this.forget();
  }

  private forget(): void {
    if (this.timer !== null) {
      clearTimeout(this.timer);
    }
  }
}
