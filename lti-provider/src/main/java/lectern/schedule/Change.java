package lectern.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What became of one class of a series.
 *
 * @param starts when it takes place instead, in the series' zone; null when it is cancelled
 * @param minutes how long it takes then
 */
public record Change(@Nullable LocalDateTime starts, int minutes) {
    public static final Change CANCELLED = new Change(null, 0);

    public Change {
        if (starts != null && (minutes < 1 || minutes > Rule.MAX_MINUTES)) {
            throw new IllegalArgumentException("a class takes from a minute to a day");
        }
    }

    public boolean cancelled() {
        return starts == null;
    }

    /** When it takes place instead; as planned when it is cancelled. */
    ClassTimes instead(ClassTimes planned, ZoneId zone) {
        if (starts == null) {
            return planned;
        }
        Instant begin = starts.atZone(zone).toInstant();
        return new ClassTimes(begin, begin.plus(Duration.ofMinutes(minutes)));
    }
}
