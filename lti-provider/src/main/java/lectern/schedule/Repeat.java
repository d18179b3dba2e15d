package lectern.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import lectern.web.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * Every so many weeks on some days: RFC 5545 §3.3.10 with {@code FREQ=WEEKLY}, {@code WKST=MO} and always an end.
 *
 * @param days one or more
 * @param every 1 for each week, up to 8
 * @param until the last day on which there may be a class, or null for a count
 * @param count how many classes, those cancelled included; or null for a last day
 */
public record Repeat(
        SortedSet<DayOfWeek> days,
        int every,
        @Nullable LocalDate until,
        @Nullable Integer count) {
    public static final int MAX_EVERY = 8;

    /** Throws {@link ApiError} with a sentence for the teacher. */
    public Repeat {
        days = new TreeSet<>(days);
        if (days.isEmpty()) {
            throw ApiError.badRequest("Choose at least one day of the week.");
        }
        if (every < 1 || every > MAX_EVERY) {
            throw ApiError.badRequest("A class repeats every 1 to " + MAX_EVERY + " weeks.");
        }
        if ((until == null) == (count == null)) {
            throw ApiError.badRequest("Say until when the class repeats, or how many times.");
        }
        if (count != null && (count < 1 || count > Rule.MAX_CLASSES)) {
            throw ApiError.badRequest("A class repeats 1 to " + Rule.MAX_CLASSES + " times.");
        }
    }

    public static Repeat until(Collection<DayOfWeek> days, int every, LocalDate last) {
        return new Repeat(new TreeSet<>(days), every, last, null);
    }

    public static Repeat times(Collection<DayOfWeek> days, int every, int count) {
        return new Repeat(new TreeSet<>(days), every, null, count);
    }

    /** The days from this one on, as many as there are but at most this many. */
    List<LocalDate> from(LocalDate first, int most) {
        List<LocalDate> found = new ArrayList<>();
        LocalDate week = first.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        while (found.size() < most
                && (count == null || found.size() < count)
                && (until == null || !week.isAfter(until))) {
            for (DayOfWeek day : days) {
                LocalDate one = week.with(TemporalAdjusters.nextOrSame(day));
                boolean within = !one.isBefore(first) && (until == null || !one.isAfter(until));
                if (within && found.size() < most && (count == null || found.size() < count)) {
                    found.add(one);
                }
            }
            week = week.plusWeeks(every);
        }
        return found;
    }
}
