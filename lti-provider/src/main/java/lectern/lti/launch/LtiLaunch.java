package lectern.lti.launch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A launch that passed every check, in our words.
 *
 * @param name the person's full name, null when the LMS keeps it to itself
 * @param linkTitle null when the LMS sends none
 * @param course null for a launch outside of any course
 * @param roomId our own custom parameter, for a link that names its room
 * @param locale a language tag (BCP 47), or null
 * @param returnUrl null when there is none that a browser may follow
 * @param windowed the LMS says that it opened a window, not a frame
 * @param services where the LMS's services for this course and link are
 */
record LtiLaunch(
        String sub,
        @Nullable String name,
        List<String> roles,
        String linkId,
        @Nullable String linkTitle,
        @Nullable Course course,
        @Nullable String roomId,
        @Nullable String locale,
        @Nullable String returnUrl,
        boolean windowed,
        ServiceUrls services) {
    /** The context claim. */
    record Course(
            String id, @Nullable String title, @Nullable String label) {}

    @Override
    public String toString() {
        return "LtiLaunch[" + linkId + "]"; // no person in a log
    }
}
