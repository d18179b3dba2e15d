package lectern.lti.deeplink;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import lectern.account.ShownText;
import lectern.schedule.ClassTimes;
import lectern.schedule.Rule;
import lectern.web.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * A link that passed every check.
 *
 * @param room an existing room, or null for a new one
 * @param rule when a scheduled class takes place, else null
 * @param dates of a scheduled class, for the LMS's calendar
 * @param shown when the LMS shows the link
 * @param points maximum for attendance, or null for none
 */
record Planned(
        Kind kind,
        @Nullable Long room,
        String title,
        String text,
        @Nullable Rule rule,
        Span dates,
        Span shown,
        @Nullable BigDecimal points,
        boolean newTab) {
    /** The cards of the page. */
    enum Kind {
        COURSE,
        CLASS,
        GROUPS
    }

    /** From when to when; null for no bound. */
    record Span(@Nullable Instant from, @Nullable Instant until) {
        static final Span NONE = new Span(null, null);
    }

    private static final int MAX_TITLE = 200;
    private static final int MAX_TEXT = 1000;
    private static final BigDecimal MAX_POINTS = BigDecimal.valueOf(10_000);
    private static final Duration FARTHEST = Duration.ofDays(5 * 366);

    /** Throws {@link ApiError} with a sentence for the teacher. */
    static Planned of(Wish wish, Request.Terms terms, Instant now) {
        Kind kind = kind(wish.kind());
        Rule rule = kind == Kind.CLASS ? rule(wish, now) : null;
        List<ClassTimes> classes = rule == null ? List.of() : ahead(rule, now);
        BigDecimal points = points(wish.points(), terms);
        return new Planned(
                kind,
                room(wish.room()),
                title(wish.title()),
                text(wish.text()),
                rule,
                dates(classes, points != null),
                shown(wish, classes, now),
                points,
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

    private static Rule rule(Wish wish, Instant now) {
        if (wish.plan() == null) {
            throw ApiError.badRequest("Say when the class starts and when it ends.");
        }
        Rule rule = wish.plan().rule();
        rule.check(now);
        return rule;
    }

    /** Its classes that are not over; one at least, since the rule was checked. */
    private static List<ClassTimes> ahead(Rule rule, Instant now) {
        return rule.days().stream()
                .map(rule::on)
                .filter(times -> !times.over(now))
                .toList();
    }

    /**
     * The first class; with a gradebook column to the end of the last one, because the end is a column's due date, and
     * attendance of all classes goes into it.
     */
    private static Span dates(List<ClassTimes> classes, boolean graded) {
        if (classes.isEmpty()) {
            return Span.NONE;
        }
        ClassTimes first = classes.get(0);
        ClassTimes due = graded ? classes.get(classes.size() - 1) : first;
        return new Span(first.starts(), due.ends());
    }

    private static Span shown(Wish wish, List<ClassTimes> classes, Instant now) {
        Span shown = new Span(instant(wish.shownFrom(), now), instant(wish.shownUntil(), now));
        if (shown.from() != null && shown.until() != null && !shown.until().isAfter(shown.from())) {
            throw ApiError.badRequest("The link must be shown until a later time than from when it is shown.");
        }
        if (classes.isEmpty()) {
            return shown;
        }
        boolean late =
                shown.from() != null && shown.from().isAfter(classes.get(0).starts());
        boolean early = shown.until() != null
                && shown.until().isBefore(classes.get(classes.size() - 1).ends());
        if (late || early) {
            throw ApiError.badRequest("The link would be hidden while "
                    + (classes.size() > 1 ? "a class of it takes place." : "the class takes place."));
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
