package lectern.bridge.congestion;

/** The share of packets that were lost, of spans of at least a second and some packets. */
final class LossRate {
    private static final long SPAN_NANOS = 1_000_000_000L;
    private static final int LEAST_PACKETS = 20;

    private long since = Long.MIN_VALUE;
    private int received;
    private int lost;
    private double ratio;

    void received() {
        received++;
    }

    void lost() {
        lost++;
    }

    /** Whether a span ended, so that {@link #ratio()} is new. */
    boolean ends(long now) {
        if (since == Long.MIN_VALUE) {
            since = now;
        }
        if (now - since < SPAN_NANOS || received + lost < LEAST_PACKETS) {
            return false;
        }
        ratio = (double) lost / (received + lost);
        restart();
        since = now;
        return true;
    }

    double ratio() {
        return ratio;
    }

    void restart() {
        since = Long.MIN_VALUE;
        received = 0;
        lost = 0;
    }
}
