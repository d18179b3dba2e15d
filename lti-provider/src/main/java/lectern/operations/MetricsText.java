package lectern.operations;

import java.util.Locale;

/** Writes the Prometheus exposition format, version 0.0.4. Label values are ids and words of ours: nothing to escape. */
final class MetricsText {
    private final StringBuilder text = new StringBuilder(4096);

    void gauge(String name, String help, long value) {
        head(name, "gauge", help);
        sample(name, value);
    }

    void head(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    void sample(String series, long value) {
        text.append(series).append(' ').append(value).append('\n');
    }

    /** Such as seconds of milliseconds: {@code value / parts}. */
    void sample(String series, long value, long parts) {
        text.append(series)
                .append(' ')
                .append(String.format(Locale.ROOT, "%.6f", (double) value / parts))
                .append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
