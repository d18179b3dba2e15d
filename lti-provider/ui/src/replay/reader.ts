import { type Fragment, parseFragment, type Sample } from './fmp4';
import { keyRowBefore, type Row } from './index-rows';
import type { Library, OpenPart } from './library';
import type { Part } from './manifest';

/** Fetched ahead of the time that is played, microseconds. */
const PREFETCH = 6_000_000;

/** A sample with its class time. */
export interface Timed {
  readonly micros: number;
  readonly durationMicros: number;
  readonly key: boolean;
  readonly data: Uint8Array;
  readonly open: OpenPart;
}

/** Walks the samples of a source's parts in order, from any time. */
export class Reader {
  private part = 0;
  private row = 0;
  private waiting: Timed[] = [];
  private open: OpenPart | null = null;
  private placeAt: number | null = null;
  private turn = 0;

  /** @param parts of one source, in order of time */
  constructor(
    private readonly library: Library,
    private readonly parts: readonly Part[],
  ) {}

  /** Begins so that what is due at `micros` can be decoded. */
  seek(micros: number): void {
    const covering = this.parts.findIndex(part => part.endMicros > micros);
    this.part = covering === -1 ? this.parts.length : covering;
    this.turn++;
    this.placeAt = micros;
    this.open = null;
    this.waiting = [];
  }

  /** The part that has the next sample, if any is left. */
  get nextPart(): Part | undefined {
    return this.parts[this.part];
  }

  /** The next sample before `until`; null when there is none, or when somebody sought meanwhile. */
  async next(until: number): Promise<Timed | null> {
    const turn = this.turn;
    while (turn === this.turn) {
      const first = this.waiting[0];
      if (first !== undefined) {
        if (first.micros > until) {
          return null;
        }
        this.waiting.shift();
        return first;
      }
      if (!(await this.load(until))) {
        return null;
      }
    }
    return null;
  }

  private async load(until: number): Promise<boolean> {
    const turn = this.turn;
    const part = this.parts[this.part];
    if (part === undefined || part.startMicros > until) {
      return false;
    }
    if (this.open === null) {
      const open = await this.library.part(part);
      if (turn !== this.turn) {
        return false;
      }
      this.open = open;
      this.row = keyRowBefore(open.rows, this.placeAt ?? 0);
      this.placeAt = null;
    }
    const open = this.open;
    const row = open.rows[this.row];
    if (row === undefined) {
      this.part++;
      this.open = null;
      return true;
    }
    if (row.start > until) {
      return false;
    }
    const at = this.row++;
    const bytes = await this.library.fragment(open, at, PREFETCH);
    const fragment = parseFragment(bytes);
    if (turn === this.turn && fragment !== null) {
      this.waiting = timed(fragment, row, open);
    }
    return true;
  }
}

/** Spreads a fragment's samples over the class time that the index gives it. */
export function timed(fragment: Fragment, row: Row, open: OpenPart): Timed[] {
  const scale = fragment.duration > 0 ? row.duration / fragment.duration : 0;
  return fragment.samples.map((sample: Sample) => ({
    micros: Math.round(row.start + (sample.time - fragment.time) * scale),
    durationMicros: Math.round(sample.duration * scale),
    key: sample.key,
    data: sample.data,
    open,
  }));
}
