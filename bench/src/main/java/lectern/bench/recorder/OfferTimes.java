package lectern.bench.recorder;

import java.util.Arrays;

/** How long the link took for each packet. */
final class OfferTimes {
    private int[] nanos = new int[1 << 16];
    private int count;

    void add(long time) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = (int) Math.min(time, Integer.MAX_VALUE);
    }

    int count() {
        return count;
    }

    double micros(double quantile) {
        int[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return count == 0 ? 0 : sorted[(int) Math.min(count - 1, quantile * count)] / 1000.0;
    }
}
