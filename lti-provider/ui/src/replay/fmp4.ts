/**
 * Reads the fragmented MP4 files of a recording (ISO/IEC 14496-12): one track a file, one `moof` and `mdat` a
 * fragment. Bytes that are not that give nothing; nothing here throws.
 */

/** What a decoder must know before the first sample. */
export interface Initialisation {
  readonly channels: number;
  /** `avcC` of H.264; nothing for VP8 and Opus. */
  readonly description: Uint8Array | null;
}

export interface Sample {
  /** Decode time in the track's timescale. */
  readonly time: number;
  readonly duration: number;
  readonly key: boolean;
  readonly data: Uint8Array;
}

export interface Fragment {
  readonly time: number;
  readonly duration: number;
  readonly samples: readonly Sample[];
}

interface Box {
  readonly type: string;
  /** Offset of the box in the bytes, of its content, and of its end. */
  readonly start: number;
  readonly body: number;
  readonly end: number;
}

const NON_SYNC_SAMPLE = 0x10000;
/** Samples read of one run; a fragment of 2 s has some hundreds. */
const SAMPLE_LIMIT = 10_000;

export function parseInit(bytes: Uint8Array): Initialisation {
  const view = viewOf(bytes);
  const moov = find(view, 0, bytes.length, ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd']);
  // A full box and the entry count come before the first sample entry.
  const entry = moov && boxes(view, moov.body + 8, moov.end)[0];
  if (!entry) {
    return { channels: 1, description: null };
  }
  if (entry.type === 'Opus') {
    return { channels: Math.max(1, view.getUint16(entry.body + 16)), description: null };
  }
  const avcC = boxes(view, entry.body + 78, entry.end).find(box => box.type === 'avcC');
  return { channels: 0, description: avcC ? bytes.slice(avcC.body, avcC.end) : null };
}

/** One `moof` and its `mdat`. */
export function parseFragment(bytes: Uint8Array): Fragment | null {
  const view = viewOf(bytes);
  const moof = boxes(view, 0, bytes.length).find(box => box.type === 'moof');
  const traf = moof && find(view, moof.body, moof.end, ['traf']);
  if (!moof || !traf) {
    return null;
  }
  const inside = boxes(view, traf.body, traf.end);
  const header = inside.find(box => box.type === 'tfhd');
  const times = inside.find(box => box.type === 'tfdt');
  if (!header || !times) {
    return null;
  }
  const start =
    view.getUint8(times.body) === 1 ? Number(view.getBigUint64(times.body + 4)) : view.getUint32(times.body + 4);
  const defaults = defaultsOf(view, header);
  const samples: Sample[] = [];
  let time = start;
  for (const run of inside.filter(box => box.type === 'trun')) {
    time = readRun(bytes, view, run, moof.start, defaults, time, samples);
  }
  return { time: start, duration: time - start, samples };
}

interface Defaults {
  readonly duration: number;
  readonly size: number;
  readonly flags: number;
}

/** Track fragment header, section 8.8.7. */
function defaultsOf(view: DataView, { body }: Box): Defaults {
  const flags = view.getUint32(body) & 0xffffff;
  let at = body + 8 + (flags & 0x1 ? 8 : 0) + (flags & 0x2 ? 4 : 0);
  const next = (bit: number) => {
    if ((flags & bit) === 0) {
      return 0;
    }
    at += 4;
    return view.getUint32(at - 4);
  };
  return { duration: next(0x8), size: next(0x10), flags: next(0x20) };
}

/** Track fragment run, section 8.8.8; returns the time after its last sample. */
function readRun(
  bytes: Uint8Array,
  view: DataView,
  { body, end }: Box,
  base: number,
  defaults: Defaults,
  from: number,
  out: Sample[],
): number {
  const flags = view.getUint32(body) & 0xffffff;
  const count = Math.min(SAMPLE_LIMIT, view.getUint32(body + 4));
  let at = body + 8;
  const next = (bit: number, otherwise: number) => {
    if ((flags & bit) === 0 || at + 4 > end) {
      return otherwise;
    }
    at += 4;
    return view.getUint32(at - 4);
  };
  let offset = base + (next(0x1, 0) | 0);
  const first = next(0x4, defaults.flags);
  let time = from;
  for (let i = 0; i < count && at <= end; i++) {
    const duration = next(0x100, defaults.duration);
    const size = next(0x200, defaults.size);
    const sampleFlags = next(0x400, i === 0 ? first : defaults.flags);
    next(0x800, 0);
    if (offset + size > bytes.length) {
      break;
    }
    const key = (sampleFlags & NON_SYNC_SAMPLE) === 0;
    out.push({ time, duration, key, data: bytes.subarray(offset, offset + size) });
    offset += size;
    time += duration;
  }
  return time;
}

function find(view: DataView, from: number, to: number, path: readonly string[]): Box | undefined {
  const box = boxes(view, from, to).find(one => one.type === path[0]);
  return box === undefined || path.length === 1 ? box : find(view, box.body, box.end, path.slice(1));
}

function boxes(view: DataView, from: number, to: number): Box[] {
  const found: Box[] = [];
  let at = from;
  while (at + 8 <= to) {
    const long = view.getUint32(at) === 1 && at + 16 <= to;
    const size = long ? Number(view.getBigUint64(at + 8)) : view.getUint32(at);
    const end = size === 0 ? to : at + size;
    if (end > to || end <= at) {
      break;
    }
    const type = String.fromCharCode(...[4, 5, 6, 7].map(i => view.getUint8(at + i)));
    found.push({ type, start: at, body: at + (long ? 16 : 8), end });
    at = end;
  }
  return found;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
