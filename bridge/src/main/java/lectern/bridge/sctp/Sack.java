package lectern.bridge.sctp;

import org.jspecify.annotations.Nullable;

/**
 * A SACK chunk (RFC 9260 §3.3.4).
 *
 * @param window the peer's a_rwnd in bytes
 * @param gaps pairs of first and last offset from the cumulative TSN
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Sack(int cumulative, long window, int[] gaps) {
    /** Null when malformed. */
    static @Nullable Sack parse(byte[] b, int at, int length) {
        if (length < 12) {
            return null;
        }
        int count = Wire.u16(b, at + 8);
        if (12 + 4 * count + 4 * Wire.u16(b, at + 10) > length) {
            return null;
        }
        int[] gaps = new int[2 * count];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = Wire.u16(b, at + 12 + 2 * i);
        }
        return new Sack(Wire.i32(b, at), Wire.i32(b, at + 4) & 0xFFFF_FFFFL, gaps);
    }

    boolean covers(int tsn) {
        int offset = tsn - cumulative;
        for (int i = 0; i < gaps.length; i += 2) {
            if (offset >= gaps[i] && offset <= gaps[i + 1]) {
                return true;
            }
        }
        return false;
    }
}
