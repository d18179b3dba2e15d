package lectern.lti.launch;

import lectern.account.Role;
import lectern.lti.registration.Registration;
import lectern.lti.roles.Part;
import org.jspecify.annotations.Nullable;

/**
 * A good launch and what the store knows of it.
 *
 * @param deploymentId the tenant's row: nothing of another one may be shown
 * @param launchId the name of this launch in the log
 * @param part the person's part in the course
 * @param course null for a launch outside of any course
 */
public record Arrival(
        LtiLaunch launch,
        Registration registration,
        long deploymentId,
        String launchId,
        Part part,
        Person person,
        @Nullable CourseRow course) {
    /** The person who launched; the name is shown to others. */
    public record Person(long id, String publicId, String name) {
        @Override
        public String toString() {
            return "Person[" + publicId + "]"; // no name in a log
        }
    }

    /** The course; its title may be empty. */
    public record CourseRow(long id, String title) {}

    public boolean staff() {
        return part.role() == Role.HOST;
    }

    String courseTitle() {
        return course == null ? "" : course.title();
    }
}
