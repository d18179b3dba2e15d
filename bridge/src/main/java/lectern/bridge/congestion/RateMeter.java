package lectern.bridge.congestion;

/** Bytes per time over the last {@value #BUCKETS} steps of some length; what is older is forgotten. */
public final class RateMeter {
    private static final int BUCKETS = 10;
    /** A rate of less time than this would be a guess. */
    private static final int LEAST_BUCKETS = 4;

    private final long step;
    private final long[] bytes = new long[BUCKETS];
    private long newest = Long.MIN_VALUE;
    private long oldest;
    private long total;

    /**
     * A meter that has seen nothing.
     *
     * @param windowNanos what it looks back over
     */
    public RateMeter(long windowNanos) {
        step = windowNanos / BUCKETS;
    }

    /** Counts bytes at a moment; moments may be a little out of order. */
    public void add(int count, long at) {
        long index = Math.floorDiv(at, step);
        if (newest == Long.MIN_VALUE) {
            newest = index;
            oldest = index;
        }
        advance(index);
        if (index > newest - BUCKETS) {
            bytes[(int) Math.floorMod(index, (long) BUCKETS)] += count;
            total += count;
        }
    }

    private void advance(long index) {
        if (index - newest >= BUCKETS) {
            java.util.Arrays.fill(bytes, 0);
            total = 0;
            newest = index;
            return;
        }
        while (newest < index) {
            newest++;
            int bucket = (int) Math.floorMod(newest, (long) BUCKETS);
            total -= bytes[bucket];
            bytes[bucket] = 0;
        }
    }

    /** The rate up to a moment, in bits per second. */
    public long bitsPerSecond(long at) {
        if (newest == Long.MIN_VALUE) {
            return 0;
        }
        advance(Math.floorDiv(at, step));
        long seen = Math.max(LEAST_BUCKETS, Math.min(BUCKETS, newest - oldest + 1));
        return total * 8_000_000_000L / (seen * step);
    }

    public void clear() {
        java.util.Arrays.fill(bytes, 0);
        total = 0;
        newest = Long.MIN_VALUE;
    }
}
