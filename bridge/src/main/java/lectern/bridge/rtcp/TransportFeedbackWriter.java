package lectern.bridge.rtcp;

import lectern.bridge.rtp.Bytes;

/**
 * Collects packet statuses and writes one transport-wide feedback packet of them
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1); reused from packet to packet.
 *
 * <pre>
 * |V=2|P|  FMT=15 |    PT=205     |           length              |
 * |                     SSRC of packet sender                     |
 * |                      SSRC of media source                     |
 * |      base sequence number     |      packet status count      |
 * |                 reference time                | fb pkt. count |
 * |          packet chunk         |         packet chunk          |
 * |  recv delta   | …                                             |
 * </pre>
 */
public final class TransportFeedbackWriter {
    /** Statuses of one packet; with the largest deltas it has {@value #MAX_BYTES} bytes. */
    public static final int MAX_STATUSES = 400;

    public static final int MAX_BYTES = 20 + 2 * ((MAX_STATUSES + 6) / 7) + 2 * MAX_STATUSES + 2;

    private static final int MISSING = 0;
    private static final int SMALL = 1;
    private static final int LARGE = 2;
    private static final int RUN_LEAST = 8;
    private static final int RUN_MOST = 0x1FFF;
    private static final int ONE_BIT_SYMBOLS = 14;
    private static final int TWO_BIT_SYMBOLS = 7;
    /** The reference time counts 64 ms, a delta 250 µs (§3.1). */
    private static final int TICKS_PER_REFERENCE = 256;

    private final byte[] symbols = new byte[MAX_STATUSES];
    private final short[] deltas = new short[MAX_STATUSES];
    private int base;
    private int count;
    private boolean timed;
    private long reference;
    private long last;

    /**
     * Starts an empty packet.
     *
     * @param sequence of the first status, of which the low 16 bits count
     */
    public void begin(long sequence) {
        base = (int) sequence & 0xFFFF;
        count = 0;
        timed = false;
        reference = 0;
    }

    /** The next number's packet is missing; false when the packet is full. */
    public boolean missing() {
        if (count == MAX_STATUSES) {
            return false;
        }
        symbols[count] = MISSING;
        count++;
        return true;
    }

    /**
     * The next number's packet came.
     *
     * @param ticks of 250 µs since some fixed moment
     * @return false when it does not fit into this packet
     */
    public boolean received(long ticks) {
        if (count == MAX_STATUSES) {
            return false;
        }
        if (!timed) {
            timed = true;
            reference = Math.floorDiv(ticks, TICKS_PER_REFERENCE);
            last = reference * TICKS_PER_REFERENCE;
        }
        long delta = ticks - last;
        if (delta < Short.MIN_VALUE || delta > Short.MAX_VALUE) {
            return false;
        }
        last = ticks;
        symbols[count] = delta >= 0 && delta <= 0xFF ? (byte) SMALL : LARGE;
        deltas[count] = (short) delta;
        count++;
        return true;
    }

    /** Statuses so far. */
    public int count() {
        return count;
    }

    /**
     * Writes the packet, at most {@value #MAX_BYTES} bytes.
     *
     * @param media an SSRC of the sender that the feedback is for
     * @param number grows by one with each feedback packet, modulo 256
     * @return its length
     */
    public int write(byte[] buffer, int offset, int sender, int media, int number) {
        buffer[offset] = (byte) (0x80 | RtcpReader.FMT_TRANSPORT_CC);
        buffer[offset + 1] = (byte) RtcpReader.TRANSPORT_FEEDBACK;
        Bytes.put32(buffer, offset + 4, sender);
        Bytes.put32(buffer, offset + 8, media);
        Bytes.put16(buffer, offset + 12, base);
        Bytes.put16(buffer, offset + 14, count);
        Bytes.put24(buffer, offset + 16, (int) reference & 0xFF_FFFF);
        buffer[offset + 19] = (byte) number;
        int at = deltas(buffer, chunks(buffer, offset + 20));
        int padding = -(at - offset) & 3;
        for (int i = 1; i <= padding; i++) {
            buffer[at] = (byte) (i == padding ? padding : 0);
            at++;
        }
        if (padding > 0) {
            buffer[offset] |= 0x20;
        }
        Bytes.put16(buffer, offset + 2, (at - offset) / 4 - 1);
        return at - offset;
    }

    private int chunks(byte[] buffer, int start) {
        int at = start;
        int from = 0;
        while (from < count) {
            int run = run(from);
            int taken;
            if (run >= RUN_LEAST || run == count - from) {
                taken = run;
                Bytes.put16(buffer, at, symbols[from] << 13 | run);
            } else if (small(from)) {
                taken = Math.min(ONE_BIT_SYMBOLS, count - from);
                Bytes.put16(buffer, at, 0x8000 | vector(from, ONE_BIT_SYMBOLS, 1));
            } else {
                taken = Math.min(TWO_BIT_SYMBOLS, count - from);
                Bytes.put16(buffer, at, 0xC000 | vector(from, TWO_BIT_SYMBOLS, 2));
            }
            from += taken;
            at += 2;
        }
        return at;
    }

    /** How many equal symbols stand from here on. */
    private int run(int from) {
        int to = from + 1;
        while (to < count && symbols[to] == symbols[from] && to - from < RUN_MOST) {
            to++;
        }
        return to - from;
    }

    /** Whether the next symbols fit into one bit each. */
    private boolean small(int from) {
        for (int i = from; i < Math.min(count, from + ONE_BIT_SYMBOLS); i++) {
            if (symbols[i] == LARGE) {
                return false;
            }
        }
        return true;
    }

    private int vector(int from, int places, int bits) {
        int chunk = 0;
        for (int i = 0; i < places; i++) {
            chunk = chunk << bits | (from + i < count ? symbols[from + i] : MISSING);
        }
        return chunk;
    }

    private int deltas(byte[] buffer, int start) {
        int at = start;
        for (int i = 0; i < count; i++) {
            if (symbols[i] == SMALL) {
                buffer[at] = (byte) deltas[i];
                at++;
            } else if (symbols[i] == LARGE) {
                Bytes.put16(buffer, at, deltas[i]);
                at += 2;
            }
        }
        return at;
    }
}
