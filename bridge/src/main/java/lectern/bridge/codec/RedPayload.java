package lectern.bridge.codec;

import lectern.bridge.rtp.Bytes;

/**
 * A view of a redundant audio payload (RFC 2198 §3); reused from packet to packet.
 *
 * <pre>
 *  |1|  block PT   |  timestamp offset (14)  | block length (10) |   for each former packet
 *  |0|  block PT   |                                               for the present one, which takes the rest
 * </pre>
 */
public final class RedPayload {
    /** Former packets in one payload; browsers send one or two. */
    public static final int MAX_FORMER = 8;

    private static final int LONG_HEADER = 4;

    private int former;
    private int primaryAt;
    private int primaryLength;
    private int primaryType;

    /**
     * Looks at a payload.
     *
     * @return false when its headers or blocks do not fit into it; the view must not be read then
     */
    public boolean wrap(byte[] buffer, int offset, int bytes) {
        int at = offset;
        int end = offset + bytes;
        int blocks = 0;
        former = 0;
        while (at < end && buffer[at] < 0) {
            if (former == MAX_FORMER || at + LONG_HEADER >= end) {
                return false;
            }
            blocks += Bytes.u16(buffer, at + 2) & 0x3FF;
            former++;
            at += LONG_HEADER;
        }
        if (at >= end) {
            return false;
        }
        primaryType = buffer[at];
        primaryAt = at + 1 + blocks - offset;
        primaryLength = bytes - primaryAt;
        return primaryLength > 0;
    }

    /** How many former packets come with the present one. */
    public int former() {
        return former;
    }

    /** Where the present packet's payload starts, counted from the start of the whole. */
    public int primaryAt() {
        return primaryAt;
    }

    /** At least one. */
    public int primaryLength() {
        return primaryLength;
    }

    public int primaryType() {
        return primaryType;
    }
}
