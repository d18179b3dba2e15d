package lectern.recorder.codec;

/**
 * What the first bytes of an Opus packet say (RFC 6716 §3.1).
 *
 * <pre>
 *   0 1 2 3 4 5 6 7
 *  +-+-+-+-+-+-+-+-+
 *  | config  |s| c |
 *  +-+-+-+-+-+-+-+-+
 * </pre>
 */
public final class OpusPacket {
    /** Ticks of 48 kHz in 120 ms, the longest packet (RFC 6716 §3.2.5). */
    public static final int MAX_DURATION = 5760;

    private OpusPacket() {}

    /** Ticks of 48 kHz in each frame of packets with this first byte. */
    public static int frameDuration(byte toc) {
        int config = (toc >> 3) & 0x1f;
        if (config < 12) {
            return config % 4 == 3 ? 2880 : 480 << config % 4;
        }
        if (config < 16) {
            return config % 2 == 0 ? 480 : 960;
        }
        return 120 << config % 4;
    }

    /** Ticks of 48 kHz in the packet; 0 when it is not well-formed. */
    public static int duration(byte[] bytes, int offset, int length) {
        if (length < 1) {
            return 0;
        }
        int frames = switch (bytes[offset] & 3) {
            case 0 -> 1;
            case 3 -> length < 2 ? 0 : bytes[offset + 1] & 0x3f;
            default -> 2;
        };
        int duration = frames * frameDuration(bytes[offset]);
        return duration <= MAX_DURATION ? duration : 0;
    }

    /**
     * The first byte of a packet of one frame without content, which a decoder conceals (RFC 6716 §3.2.1), like packets
     * with this first byte: the whole packet is that byte.
     */
    public static byte concealment(byte toc) {
        return (byte) (toc & 0xfc);
    }
}
