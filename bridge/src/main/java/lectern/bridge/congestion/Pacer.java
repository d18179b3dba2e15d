package lectern.bridge.congestion;

/** Lets bytes through at a rate that may change, a little at once and the rest when it is due. */
public final class Pacer {
    private final long burstNanos;
    private final int leastBurst;
    private double tokens;
    private long filledAt = Long.MIN_VALUE;

    /**
     * A pacer that begins full.
     *
     * @param burstNanos how much time's worth may go at once
     * @param leastBurst bytes that may always go at once
     */
    public Pacer(long burstNanos, int leastBurst) {
        this.burstNanos = burstNanos;
        this.leastBurst = leastBurst;
        tokens = leastBurst;
    }

    /** Lets time pass at a rate. */
    public void fill(long bitsPerSecond, long now) {
        if (filledAt == Long.MIN_VALUE) {
            filledAt = now;
        }
        double most = Math.max(leastBurst, bitsPerSecond / 8e9 * burstNanos);
        tokens = Math.min(most, tokens + bitsPerSecond / 8e9 * (now - filledAt));
        filledAt = now;
    }

    /** Whether so many bytes may go now; they are taken then. */
    public boolean takes(int bytes) {
        if (tokens < bytes) {
            return false;
        }
        tokens -= bytes;
        return true;
    }
}
