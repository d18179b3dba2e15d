package lectern.bridge.congestion;

/** Lets through a rate on average and a second's worth of it at once; the rest is dropped. */
public final class TokenBucket {
    private final long bytesPerSecond;
    private long tokens;
    private long refilledAt = Long.MIN_VALUE;

    public TokenBucket(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
        tokens = bytesPerSecond;
    }

    /** Whether a packet of so many bytes may pass. */
    public boolean admits(int bytes, long now) {
        if (refilledAt == Long.MIN_VALUE) {
            refilledAt = now;
        }
        long elapsed = Math.min(1_000_000_000L, now - refilledAt);
        long earned = elapsed * bytesPerSecond / 1_000_000_000L;
        if (earned > 0) {
            tokens = Math.min(bytesPerSecond, tokens + earned);
            refilledAt = now;
        }
        if (tokens < bytes) {
            return false;
        }
        tokens -= bytes;
        return true;
    }
}
