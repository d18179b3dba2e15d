package lectern.bridge.congestion;

/** Lets through a rate on average and a burst at once; the rest is dropped. */
public final class TokenBucket {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final long perSecond;
    private final long burst;
    private long tokens;
    private long refilledAt = Long.MIN_VALUE;

    /** A second's worth at once. */
    public TokenBucket(long perSecond) {
        this(perSecond, perSecond);
    }

    /** @param burst what a full bucket holds, in the units of the rate: bytes, packets, messages */
    public TokenBucket(long perSecond, long burst) {
        this.perSecond = perSecond;
        this.burst = burst;
        tokens = burst;
    }

    /** Whether a packet of so many bytes may pass. */
    public boolean admits(int bytes, long now) {
        return admits(bytes, 0, now);
    }

    /**
     * Whether so much may pass.
     *
     * @param kept what must be left for others
     */
    public boolean admits(long amount, long kept, long now) {
        if (level(now) < amount + kept) {
            return false;
        }
        tokens -= amount;
        return true;
    }

    /** What could pass now. */
    public long level(long now) {
        if (refilledAt == Long.MIN_VALUE) {
            refilledAt = now;
        }
        long elapsed = Math.min(60 * SECOND_NANOS, now - refilledAt);
        long earned = elapsed * perSecond / SECOND_NANOS;
        if (earned > 0) {
            tokens = Math.min(burst, tokens + earned);
            refilledAt = now;
        }
        return tokens;
    }

    public long burst() {
        return burst;
    }
}
