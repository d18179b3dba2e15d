package lectern.live;

/**
 * How a client behaves: messages in a second, bad messages in a minute. Shared by the client's socket and data channel,
 * so it is safe for both threads.
 */
final class Conduct {
    static final int PER_SECOND = 50;
    static final int BURST = 100;
    static final int MAX_BAD = 20;
    private static final double SECOND = 1e9;
    private static final long MINUTE = 60_000_000_000L;

    private double tokens = BURST;
    private long refilledAt;
    private boolean used;
    private int bad;
    private long badSince;

    /** Whether one more message is within the limit; counts it when it is. */
    synchronized boolean allows(long nanos) {
        if (used) {
            tokens = Math.min(BURST, tokens + (nanos - refilledAt) / SECOND * PER_SECOND);
        }
        used = true;
        refilledAt = nanos;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    /** Counts a bad message; true when it was one too many. */
    synchronized boolean bad(long nanos) {
        if (bad == 0 || nanos - badSince > MINUTE) {
            bad = 0;
            badSince = nanos;
        }
        return ++bad > MAX_BAD;
    }
}
