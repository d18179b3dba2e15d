import type { VideoCodec } from '../protocol/messages';

/** What browsers with per-encoding codecs (WebRTC Extensions §5.2) add to an encoding. */
type Encoding = RTCRtpEncodingParameters & { codec?: RTCRtpCodec };

/**
 * Sends in this codec from the next keyframe on. A browser that cannot choose goes on with the first one that it
 * negotiated, VP8, which everybody takes.
 */
export async function choose(sender: RTCRtpSender, codec: VideoCodec): Promise<void> {
  const parameters = sender.getParameters();
  const wanted = parameters.codecs.find(({ mimeType }) => mimeType.toLowerCase() === `video/${codec}`);
  const encodings: Encoding[] = parameters.encodings ?? [];
  // Nothing chosen is VP8.
  const already = encodings.every(({ codec: chosen }) =>
    chosen === undefined ? codec === 'vp8' : same(chosen, wanted ?? chosen),
  );
  if (wanted === undefined || already) {
    return;
  }
  const { mimeType, clockRate, sdpFmtpLine } = wanted;
  for (const encoding of encodings) {
    encoding.codec = { mimeType, clockRate, ...(sdpFmtpLine === undefined ? {} : { sdpFmtpLine }) };
  }
  await sender.setParameters(parameters);
}

function same(one: RTCRtpCodec, other: RTCRtpCodec): boolean {
  return one.mimeType === other.mimeType && one.sdpFmtpLine === other.sdpFmtpLine;
}
