import { describe, expect, it } from 'vitest';
import type { Manifest, TrackKind } from './manifest';
import { missingFormats } from './support';

function recorded(...tracks: [TrackKind, ...string[]][]): Manifest {
  return {
    class: { title: '' },
    course: { title: '' },
    startedAt: '',
    endMicros: 1,
    people: [],
    rooms: [],
    events: [],
    tracks: tracks.map(([kind, ...codecs], id) => ({
      id,
      person: 'ann',
      kind,
      gaps: [],
      parts: codecs.map((codec, n) => ({
        id: `${id}-${n}`,
        codec,
        width: 0,
        height: 0,
        timescale: 1,
        startMicros: 0,
        endMicros: 1,
        bytes: 1,
      })),
    })),
  };
}

describe('missingFormats', () => {
  const manifest = recorded(['mic', 'opus'], ['camera', 'vp8', 'avc1.42e01f', 'avc1.42c01e'], ['screen', 'vp8']);

  it('names each format that cannot be decoded once, as people know it', async () => {
    expect(await missingFormats(manifest, async codec => !codec.startsWith('avc'))).toEqual(['H.264']);
    expect(await missingFormats(manifest, async () => false)).toEqual(['H.264', 'VP8']);
  });

  it('says nothing when everything can be decoded, and does not ask about sound', async () => {
    const asked: string[] = [];
    const answer = async (codec: string) => asked.push(codec) > 0;
    expect(await missingFormats(manifest, answer)).toEqual([]);
    expect(asked.sort()).toEqual(['avc1.42c01e', 'avc1.42e01f', 'vp8']);
  });
});
