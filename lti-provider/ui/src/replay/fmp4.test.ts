import { describe, expect, it } from 'vitest';
import { box, fragment, initialisation, part } from '../../dev/fmp4-writer.mjs';
import { parseFragment, parseInit } from './fmp4';
import { keyRowBefore, parseRows, rowAt } from './index-rows';

const bytesOf = (buffer: Uint8Array) => new Uint8Array(buffer);
const bufferOf = (bytes: Uint8Array) => Uint8Array.from(bytes).buffer;

function samples(count: number, everyKey: number) {
  return Array.from({ length: count }, (_, i) => ({
    data: Uint8Array.from({ length: 5 + (i % 7) }, (_, j) => i + j),
    duration: 6_000,
    key: i % everyKey === 0,
  }));
}

describe('the reader of fragmented MP4', () => {
  it('gives back what was written', () => {
    const written = samples(9, 4);
    const read = parseFragment(bytesOf(fragment(3, 90_000, written)));
    expect(read?.time).toBe(90_000);
    expect(read?.duration).toBe(54_000);
    expect(read?.samples.map(({ data, duration, key }) => ({ data: [...data], duration, key }))).toEqual(
      written.map(({ data, duration, key }) => ({ data: [...data], duration, key })),
    );
    expect(read?.samples.map(sample => sample.time)).toEqual(written.map((_, i) => 90_000 + i * 6_000));
  });

  it('uses the defaults of the track fragment for what a run leaves out', () => {
    const u32 = (...values: number[]) =>
      Uint8Array.from(values.flatMap(v => [v >>> 24, (v >> 16) & 255, (v >> 8) & 255, v & 255]));
    const moof = (offset: number) =>
      box(
        'moof',
        box(
          'traf',
          box('tfhd', u32(0x20038, 1, 960, 3, 0x10000)),
          box('tfdt', u32(0, 4_800)),
          box('trun', u32(0x5, 2, offset, 0)),
        ),
      );
    const bytes = Uint8Array.from([...moof(moof(0).length + 8), ...box('mdat', Uint8Array.of(1, 2, 3, 4, 5, 6))]);
    expect(parseFragment(bytes)).toEqual({
      time: 4_800,
      duration: 1_920,
      samples: [
        { time: 4_800, duration: 960, key: true, data: Uint8Array.of(1, 2, 3) },
        { time: 5_760, duration: 960, key: false, data: Uint8Array.of(4, 5, 6) },
      ],
    });
  });

  it('finds the channels of Opus and the configuration of H.264', () => {
    const opus = initialisation({ codec: 'opus', timescale: 48_000, channels: 2 });
    expect(parseInit(bytesOf(opus))).toEqual({ channels: 2, description: null });
    const avcC = Uint8Array.of(1, 0x42, 0xe0, 0x1f, 0xff, 0xe1);
    const avc = initialisation({ codec: 'avc1', timescale: 90_000, width: 640, height: 360, description: avcC });
    expect([...(parseInit(bytesOf(avc)).description ?? [])]).toEqual([...avcC]);
    const vp8 = initialisation({ codec: 'vp8', timescale: 90_000, width: 320, height: 180 });
    expect(parseInit(bytesOf(vp8)).description).toBeNull();
  });

  it('never throws, whatever the bytes', () => {
    const whole = bytesOf(fragment(1, 0, samples(5, 2)));
    const head = bytesOf(initialisation({ codec: 'opus', timescale: 48_000 }));
    let seed = 7;
    for (let turn = 0; turn < 2_000; turn++) {
      const bytes = Uint8Array.from(turn % 2 === 0 ? whole : head);
      for (let i = 0; i < 3; i++) {
        seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
        bytes[seed % bytes.length] = seed >> 8;
      }
      const cut = bytes.subarray(0, (seed >> 4) % (bytes.length + 1));
      expect(() => parseFragment(cut), `turn ${turn}`).not.toThrow();
      expect(() => parseInit(cut), `turn ${turn}`).not.toThrow();
    }
  });

  it('reads a part by its index: every fragment is where the row says', () => {
    const made = part({ codec: 'vp8', timescale: 90_000, width: 320, height: 180 }, 5_000_000, samples(100, 30));
    const rows = parseRows(bufferOf(made.index));
    let time = 5_000_000;
    let count = 0;
    for (const row of rows) {
      const read = parseFragment(bytesOf(made.bytes.subarray(row.offset, row.offset + row.length)));
      expect(row.start).toBe(time);
      expect(read?.samples.length).toBe(row.samples);
      expect(read?.samples[0]?.key).toBe(row.key);
      time += row.duration;
      count += row.samples;
    }
    expect(count).toBe(100);
    expect(time).toBe(made.endMicros);
  });
});

describe('the index', () => {
  const row = (start: number, key: boolean) => ({ start, offset: 0, length: 1, duration: 10, samples: 1, key });
  const rows = [row(10, true), row(20, false), row(30, true), row(40, false)];

  it('finds the row of a time', () => {
    expect([5, 10, 19, 20, 45].map(time => rowAt(rows, time))).toEqual([-1, 0, 0, 1, 3]);
    expect(rowAt([], 5)).toBe(-1);
  });

  it('goes back to a keyframe, or on to the first one', () => {
    expect([5, 25, 30, 99].map(time => keyRowBefore(rows, time))).toEqual([0, 0, 2, 2]);
    expect(keyRowBefore([row(10, false), row(20, true)], 12)).toBe(1);
  });

  it('leaves a torn last row out', () => {
    const made = part({ codec: 'opus', timescale: 48_000 }, 0, samples(20, 1));
    const rows = parseRows(bufferOf(made.index)).length;
    expect(parseRows(bufferOf(made.index.subarray(0, made.index.length - 1))).length).toBe(rows - 1);
  });
});
