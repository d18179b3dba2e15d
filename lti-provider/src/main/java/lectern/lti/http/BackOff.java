package lectern.lti.http;

import java.time.Duration;

/**
 * How long to wait before an LMS is asked again: doubled with each failure, as long as the LMS itself says if that is
 * longer, and never longer than the limit.
 */
public record BackOff(Duration first, Duration limit) {
    private static final int TOO_MANY = 429;
    private static final int MOST_DOUBLINGS = 20;

    /** Whether an answer asks to come again later; others are final. */
    public static boolean later(PlatformAnswer answer) {
        return answer.status() == TOO_MANY || answer.status() == 408 || answer.status() >= 500;
    }

    /**
     * The wait.
     *
     * @param failures in a row, 1 or more
     */
    public Duration after(int failures) {
        Duration doubled = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return doubled.compareTo(limit) > 0 ? limit : doubled;
    }

    /** The wait after this answer, whose {@code Retry-After} (RFC 9110 §10.2.3, seconds) is kept to. */
    public Duration after(int failures, PlatformAnswer answer) {
        Duration asked = answer.header("Retry-After").map(BackOff::seconds).orElse(Duration.ZERO);
        Duration own = after(failures);
        Duration wait = asked.compareTo(own) > 0 ? asked : own;
        return wait.compareTo(limit) > 0 ? limit : wait;
    }

    private static Duration seconds(String text) {
        try {
            return Duration.ofSeconds(Math.max(0, Long.parseLong(text.strip())));
        } catch (NumberFormatException e) {
            return Duration.ZERO; // a date, which the LMSs at hand do not send
        }
    }
}
