import { describe, expect, it } from 'vitest';
import { part } from '../../dev/fmp4-writer.mjs';
import type { Http } from '../api/http';
import { Library } from './library';
import type { Part } from './manifest';
import { Reader } from './reader';

/** A server of our own with two parts of a track, ten samples a second, a keyframe every second. */
function recording() {
  const make = (startMicros: number, seconds: number) => {
    const samples = Array.from({ length: seconds * 10 }, (_, i) => ({
      data: Uint8Array.of(i, 1, 2, 3),
      duration: 9_000,
      key: i % 10 === 0,
    }));
    return part({ codec: 'vp8', timescale: 90_000, width: 320, height: 180 }, startMicros, samples);
  };
  const made = new Map([
    ['1-0', make(0, 10)],
    ['1-1', make(20e6, 10)],
  ]);
  const parts: Part[] = [...made].map(([id, { bytes, endMicros }], i) => ({
    id,
    codec: 'vp8',
    width: 320,
    height: 180,
    timescale: 90_000,
    startMicros: i * 20e6,
    endMicros,
    bytes: bytes.length,
  }));
  const asked: string[] = [];
  const http = {
    bytes(path: string, range?: { from: number; to: number }) {
      const [, id = '', index] = /parts\/([^/]+)(\/index)?$/.exec(path) ?? [];
      const found = made.get(id);
      asked.push(`${id}${index ?? ` ${range?.from}-${range?.to}`}`);
      const bytes = index ? found?.index : found?.bytes.subarray(range?.from ?? 0, range?.to);
      return Promise.resolve(Uint8Array.from(bytes ?? []).buffer);
    },
  };
  const library = new Library(http as unknown as Http, 'r1');
  return { reader: new Reader(library, parts), asked };
}

async function times(reader: Reader, until: number): Promise<number[]> {
  const found: number[] = [];
  for (let sample = await reader.next(until); sample !== null; sample = await reader.next(until)) {
    found.push(sample.micros / 1e6);
  }
  return found;
}

describe('the reader of a source', () => {
  it('begins at the keyframe before a time and stops ahead of it', async () => {
    const { reader } = recording();
    reader.seek(3.45e6);
    expect(await times(reader, 4.05e6)).toEqual([3, 3.1, 3.2, 3.3, 3.4, 3.5, 3.6, 3.7, 3.8, 3.9, 4]);
  });

  it('goes on over the gap between two parts, each sample once', async () => {
    const { reader } = recording();
    reader.seek(9.5e6);
    expect((await times(reader, 15e6)).length).toBe(10);
    expect((await times(reader, 20.25e6)).map(t => t.toFixed(1))).toEqual(['20.0', '20.1', '20.2']);
    expect((await times(reader, 99e6)).length).toBe(97);
  });

  it('waits at the beginning of the next part when the time is in a gap', async () => {
    const { reader } = recording();
    reader.seek(15e6);
    expect(await times(reader, 16e6)).toEqual([]);
    expect((await times(reader, 20.05e6)).length).toBe(1);
  });

  it('has nothing after the end', async () => {
    const { reader } = recording();
    reader.seek(60e6);
    expect(await times(reader, 99e6)).toEqual([]);
  });

  it('loses no sample when somebody seeks while bytes are on their way', async () => {
    const { reader } = recording();
    reader.seek(0);
    const stale = reader.next(1e6);
    reader.seek(5e6);
    expect(await stale).toBeNull();
    expect((await times(reader, 5.25e6))[0]).toBe(5);
  });

  it('fetches fragments that follow each other with one request, and none twice', async () => {
    const { reader, asked } = recording();
    reader.seek(0);
    await times(reader, 99e6);
    reader.seek(0);
    await times(reader, 99e6);
    const media = asked.filter(path => path.includes(' ') && !path.includes(' 0-'));
    expect(media.length).toBeLessThanOrEqual(8);
    expect(new Set(asked).size).toBe(asked.length);
  });
});
