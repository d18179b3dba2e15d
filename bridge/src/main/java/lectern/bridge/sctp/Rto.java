package lectern.bridge.sctp;

import java.time.Duration;

/** The retransmission timeout (RFC 9260 §6.3.1), in nanoseconds. */
final class Rto {
    private static final long INITIAL = Duration.ofMillis(500).toNanos();
    /** Above the 200 ms by which a peer may delay its SACK. */
    private static final long MIN = Duration.ofMillis(400).toNanos();

    private static final long MAX = Duration.ofSeconds(10).toNanos();

    private long smoothed;
    private long variation;
    private long value = INITIAL;

    long nanos() {
        return value;
    }

    void sample(long roundTrip) {
        if (smoothed == 0) {
            smoothed = Math.max(1, roundTrip);
            variation = roundTrip / 2;
        } else {
            variation += (Math.abs(smoothed - roundTrip) - variation) / 4;
            smoothed += (roundTrip - smoothed) / 8;
        }
        value = Math.max(MIN, Math.min(MAX, smoothed + 4 * variation));
    }

    void backOff() {
        value = Math.min(MAX, 2 * value);
    }
}
