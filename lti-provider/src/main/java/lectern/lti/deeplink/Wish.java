package lectern.lti.deeplink;

import java.math.BigDecimal;
import lectern.schedule.PlanBody;
import org.jspecify.annotations.Nullable;

/**
 * One link as the page asks for it (docs/protocol.md); nothing of it is checked yet.
 *
 * @param kind {@code course}, {@code class} or {@code groups}
 * @param room an existing room of the course, or null for a new one
 * @param plan when a scheduled class takes place, once or again and again
 * @param shownFrom from when the LMS shows the link (ISO-8601), or null
 * @param points maximum for attendance, or null for none
 */
record Wish(
        @Nullable String kind,
        @Nullable String room,
        @Nullable String title,
        @Nullable String text,
        @Nullable PlanBody plan,
        @Nullable String shownFrom,
        @Nullable String shownUntil,
        @Nullable BigDecimal points,
        @Nullable Boolean newTab) {}
