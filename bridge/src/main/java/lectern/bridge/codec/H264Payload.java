package lectern.bridge.codec;

import lectern.bridge.rtp.Bytes;

/** Keyframe detection in H.264 payloads (RFC 6184 §5.2): single NAL units, STAP-A and FU-A. */
public final class H264Payload {
    static final int SPS = 7;
    static final int STAP_A = 24;
    private static final int FU_A = 28;

    private H264Payload() {}

    /**
     * Whether a decoder can start at this packet: it has a sequence parameter set, which WebRTC senders put before every
     * IDR picture (RFC 7742 §6.2). An IDR slice without it is no start: the receiver may know another sender's set only.
     */
    public static boolean keyframeStart(byte[] buffer, int offset, int bytes) {
        if (bytes < 2) {
            return false;
        }
        int type = buffer[offset] & 0x1F;
        return switch (type) {
            case SPS -> true;
            case STAP_A -> aggregateHasKeyframe(buffer, offset + 1, offset + bytes);
            case FU_A -> (buffer[offset + 1] & 0x80) != 0 && isParameterSet(buffer[offset + 1]);
            default -> false;
        };
    }

    private static boolean aggregateHasKeyframe(byte[] buffer, int start, int end) {
        int at = start;
        while (at + 3 <= end) {
            int size = Bytes.u16(buffer, at);
            if (size == 0 || at + 2 + size > end) {
                return false;
            }
            if (isParameterSet(buffer[at + 2])) {
                return true;
            }
            at += 2 + size;
        }
        return false;
    }

    private static boolean isParameterSet(byte header) {
        return (header & 0x1F) == SPS;
    }
}
