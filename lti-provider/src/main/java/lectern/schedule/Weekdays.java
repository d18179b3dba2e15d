package lectern.schedule;

import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import lectern.web.ApiError;

/** Days of the week as RFC 5545 §3.3.10 writes them: {@code MO}, {@code TU}, … */
public final class Weekdays {
    private Weekdays() {}

    public static String name(DayOfWeek day) {
        return day.name().substring(0, 2);
    }

    /** Separated by commas. */
    public static String write(Collection<DayOfWeek> days) {
        return days.stream().sorted().map(Weekdays::name).collect(Collectors.joining(","));
    }

    static List<DayOfWeek> read(String days) {
        return Arrays.stream(days.split(",")).map(Weekdays::of).toList();
    }

    /** Throws {@link ApiError} for what is no day. */
    public static DayOfWeek of(String name) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> name(day).equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> ApiError.badRequest("A day is one of MO, TU, WE, TH, FR, SA and SU."));
    }
}
