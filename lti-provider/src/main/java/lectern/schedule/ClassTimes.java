package lectern.schedule;

import java.time.Duration;
import java.time.Instant;

/** From when to when a class is planned; at most a day. Staff may start earlier, and a class may go on. */
public record ClassTimes(Instant starts, Instant ends) {
    public static final Duration LONGEST = Duration.ofDays(1);

    public ClassTimes {
        if (!ends.isAfter(starts) || Duration.between(starts, ends).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a class ends after its start, at most a day later");
        }
    }

    public boolean over(Instant now) {
        return !ends.isAfter(now);
    }
}
