package lectern.lti.launch;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Locale;
import lectern.account.Role;
import lectern.lti.roles.Part;
import lectern.settings.Settings;
import lectern.store.Database;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a launch says: the course, the class, the person and their part in it. A class is made by its first launch
 * and named anew by each (the LMS owns the names).
 */
final class Enrolment {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private final Database database;
    private final Clock clock;
    private final Settings.Classes defaults;

    Enrolment(Database database, Clock clock, Settings.Classes defaults) {
        this.database = database;
        this.clock = clock;
        this.defaults = defaults;
    }

    /** The rows behind a launch, with what the lobby shows of them. */
    record Enrolled(long classId, long personId, String name, String courseTitle, String classTitle) {}

    Enrolled enrol(long deploymentId, LtiLaunch launch, Part part) {
        return database.write(handle -> {
            LtiLaunch.Course course = launch.course();
            String courseTitle = course == null ? "" : courseTitle(course);
            Long courseId = course == null ? null : EnrolmentStore.course(handle, deploymentId, course, courseTitle);
            String classTitle = classTitle(launch, courseTitle);
            long classId = clazz(handle, new Placed(deploymentId, courseId, classTitle), launch);
            if (courseId != null) {
                ServiceUrlStore.course(handle, courseId, launch.services(), clock.millis());
            }
            ServiceUrlStore.link(handle, classId, launch, clock.millis());
            EnrolmentStore.Person person = person(handle, deploymentId, launch, part.role());
            EnrolmentStore.member(handle, classId, person.id(), part, clock.millis());
            return new Enrolled(classId, person.id(), person.name(), courseTitle, classTitle);
        });
    }

    private static String courseTitle(LtiLaunch.Course course) {
        if (course.title() != null) {
            return course.title();
        }
        return course.label() == null ? "" : course.label();
    }

    private static String classTitle(LtiLaunch launch, String courseTitle) {
        if (launch.linkTitle() != null) {
            return launch.linkTitle();
        }
        return courseTitle.isEmpty() ? "Live class" : courseTitle;
    }

    /** Where a class belongs and what it is called. */
    record Placed(long deploymentId, @Nullable Long courseId, String title) {}

    private long clazz(Handle handle, Placed placed, LtiLaunch launch) {
        String key = RoomKey.of(launch);
        if (launch.roomId() != null && EnrolmentStore.inOtherCourse(handle, placed, key)) {
            // The course was copied, or its teacher wrote another course's room: a room of its own, with the
            // settings of the first and none of its recordings.
            String copy = RoomKey.copyFor(key, placed.courseId());
            EnrolmentStore.copy(handle, placed, key, copy, clock.millis());
            key = copy;
        }
        return EnrolmentStore.clazz(handle, placed, key, defaults, clock.millis());
    }

    private static EnrolmentStore.Person person(Handle handle, long deploymentId, LtiLaunch launch, Role role) {
        String publicId =
                EnrolmentStore.publicId(handle, deploymentId, launch.sub()).orElseGet(Enrolment::freshId);
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
