package lectern.lti.deeplink;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import lectern.lti.launch.ShownText;
import lectern.schedule.ClassTimes;
import lectern.schedule.Zones;
import lectern.web.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * A link that passed every check.
 *
 * @param room an existing room, or null for a new one
 * @param times of a scheduled class, else null
 * @param zone in which the teacher wrote the times
 * @param points maximum for attendance, or null for none
 */
record Planned(
        Kind kind,
        @Nullable Long room,
        String title,
        String text,
        @Nullable ClassTimes times,
        ZoneId zone,
        Shown shown,
        @Nullable BigDecimal points,
        boolean newTab) {
    /** The cards of the page. */
    enum Kind {
        COURSE,
        CLASS,
        GROUPS
    }

    /** When the LMS shows the link; null for no bound. */
    record Shown(@Nullable Instant from, @Nullable Instant until) {}

    private static final int MAX_TITLE = 200;
    private static final int MAX_TEXT = 1000;
    private static final BigDecimal MAX_POINTS = BigDecimal.valueOf(10_000);
    private static final Duration FARTHEST = Duration.ofDays(5 * 366);

    /** Throws {@link ApiError} with a sentence for the teacher. */
    static Planned of(Wish wish, Request.Terms terms, Instant now) {
        Kind kind = kind(wish.kind());
        ClassTimes times = kind == Kind.CLASS ? times(wish, now) : null;
        return new Planned(
                kind,
                room(wish.room()),
                title(wish.title()),
                text(wish.text()),
                times,
                Zones.find(wish.zone()).orElse(Zones.UTC),
                shown(wish, times, now),
                points(wish.points(), terms),
                Boolean.TRUE.equals(wish.newTab()) && terms.newWindow());
    }

    private static Kind kind(@Nullable String word) {
        return switch (word == null ? "" : word) {
            case "course" -> Kind.COURSE;
            case "class" -> Kind.CLASS;
            case "groups" -> Kind.GROUPS;
            default -> throw ApiError.badRequest("\"kind\" must be \"course\", \"class\" or \"groups\".");
        };
    }

    private static @Nullable Long room(@Nullable String ref) {
        if (ref == null) {
            return null;
        }
        if (!ref.matches("[0-9]{1,18}")) {
            throw unknownRoom();
        }
        return Long.valueOf(ref);
    }

    static ApiError unknownRoom() {
        return ApiError.notFound("This course has no such room any more. Choose another one.");
    }

    private static String title(@Nullable String title) {
        String shown = title == null ? "" : ShownText.of(title);
        if (shown.isEmpty()) {
            throw ApiError.badRequest("Give the class a title.");
        }
        if (title != null && title.strip().length() > MAX_TITLE) {
            throw ApiError.badRequest("The title is longer than " + MAX_TITLE + " characters.");
        }
        return shown;
    }

    private static String text(@Nullable String text) {
        String shown = text == null ? "" : text.strip();
        if (shown.length() > MAX_TEXT) {
            throw ApiError.badRequest("The description is longer than " + MAX_TEXT + " characters.");
        }
        return shown;
    }

    private static ClassTimes times(Wish wish, Instant now) {
        Instant starts = instant(wish.startsAt(), now);
        Instant ends = instant(wish.endsAt(), now);
        if (starts == null || ends == null) {
            throw ApiError.badRequest("Say when the class starts and when it ends.");
        }
        if (!ends.isAfter(starts)) {
            throw ApiError.badRequest("The class must end after its start.");
        }
        if (Duration.between(starts, ends).compareTo(ClassTimes.LONGEST) > 0) {
            throw ApiError.badRequest("A class takes a day at most.");
        }
        if (!ends.isAfter(now)) {
            throw ApiError.badRequest("That class would be over already. Choose a later time.");
        }
        return new ClassTimes(starts, ends);
    }

    private static Shown shown(Wish wish, @Nullable ClassTimes times, Instant now) {
        Shown shown = new Shown(instant(wish.shownFrom(), now), instant(wish.shownUntil(), now));
        if (shown.from() != null && shown.until() != null && !shown.until().isAfter(shown.from())) {
            throw ApiError.badRequest("The link must be shown until a later time than from when it is shown.");
        }
        if (times == null) {
            return shown;
        }
        boolean late = shown.from() != null && shown.from().isAfter(times.starts());
        boolean early = shown.until() != null && shown.until().isBefore(times.ends());
        if (late || early) {
            throw ApiError.badRequest("The link would be hidden while the class takes place.");
        }
        return shown;
    }

    private static @Nullable Instant instant(@Nullable String text, Instant now) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            Instant at = Instant.parse(text);
            if (Duration.between(now, at).abs().compareTo(FARTHEST) > 0) {
                throw ApiError.badRequest("That date is more than five years away.");
            }
            return at;
        } catch (DateTimeParseException e) {
            throw ApiError.badRequest("A time is not understood.");
        }
    }

    private static @Nullable BigDecimal points(@Nullable BigDecimal points, Request.Terms terms) {
        if (points == null) {
            return null;
        }
        if (!terms.lineItem()) {
            throw ApiError.badRequest("Your LMS takes no gradebook column here.");
        }
        if (points.signum() <= 0 || points.compareTo(MAX_POINTS) > 0 || points.scale() > 2) {
            throw ApiError.badRequest("The maximum must be more than 0 and at most 10,000 points.");
        }
        return points;
    }
}
