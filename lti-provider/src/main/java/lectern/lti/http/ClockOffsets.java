package lectern.lti.http;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How far the platforms' clocks are from ours, by the {@code Date} of their answers (RFC 9110 §6.6.1). A launch is
 * refused when they disagree by more than a minute, and neither side sees why. Of {@value #MAX} hosts. Thread-safe.
 */
public final class ClockOffsets {
    private static final int MAX = 1000;
    /** A header has whole seconds: the moment lies within the second that it names. */
    private static final Duration HALF_SECOND = Duration.ofMillis(500);
    /** After that a less exact measurement takes the place of a more exact one. */
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final Clock clock;
    private final Map<String, Offset> byHost = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Offset> eldest) {
            return size() > MAX;
        }
    };

    public ClockOffsets(Clock clock) {
        this.clock = clock;
    }

    /**
     * One measurement.
     *
     * @param ahead how far the platform is ahead of us; negative when it is behind
     * @param uncertainty to either side
     * @param at when it was made
     */
    public record Offset(Duration ahead, Duration uncertainty, Instant at) {
        /** How far apart the clocks are at least. */
        public Duration atLeast() {
            Duration sure = ahead.abs().minus(uncertainty);
            return sure.isNegative() ? Duration.ZERO : sure;
        }
    }

    Instant now() {
        return clock.instant();
    }

    /** Looks at an answer to a request that was sent at this time. */
    void answered(String host, Instant sent, HttpHeaders headers) {
        Instant received = clock.instant();
        // What a cache kept says when it was made, not what time it is.
        boolean kept = headers.firstValue("Age")
                .filter(age -> !age.strip().equals("0"))
                .isPresent();
        Optional<Instant> date = headers.firstValue("Date").flatMap(ClockOffsets::parse);
        if (kept || date.isEmpty() || received.isBefore(sent)) {
            return;
        }
        Duration half = Duration.between(sent, received).dividedBy(2);
        Offset measured = new Offset(
                Duration.between(sent.plus(half), date.get().plus(HALF_SECOND)), HALF_SECOND.plus(half), received);
        synchronized (byHost) {
            Offset before = byHost.get(host);
            if (before == null
                    || measured.uncertainty().compareTo(before.uncertainty()) <= 0
                    || before.at().plus(FRESH).isBefore(received)
                    || before.at().isAfter(received)) {
                byHost.put(host, measured);
            }
        }
    }

    private static Optional<Instant> parse(String date) {
        try {
            return Optional.of(
                    ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
                            .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** What was measured of a host; empty before its first answer since the start. */
    public Optional<Offset> of(String host) {
        synchronized (byHost) {
            return Optional.ofNullable(byHost.get(host));
        }
    }
}
