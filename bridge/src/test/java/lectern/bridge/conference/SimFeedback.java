package lectern.bridge.conference;

import java.util.TreeMap;
import lectern.bridge.rtp.Bytes;
import lectern.bridge.rtp.SequenceUnwrapper;

/** Transport-wide feedback as a browser writes it, in its plainest form: 2-bit statuses and 16-bit deltas. */
final class SimFeedback {
    private static final long TICK_NANOS = 250_000L;
    private static final int MOST = 300;

    private final TreeMap<Long, Long> arrivals = new TreeMap<>();
    private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
    private long reported = -1;
    private int messages;

    void arrived(int sequence, long now) {
        long extended = unwrapper.unwrap(sequence);
        arrivals.putIfAbsent(extended, now);
        if (reported < 0) {
            reported = extended - 1;
        }
    }

    /** Writes what came since the last message; 0 for nothing. */
    int write(byte[] buffer, int ssrc) {
        arrivals.headMap(reported + 1).clear();
        if (arrivals.isEmpty()) {
            return 0;
        }
        long base = reported + 1;
        int count = (int) Math.min(MOST, arrivals.lastKey() - base + 1);
        reported = base + count - 1;
        long first = arrivals.firstEntry().getValue();
        long reference = first / TICK_NANOS / 256;
        buffer[0] = (byte) 0x8F;
        buffer[1] = (byte) 205;
        Bytes.put32(buffer, 4, ssrc);
        Bytes.put32(buffer, 8, 0);
        Bytes.put16(buffer, 12, (int) base);
        Bytes.put16(buffer, 14, count);
        Bytes.put24(buffer, 16, (int) reference);
        buffer[19] = (byte) messages++;
        int at = 20;
        for (int chunk = 0; chunk < count; chunk += 7) {
            int bits = 0xC000;
            for (int i = 0; i < 7 && chunk + i < count; i++) {
                bits |= arrivals.containsKey(base + chunk + i) ? 2 << (12 - 2 * i) : 0;
            }
            Bytes.put16(buffer, at, bits);
            at += 2;
        }
        long before = reference * 256;
        for (long sequence = base; sequence < base + count; sequence++) {
            Long arrival = arrivals.get(sequence);
            if (arrival != null) {
                long ticks = arrival / TICK_NANOS;
                Bytes.put16(buffer, at, (int) (ticks - before));
                before = ticks;
                at += 2;
            }
        }
        while (at % 4 != 0) {
            buffer[at++] = 0;
        }
        Bytes.put16(buffer, 2, at / 4 - 1);
        return at;
    }
}
