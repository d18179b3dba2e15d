package lectern.bench.bridge;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Medians and ranges of several measurements, in Markdown. */
record Figures(List<Sample> samples) {
    Figures {
        samples = List.copyOf(samples);
    }

    double median(ToDoubleFunction<Sample> figure) {
        double[] sorted = samples.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** {@code 5.1 (4.9–5.6)}, the range only where there is one. */
    String range(String format, ToDoubleFunction<Sample> figure) {
        String median = text(format, median(figure));
        if (samples.size() == 1) {
            return median;
        }
        double least = samples.stream().mapToDouble(figure).min().orElse(0);
        double most = samples.stream().mapToDouble(figure).max().orElse(0);
        return median + " (" + text(format, least) + "–" + text(format, most) + ")";
    }

    static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
