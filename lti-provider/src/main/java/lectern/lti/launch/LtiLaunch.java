package lectern.lti.launch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A launch that passed every check, in our words.
 *
 * @param name the person's full name, null when the LMS keeps it to itself
 * @param link never null for {@link MessageType#RESOURCE_LINK}
 * @param course null for a launch outside of any course
 * @param roomId our own custom parameter, for a link that names its room
 * @param placement where in the LMS the launch began, in lower case; null when the LMS does not say
 * @param locale a language tag (BCP 47), or null
 * @param returnUrl null when there is none that a browser may follow
 * @param windowed the LMS says that it opened a window, not a frame
 * @param services where the LMS's services for this course and link are
 * @param claims the claims themselves, for what only one place reads
 */
public record LtiLaunch(
        MessageType type,
        String sub,
        @Nullable String name,
        List<String> roles,
        @Nullable Link link,
        @Nullable Course course,
        @Nullable String roomId,
        @Nullable String placement,
        @Nullable String locale,
        @Nullable String returnUrl,
        boolean windowed,
        ServiceUrls services,
        Claims claims) {
    /** The resource_link claim; the title is null when the LMS sends none. */
    public record Link(String id, @Nullable String title) {}

    /** The context claim. */
    public record Course(
            String id, @Nullable String title, @Nullable String label) {}

    /** Whether the link is the course itself, as in launches from a course's menu, or there is a course only. */
    boolean ofTheCourse() {
        return course != null && (link == null || link.id().equals(course.id()));
    }

    /** The language to speak: {@code en} where the LMS does not say. */
    public String language() {
        return locale == null ? "en" : locale;
    }

    @Override
    public String toString() {
        return "LtiLaunch[" + type + "]"; // no person in a log
    }
}
