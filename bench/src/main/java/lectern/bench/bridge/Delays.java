package lectern.bench.bridge;

import java.util.Arrays;

/** Times in microsecond steps up to 200 ms; what is longer counts as 200 ms. Not thread-safe. */
final class Delays {
    private static final int BUCKETS = 200_001;

    private final long[] counts = new long[BUCKETS];
    private long total;

    void add(long nanos) {
        counts[(int) Math.max(0, Math.min(BUCKETS - 1, nanos / 1_000))]++;
        total++;
    }

    void clear() {
        Arrays.fill(counts, 0);
        total = 0;
    }

    long total() {
        return total;
    }

    /** The smallest time that the given part of all times, 0 to 1, does not exceed, in milliseconds. */
    double quantile(double part) {
        long wanted = (long) Math.ceil(part * total);
        long seen = 0;
        for (int i = 0; i < BUCKETS; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return i / 1_000.0;
            }
        }
        return (BUCKETS - 1) / 1_000.0;
    }
}
