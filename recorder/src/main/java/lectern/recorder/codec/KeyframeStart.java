package lectern.recorder.codec;

import lectern.recorder.jitter.RtpView;

/** Whether a packet is one from which a decoder can begin. */
public final class KeyframeStart {
    private KeyframeStart() {}

    /** For {@code VP8} and {@code H264}; other codecs need no keyframes. */
    public static boolean is(String codec, RtpView packet) {
        byte[] bytes = packet.buffer();
        int at = packet.payloadOffset();
        int length = packet.payloadLength();
        if (length == 0) {
            return false;
        }
        return switch (codec) {
            case "VP8" -> Vp8Depacketizer.startsKeyframe(bytes, at, length);
            case "H264" -> AvcDepacketizer.startsKeyframe(bytes, at, length);
            default -> true;
        };
    }
}
