import { type ReadonlySignal, signal } from '@preact/signals';

const ticking = signal(Date.now());

/** The time, once a second; drawn by clocks and countdowns. */
export const now: ReadonlySignal<number> = ticking;

setInterval(() => {
  ticking.value = Date.now();
}, 1_000);
