package lectern.practice.platform;

import lectern.practice.campus.Activity;
import lectern.practice.campus.Course;
import lectern.practice.campus.Person;
import org.jspecify.annotations.Nullable;

/**
 * One person sent to the tool: begun by the login initiation, ended by the signed message.
 *
 * @param activity the opened link, null where there is none yet (deep linking)
 * @param registration whose client the message is for
 */
public record Launch(
        Person person,
        Course course,
        @Nullable Activity activity,
        Target target,
        Registration registration,
        Purpose purpose) {

    /** Where the tool will be shown ({@code document_target}, LTI 1.3 core §5.4.4). */
    public enum Target {
        IFRAME,
        WINDOW
    }

    /** Which message it is. */
    public sealed interface Purpose {}

    /** LTI 1.3 core §5.3. */
    public record Open() implements Purpose {}

    /**
     * Deep Linking 2.0 §4.4.
     *
     * @param data what the tool must bring back unchanged
     */
    public record Choose(String data) implements Purpose {}

    /**
     * Submission Review 1.0: somebody clicked a grade.
     *
     * @param student whose grade it is
     * @param lineItem address of its column
     */
    public record Review(Person student, String lineItem) implements Purpose {}

    /** LTI Data Privacy Launch 1.0: somebody asks what the tool keeps of them. */
    public record Privacy() implements Purpose {}

    public String targetLinkUri() {
        String own = activity == null ? null : activity.made().url();
        return own == null ? registration.redirectUri() : own;
    }
}
