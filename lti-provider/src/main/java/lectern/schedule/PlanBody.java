package lectern.schedule;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.TreeSet;
import lectern.web.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * A plan as pages send it (docs/protocol.md, <em>Plan</em>); nothing of it is checked yet.
 *
 * @param zone of the IANA database
 * @param date of the first class, {@code 2026-12-07}
 * @param starts {@code 10:00}
 * @param minutes how long each class takes, 1 to 1,440
 * @param repeat null for once
 */
public record PlanBody(
        @Nullable String zone,
        @Nullable String date,
        @Nullable String starts,
        @Nullable Integer minutes,
        @Nullable RepeatBody repeat) {
    private static final int MAX_DAYS = 7;
    private static final int MIN_YEAR = 2000;
    private static final int MAX_YEAR = 2200;

    /**
     * How it repeats.
     *
     * @param days {@code MO} to {@code SU}
     * @param every in weeks, 1 to 8; 1 when it is not said
     * @param until the last day, or null for a count
     * @param count how many classes, or null for a last day
     */
    public record RepeatBody(
            @Nullable List<@Nullable String> days,
            @Nullable Integer every,
            @Nullable String until,
            @Nullable Integer count) {
        Repeat repeat() {
            TreeSet<DayOfWeek> chosen = new TreeSet<>();
            if (days == null || days.size() > MAX_DAYS) {
                throw ApiError.badRequest("Choose at least one day of the week.");
            }
            for (String day : days) {
                chosen.add(Weekdays.of(day == null ? "" : day));
            }
            return new Repeat(chosen, every == null ? 1 : every, until == null ? null : PlanBody.date(until), count);
        }
    }

    /** What it says; throws {@link ApiError} with a sentence for the teacher. */
    public Rule rule() {
        return new Rule(
                Zones.find(zone).orElseThrow(() -> ApiError.badRequest("This server does not know that time zone.")),
                date(date),
                time(),
                length(),
                repeat == null ? null : repeat.repeat());
    }

    /** One class at another time, in its series' zone; throws {@link ApiError} with a sentence for the teacher. */
    public Change moved() {
        return new Change(LocalDateTime.of(date(date), time()), length());
    }

    private int length() {
        if (minutes == null || minutes < 1 || minutes > Rule.MAX_MINUTES) {
            throw ApiError.badRequest("A class takes from a minute to a day.");
        }
        return minutes;
    }

    private LocalTime time() {
        try {
            return LocalTime.parse(starts == null ? "" : starts);
        } catch (DateTimeException e) {
            throw ApiError.badRequest("Say when the class starts.");
        }
    }

    private static LocalDate date(@Nullable String text) {
        try {
            LocalDate date = LocalDate.parse(text == null ? "" : text);
            if (date.getYear() < MIN_YEAR || date.getYear() > MAX_YEAR) {
                throw ApiError.badRequest("A date is not understood.");
            }
            return date;
        } catch (DateTimeException e) {
            throw ApiError.badRequest("A date is not understood.");
        }
    }

    /** A day in an address; throws {@link ApiError} for what is none. */
    public static LocalDate day(String text) {
        return date(text);
    }
}
