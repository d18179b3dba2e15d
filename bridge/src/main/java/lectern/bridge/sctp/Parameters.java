package lectern.bridge.sctp;

import java.util.Arrays;

/**
 * Walks the parameters of an INIT or INIT ACK and sorts out those that nobody here knows: the two highest bits of their
 * type say whether to go on and whether to report them (RFC 9260 §3.2.1).
 */
final class Parameters {
    static final int STATE_COOKIE = 7;
    static final int UNRECOGNIZED = 8;
    static final int SUPPORTED_EXTENSIONS = 0x8008;
    static final int FORWARD_TSN_SUPPORTED = 0xC000;

    private static final int SKIP = 0x8000;
    private static final int REPORT = 0x4000;
    private static final int MAX = 32;

    /** Bytes of parameters that are reported; they stand in our answer beside the cookie. */
    private static final int MAX_REPORT = 256;

    private final byte[] buffer;
    private final int end;
    private final byte[] report = new byte[MAX_REPORT];
    private int reported;
    private int at;
    private int next;
    private int count;
    private boolean malformed;

    Parameters(byte[] buffer, int offset, int end) {
        this.buffer = buffer;
        this.end = end;
        next = offset;
    }

    /** Moves to the next parameter that is known. */
    boolean advance() {
        while (!malformed && next + 4 <= end) {
            at = next;
            int size = Wire.u16(buffer, at + 2);
            if (size < 4 || at + size > end || count == MAX) {
                malformed = true;
                return false;
            }
            count++;
            next += Wire.padded(size);
            if (known()) {
                return true;
            }
            if ((type() & REPORT) != 0) {
                reportThis(size);
            }
            if ((type() & SKIP) == 0) {
                next = end;
            }
        }
        return false;
    }

    /** Addresses, cookie preservative and ECN are known and ask for nothing that DTLS below does not settle. */
    private boolean known() {
        return switch (type()) {
            case STATE_COOKIE, SUPPORTED_EXTENSIONS, FORWARD_TSN_SUPPORTED -> true;
            case 5, 6, UNRECOGNIZED, 9, 11, 12, 0x8000 -> true;
            default -> false;
        };
    }

    private void reportThis(int size) {
        int room = 4 + Wire.padded(size);
        if (reported + room <= MAX_REPORT) {
            Wire.u16(report, reported, UNRECOGNIZED);
            Wire.u16(report, reported + 2, 4 + size);
            System.arraycopy(buffer, at, report, reported + 4, size);
            reported += room;
        }
    }

    int type() {
        return Wire.u16(buffer, at);
    }

    /** Offset of the value. */
    int start() {
        return at + 4;
    }

    /** Where the value ends. */
    int end() {
        return at + Wire.u16(buffer, at + 2);
    }

    /** Whether a length makes no sense, or there are too many. */
    boolean malformed() {
        return malformed;
    }

    /** Unrecognized Parameters for the answer (RFC 9260 §3.3.3.1), empty when there is nothing to report. */
    byte[] report() {
        return Arrays.copyOf(report, reported);
    }
}
