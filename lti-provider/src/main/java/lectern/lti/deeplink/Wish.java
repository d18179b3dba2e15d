package lectern.lti.deeplink;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One link as the page asks for it (docs/protocol.md); nothing of it is checked yet.
 *
 * @param kind {@code course}, {@code class} or {@code groups}
 * @param room an existing room of the course, or null for a new one
 * @param startsAt ISO-8601, with {@code endsAt} for a scheduled class
 * @param shownFrom from when the LMS shows the link, or null
 * @param points maximum for attendance, or null for none
 * @param zone in which the class is planned (IANA); UTC when it is unknown
 */
record Wish(
        @Nullable String kind,
        @Nullable String room,
        @Nullable String title,
        @Nullable String text,
        @Nullable String startsAt,
        @Nullable String endsAt,
        @Nullable String shownFrom,
        @Nullable String shownUntil,
        @Nullable BigDecimal points,
        @Nullable Boolean newTab,
        @Nullable String zone) {}
