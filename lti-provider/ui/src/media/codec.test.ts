import { describe, expect, it } from 'vitest';
import { choose } from './codec';

const VP8 = { mimeType: 'video/VP8', clockRate: 90_000, payloadType: 96 };
const H264 = { mimeType: 'video/H264', clockRate: 90_000, payloadType: 102, sdpFmtpLine: 'profile-level-id=42e01f' };

/** A sender of two layers that remembers what it was told. */
function sender(...codecs: { mimeType: string; clockRate: number; payloadType: number; sdpFmtpLine?: string }[]) {
  const told: (string | undefined)[][] = [];
  let encodings: { rid: string; codec?: RTCRtpCodec }[] = [{ rid: 'l' }, { rid: 'h' }];
  const made = {
    getParameters: () => ({ codecs, encodings: encodings.map(encoding => ({ ...encoding })) }),
    setParameters: async (parameters: { encodings: typeof encodings }) => {
      encodings = parameters.encodings;
      told.push(encodings.map(({ codec }) => codec?.mimeType));
    },
  };
  return { told, made: made as unknown as RTCRtpSender };
}

describe('choose', () => {
  it('tells every layer, there and back', async () => {
    const { told, made } = sender(VP8, H264);
    await choose(made, 'h264');
    await choose(made, 'vp8');
    expect(told).toEqual([
      ['video/H264', 'video/H264'],
      ['video/VP8', 'video/VP8'],
    ]);
  });

  it('says nothing twice, and nothing at all for VP8 from the start', async () => {
    const { told, made } = sender(VP8, H264);
    await choose(made, 'vp8');
    expect(told).toEqual([]);
    await choose(made, 'h264');
    await choose(made, 'h264');
    expect(told).toHaveLength(1);
  });

  it('leaves a browser without H.264 alone', async () => {
    const { told, made } = sender(VP8);
    await choose(made, 'h264');
    expect(told).toEqual([]);
  });
});
