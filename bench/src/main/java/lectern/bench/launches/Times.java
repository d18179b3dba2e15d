package lectern.bench.launches;

import java.util.List;
import java.util.Locale;

/**
 * How long each of many took.
 *
 * @param nanos of each
 * @param whole nanoseconds from the first's beginning to the last's end
 */
record Times(List<Long> nanos, long whole) {
    Times {
        nanos = nanos.stream().sorted().toList();
    }

    double perSecond() {
        return nanos.size() * 1e9 / whole;
    }

    /** The smallest time that the given part of all, 0 to 1, does not exceed, in milliseconds; infinite for none. */
    double part(double part) {
        return nanos.isEmpty()
                ? Double.POSITIVE_INFINITY
                : nanos.get((int) Math.max(0, Math.ceil(part * nanos.size()) - 1)) / 1e6;
    }

    /** {@code 4.1 / 6.0 / 9.3}: these parts in milliseconds. */
    String parts(double... parts) {
        StringBuilder text = new StringBuilder();
        for (double part : parts) {
            text.append(text.isEmpty() ? "" : " / ").append(String.format(Locale.ROOT, "%.1f", part(part)));
        }
        return text.toString();
    }
}
