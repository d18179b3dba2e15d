package lectern.bridge.net;

import java.nio.ByteBuffer;

/**
 * Cuts a byte stream into packets, each after its length in two bytes (RFC 4571 §2).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-------------------------------+-------------------------------+
 * |             LENGTH            |  RTP, RTCP, STUN, DTLS …      |
 * +-------------------------------+-------------------------------+
 * </pre>
 */
final class FrameReader {
    /** What {@link #next} says beside a length. */
    static final int MORE = -1;

    static final int TOO_LONG = -2;

    private static final int HEADER = 2;

    private final int limit;
    private final byte[] partial;
    private int have;

    /** Packets longer than {@code limit} bytes end the stream. */
    FrameReader(int limit) {
        this.limit = limit;
        partial = new byte[HEADER + limit];
    }

    /**
     * Takes bytes until a packet is whole.
     *
     * @return its length, from 0 up; {@link #MORE} when the bytes are used up first; {@link #TOO_LONG} when the stream
     *     cannot be followed any further
     */
    int next(ByteBuffer bytes, byte[] packet) {
        while (have < HEADER) {
            if (!bytes.hasRemaining()) {
                return MORE;
            }
            partial[have++] = bytes.get();
        }
        int length = (partial[0] & 0xFF) << 8 | (partial[1] & 0xFF);
        if (length > limit) {
            return TOO_LONG;
        }
        int take = Math.min(HEADER + length - have, bytes.remaining());
        bytes.get(partial, have, take);
        have += take;
        if (have < HEADER + length) {
            return MORE;
        }
        System.arraycopy(partial, HEADER, packet, 0, length);
        have = 0;
        return length;
    }
}
