package lectern.bench.peer;

import java.util.Arrays;
import lectern.bridge.rtcp.RtcpReader;
import lectern.bridge.rtp.Bytes;
import lectern.bridge.rtp.SequenceUnwrapper;

/**
 * Arrival times of numbered packets, reported as transport-wide feedback
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1), all statuses as two-bit vectors.
 */
final class TransportFeedback {
    private static final int FORMAT = 15;
    private static final int MAX = 400;
    private static final int HEADER = 20;
    private static final long TICK_NANOS = 250_000;
    private static final long REFERENCE_NANOS = 64_000_000;

    private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
    private final long[] arrivals = new long[MAX];
    private final long[] deltas = new long[MAX];
    private final long epoch;
    private long base = -1;
    private long highest = -1;
    private int feedbacks;

    TransportFeedback(long now) {
        epoch = now;
    }

    void received(int sequence, long now) {
        long extended = unwrapper.unwrap(sequence);
        if (base < 0 || (!pending() && extended > base)) {
            base = extended;
            highest = extended - 1;
        }
        if (extended < base || extended >= base + MAX) {
            return;
        }
        arrivals[(int) (extended - base)] = Math.max(1, now - epoch);
        highest = Math.max(highest, extended);
    }

    boolean pending() {
        return highest >= base && base >= 0;
    }

    /** Writes what came since the last one; the packet's length, at most {@value #MAX} packets' worth. */
    int write(byte[] buffer, int own, int media) {
        int count = (int) (highest - base + 1);
        long reference = first(count) / REFERENCE_NANOS;
        buffer[0] = (byte) (0x80 | FORMAT);
        buffer[1] = (byte) RtcpReader.TRANSPORT_FEEDBACK;
        Bytes.put32(buffer, 4, own);
        Bytes.put32(buffer, 8, media);
        Bytes.put16(buffer, 12, (int) base);
        Bytes.put16(buffer, 14, count);
        Bytes.put24(buffer, 16, (int) reference);
        Bytes.put8(buffer, 19, feedbacks++);
        int at = deltas(buffer, statuses(buffer, count, reference), count);
        while (at % 4 != 0) {
            buffer[at] = 0;
            at++;
        }
        Bytes.put16(buffer, 2, at / 4 - 1);
        base += count;
        highest = base - 1;
        Arrays.fill(arrivals, 0);
        return at;
    }

    private long first(int count) {
        for (int i = 0; i < count; i++) {
            if (arrivals[i] != 0) {
                return arrivals[i];
            }
        }
        return 0;
    }

    private int statuses(byte[] buffer, int count, long reference) {
        int at = HEADER;
        long last = reference * REFERENCE_NANOS / TICK_NANOS;
        for (int i = 0; i < count; i += 7) {
            int chunk = 0xC000;
            for (int s = 0; s < 7 && i + s < count; s++) {
                long arrival = arrivals[i + s];
                if (arrival != 0) {
                    long ticks = arrival / TICK_NANOS;
                    deltas[i + s] = ticks - last;
                    last = ticks;
                    chunk |= (small(deltas[i + s]) ? 1 : 2) << (12 - 2 * s);
                }
            }
            Bytes.put16(buffer, at, chunk);
            at += 2;
        }
        return at;
    }

    private int deltas(byte[] buffer, int start, int count) {
        int at = start;
        for (int i = 0; i < count; i++) {
            if (arrivals[i] == 0) {
                continue;
            }
            if (small(deltas[i])) {
                Bytes.put8(buffer, at, (int) deltas[i]);
                at++;
            } else {
                Bytes.put16(buffer, at, (int) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, deltas[i])));
                at += 2;
            }
        }
        return at;
    }

    private static boolean small(long delta) {
        return delta >= 0 && delta <= 255;
    }
}
