package lectern.lti.launch;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Locale;
import lectern.account.Role;
import lectern.lti.launch.Arrival.CourseRow;
import lectern.lti.launch.Arrival.Person;
import lectern.lti.roles.Part;
import lectern.store.Database;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what every launch says, wherever it leads: the course with its services, the person and their part in the
 * course. The LMS owns the names: each launch names anew.
 */
final class Arrivals {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private final Database database;
    private final Clock clock;

    Arrivals(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Who came, and into which course. */
    record Kept(Person person, @Nullable CourseRow course) {}

    Kept keep(long deploymentId, LtiLaunch launch, Part part) {
        return database.write(handle -> {
            Person person = person(handle, deploymentId, launch, part.role());
            LtiLaunch.Course course = launch.course();
            if (course == null) {
                return new Kept(person, null);
            }
            CourseRow row = EnrolmentStore.course(handle, deploymentId, course, title(course));
            ServiceUrlStore.course(handle, row.id(), launch.services(), clock.millis());
            EnrolmentStore.courseMember(handle, row.id(), person.id(), part, clock.millis());
            return new Kept(person, row);
        });
    }

    private static String title(LtiLaunch.Course course) {
        if (course.title() != null) {
            return course.title();
        }
        return course.label() == null ? "" : course.label();
    }

    private static Person person(Handle handle, long deploymentId, LtiLaunch launch, Role role) {
        String publicId =
                EnrolmentStore.publicId(handle, deploymentId, launch.sub()).orElseGet(Arrivals::freshId);
        String name = launch.name() == null ? defaultName(role, publicId) : launch.name();
        return EnrolmentStore.person(handle, deploymentId, launch.sub(), publicId, name);
    }

    /** "Student 3F2A": told apart, yet says nothing of the person. */
    private static String defaultName(Role role, String publicId) {
        String kind = switch (role) {
            case HOST -> "Teacher";
            case STUDENT -> "Student";
            case OBSERVER -> "Guest";
        };
        return kind + " " + publicId.substring(publicId.length() - 4).toUpperCase(Locale.ROOT);
    }

    /** Ten letters and digits, 50 bits. */
    private static String freshId() {
        StringBuilder id = new StringBuilder(10);
        for (int i = 0; i < 10; i++) {
            id.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return id.toString();
    }
}
