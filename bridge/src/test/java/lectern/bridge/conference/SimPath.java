package lectern.bridge.conference;

import java.util.Random;

/** One direction of somebody's line: a rate with a queue in front of it, delay, jitter and loss. */
final class SimPath {
    /** What IPv4 and UDP add to a datagram. */
    private static final int HEADERS = 28;

    /** Bits per second of whole IP packets; 0 for no limit. */
    long rate;

    /** What does not fit into a queue of so much time is dropped. */
    long queueNanos = 400_000_000L;

    long delayNanos = 20_000_000L;
    long jitterNanos;
    double loss;

    /** What went through since the test looked last. */
    long bytes;

    long dropped;

    private final Random random;
    private long free;

    SimPath(long seed) {
        random = new Random(seed);
    }

    /** When a datagram arrives that is sent now, from now; -1 when it does not. */
    long carry(int length, long now) {
        if (random.nextDouble() < loss) {
            return -1;
        }
        long departs = now;
        if (rate > 0) {
            departs = Math.max(now, free) + (length + HEADERS) * 8_000_000_000L / rate;
            if (departs - now > queueNanos) {
                dropped++;
                return -1;
            }
            free = departs;
        }
        bytes += length + HEADERS;
        return departs - now + delayNanos + (long) (random.nextDouble() * jitterNanos);
    }
}
