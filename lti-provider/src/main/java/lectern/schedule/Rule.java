package lectern.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import lectern.web.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * What a teacher planned: a class once, or again and again. The times are the zone's own: ten o'clock stays ten o'clock
 * when the clocks change. An hour that the change skips is the hour after, one that comes twice is the first (RFC 5545
 * §3.3.5).
 *
 * @param date of the first class
 * @param minutes how long each takes, 1 to 1,440
 * @param repeat null for once
 */
public record Rule(
        ZoneId zone,
        LocalDate date,
        LocalTime starts,
        int minutes,
        @Nullable Repeat repeat) {
    public static final int MAX_CLASSES = 400;
    public static final int MAX_MINUTES = (int) ClassTimes.LONGEST.toMinutes();
    /** From the first class of a rule to its last, and from now to any of them. */
    static final int MAX_YEARS = 2;

    /** Throws {@link ApiError} with a sentence for the teacher. */
    public Rule {
        starts = starts.truncatedTo(ChronoUnit.MINUTES);
        if (minutes < 1 || minutes > MAX_MINUTES) {
            throw ApiError.badRequest("A class takes from a minute to a day.");
        }
        if (repeat != null) {
            if (!repeat.days().contains(date.getDayOfWeek())) {
                throw ApiError.badRequest("The first class must be on one of the days on which it repeats.");
            }
            if (repeat.until() != null && repeat.until().isBefore(date)) {
                throw ApiError.badRequest("The last day must not be before the first class.");
            }
        }
    }

    /** The days of its classes, in order; at most one more than {@link #MAX_CLASSES}. */
    public List<LocalDate> days() {
        return repeat == null ? List.of(date) : repeat.from(date, MAX_CLASSES + 1);
    }

    /** When the class of this day takes place. */
    public ClassTimes on(LocalDate day) {
        Instant begin = day.atTime(starts).atZone(zone).toInstant();
        return new ClassTimes(begin, begin.plus(Duration.ofMinutes(minutes)));
    }

    /** When the last of its classes ends. */
    Instant over() {
        List<LocalDate> days = days();
        return on(days.get(days.size() - 1)).ends();
    }

    /**
     * Throws {@link ApiError} with a sentence for the teacher unless some of it is yet to come, and it is at most
     * {@value #MAX_CLASSES} classes within {@value #MAX_YEARS} years.
     */
    public void check(Instant now) {
        List<LocalDate> days = days();
        LocalDate last = days.get(days.size() - 1);
        if (days.size() > MAX_CLASSES || last.isAfter(date.plusYears(MAX_YEARS))) {
            throw ApiError.badRequest("That is more than " + MAX_CLASSES + " classes or goes on for more than "
                    + MAX_YEARS + " years. Choose an earlier end.");
        }
        if (last.isAfter(now.atZone(zone).toLocalDate().plusYears(MAX_YEARS))) {
            throw ApiError.badRequest("A class can be planned for the next " + MAX_YEARS + " years.");
        }
        if (!over().isAfter(now)) {
            throw ApiError.badRequest("That class would be over already. Choose a later time.");
        }
    }
}
