package lectern.lti.launch;

import java.time.Clock;
import lectern.lti.grades.Grades;
import lectern.settings.Settings;
import lectern.store.Database;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Brings people into classes. A class is made by its first launch and named anew by each (the LMS owns the names). */
final class Enrolment {
    private static final String UNTITLED = "Live class";

    private final Database database;
    private final Clock clock;
    private final Settings.Classes defaults;
    private final CourseCopies copies;

    Enrolment(Database database, Clock clock, Settings.Classes defaults) {
        this.database = database;
        this.clock = clock;
        this.defaults = defaults;
        copies = new CourseCopies(defaults);
    }

    /** The class that a launch leads to. */
    record Enrolled(long classId, String title) {}

    Enrolled enrol(Arrival arrival) {
        return database.write(handle -> {
            LtiLaunch launch = arrival.launch();
            String title = title(launch, arrival.courseTitle());
            long classId = clazz(handle, placed(arrival, title), launch);
            ServiceUrlStore.link(handle, classId, launch, clock.millis());
            String points = launch.claims().textWithin(Claim.CUSTOM, Grades.POINTS);
            if (points != null) {
                Grades.beginRule(handle, classId, points);
            }
            EnrolmentStore.member(handle, classId, arrival.person().id(), arrival.part(), clock.millis());
            return new Enrolled(classId, title);
        });
    }

    /** Makes the course's own room unless the course has a class already. */
    void firstRoom(Arrival arrival, Arrival.CourseRow course) {
        LtiLaunch.Course named = arrival.launch().course();
        if (named == null) {
            return;
        }
        String title = course.title().isEmpty() ? UNTITLED : course.title();
        database.change(handle -> {
            if (!EnrolmentStore.hasClass(handle, course.id())) {
                Placed placed = placed(arrival, title);
                String key = RoomKey.ofCourse(named);
                copies.begin(handle, placed, key, arrival.launch(), clock.instant());
                EnrolmentStore.clazz(handle, placed, key, defaults, clock.millis());
            }
        });
    }

    private static Placed placed(Arrival arrival, String title) {
        Arrival.CourseRow course = arrival.course();
        return new Placed(arrival.deploymentId(), course == null ? null : course.id(), title);
    }

    private static String title(LtiLaunch launch, String courseTitle) {
        if (launch.link() != null && launch.link().title() != null) {
            return launch.link().title();
        }
        return courseTitle.isEmpty() ? UNTITLED : courseTitle;
    }

    /** Where a class belongs and what it is called. */
    record Placed(long deploymentId, @Nullable Long courseId, String title) {}

    private long clazz(Handle handle, Placed placed, LtiLaunch launch) {
        String named = RoomKey.of(launch);
        String key =
                EnrolmentStore.aliased(handle, placed.deploymentId(), named).orElse(named);
        if (launch.roomId() != null && EnrolmentStore.inOtherCourse(handle, placed, key)) {
            // The course was copied, or its teacher wrote another course's room: a room of its own, with the
            // settings of the first and none of its recordings.
            String copy = RoomKey.copyFor(named, placed.courseId());
            CopyStore.find(handle, placed.deploymentId(), key)
                    .ifPresent(from -> copies.copy(handle, placed, from, copy, clock.instant()));
            key = copy;
        } else {
            copies.begin(handle, placed, key, launch, clock.instant());
        }
        return EnrolmentStore.clazz(handle, placed, key, defaults, clock.millis());
    }
}
