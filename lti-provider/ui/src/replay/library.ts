import type { Http } from '../api/http';
import { type Initialisation, parseInit } from './fmp4';
import { parseRows, type Row } from './index-rows';
import type { Part } from './manifest';

/** Bytes of media kept for seeking back; the longest unused go first. */
const MEMORY_LIMIT = 48 * 1024 * 1024;
/** Bytes asked for at once. */
const REQUEST_LIMIT = 2 * 1024 * 1024;

/** A part with its index. */
export interface OpenPart {
  readonly part: Part;
  readonly rows: readonly Row[];
  readonly init: Initialisation;
}

/** The recording's bytes: indexes, and fragments by range, each fetched once and kept within a limit. */
export class Library {
  private readonly open = new Map<string, Promise<OpenPart>>();
  private readonly fragments = new Map<string, Promise<Uint8Array>>();
  private readonly sizes = new Map<string, number>();
  private held = 0;

  constructor(
    private readonly http: Http,
    private readonly recording: string,
  ) {}

  part(part: Part): Promise<OpenPart> {
    let opening = this.open.get(part.id);
    if (opening === undefined) {
      opening = this.read(part);
      this.open.set(part.id, opening);
      opening.catch(() => this.open.delete(part.id));
    }
    return opening;
  }

  /** One fragment; those after it up to `ahead` microseconds come with the same request. */
  fragment(open: OpenPart, row: number, ahead: number): Promise<Uint8Array> {
    const key = keyOf(open, row);
    const kept = this.fragments.get(key);
    if (kept === undefined) {
      this.request(open, row, ahead);
    } else {
      // Used again: last to go.
      this.fragments.delete(key);
      this.fragments.set(key, kept);
      this.prefetch(open, row, ahead);
    }
    return this.fragments.get(key) ?? Promise.reject(new Error('no such fragment'));
  }

  /** Asks for what is missing before half of the time ahead is used up. */
  private prefetch(open: OpenPart, row: number, ahead: number): void {
    const from = open.rows[row]?.start ?? 0;
    for (let i = row + 1; (open.rows[i]?.start ?? Number.POSITIVE_INFINITY) <= from + ahead / 2; i++) {
      if (!this.fragments.has(keyOf(open, i))) {
        this.request(open, i, ahead);
        return;
      }
    }
  }

  private async read(part: Part): Promise<OpenPart> {
    const rows = parseRows(await this.http.bytes(`${this.address(part)}/index`));
    const first = rows[0];
    const head =
      first === undefined
        ? new ArrayBuffer(0)
        : await this.http.bytes(this.address(part), { from: 0, to: first.offset });
    return { part, rows, init: parseInit(new Uint8Array(head)) };
  }

  private request(open: OpenPart, row: number, ahead: number): void {
    const first = open.rows[row];
    if (first === undefined) {
      return;
    }
    let last = row;
    for (let i = row + 1; i < open.rows.length; i++) {
      const next = open.rows[i];
      const before = open.rows[i - 1];
      if (
        next === undefined ||
        before === undefined ||
        next.start > first.start + ahead ||
        next.offset !== before.offset + before.length ||
        next.offset + next.length - first.offset > REQUEST_LIMIT ||
        this.fragments.has(keyOf(open, i))
      ) {
        break;
      }
      last = i;
    }
    const end = open.rows[last] ?? first;
    const range = { from: first.offset, to: end.offset + end.length };
    const bytes = this.http.bytes(this.address(open.part), range);
    for (let i = row; i <= last; i++) {
      this.keep(open, i, bytes, range.from);
    }
    this.forget();
  }

  private keep(open: OpenPart, i: number, bytes: Promise<ArrayBuffer>, from: number): void {
    const { offset, length } = open.rows[i] ?? { offset: 0, length: 0 };
    const key = keyOf(open, i);
    const fragment = bytes.then(all => new Uint8Array(all.slice(offset - from, offset - from + length)));
    this.fragments.set(key, fragment);
    this.sizes.set(key, length);
    this.held += length;
    fragment.catch(() => this.drop(key));
  }

  private forget(): void {
    for (const key of this.fragments.keys()) {
      if (this.held <= MEMORY_LIMIT) {
        return;
      }
      this.drop(key);
    }
  }

  private drop(key: string): void {
    if (this.fragments.delete(key)) {
      this.held -= this.sizes.get(key) ?? 0;
      this.sizes.delete(key);
    }
  }

  private address(part: Part): string {
    return `/api/recordings/${encodeURIComponent(this.recording)}/parts/${encodeURIComponent(part.id)}`;
  }
}

function keyOf(open: OpenPart, row: number): string {
  return `${open.part.id} ${row}`;
}
