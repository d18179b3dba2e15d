package lectern.schedule;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One class of a series.
 *
 * @param day that the rule gives it, whatever became of it: its name within the series
 * @param times when it takes place, or was to
 * @param moved takes place at another time than the rule says
 */
public record Occurrence(long series, LocalDate day, ClassTimes times, boolean cancelled, boolean moved) {
    public boolean over(Instant now) {
        return times.over(now);
    }
}
