package lectern.lti.launch;

import java.time.Clock;
import lectern.account.NewPerson;
import lectern.account.Role;
import lectern.groups.EnteredGroups;
import lectern.lti.launch.Arrival.CourseRow;
import lectern.lti.launch.Arrival.Person;
import lectern.lti.roles.Part;
import lectern.store.Database;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what every launch says, wherever it leads: the LMS's front page, the course with its services, the person and
 * their part in the course. The LMS owns the names: each launch names anew, but for those whom the LMS does not name.
 */
final class Arrivals {
    private final Database database;
    private final Clock clock;
    private final CourseCopies copies;

    Arrivals(Database database, Clock clock, CourseCopies copies) {
        this.database = database;
        this.clock = clock;
        this.copies = copies;
    }

    /** Who came, and into which course. */
    record Kept(Person person, @Nullable CourseRow course) {}

    Kept keep(long deploymentId, LtiLaunch launch, Part part) {
        return database.write(handle -> {
            FrontPage.of(launch.claims()).ifPresent(page -> ServiceUrlStore.frontPage(handle, deploymentId, page));
            Person person = person(handle, deploymentId, launch, part.role());
            LtiLaunch.Course course = launch.course();
            if (course == null) {
                return new Kept(person, null);
            }
            CourseRow row = EnrolmentStore.course(handle, deploymentId, course, title(course));
            ServiceUrlStore.course(handle, row.id(), launch.services(), clock.millis());
            EnrolmentStore.courseMember(handle, row.id(), person.id(), part, clock.millis());
            copies.launched(handle, deploymentId, row.id(), launch, clock.instant());
            if (part.role() == Role.STUDENT && part.counted()) {
                EnteredGroups.learn(handle, entered(row, person, launch), clock.millis());
            }
            return new Kept(person, row);
        });
    }

    private static EnteredGroups.Entered entered(CourseRow course, Person person, LtiLaunch launch) {
        return new EnteredGroups.Entered(
                course.id(),
                person.id(),
                launch.sub(),
                person.name(),
                launch.claims().textWithin(Claim.CUSTOM, EnteredGroups.PARAMETER));
    }

    private static String title(LtiLaunch.Course course) {
        if (course.title() != null) {
            return course.title();
        }
        return course.label() == null ? "" : course.label();
    }

    private static Person person(Handle handle, long deploymentId, LtiLaunch launch, Role role) {
        String publicId =
                EnrolmentStore.publicId(handle, deploymentId, launch.sub()).orElseGet(NewPerson::publicId);
        String name = launch.name() == null ? NewPerson.standInName(role, publicId) : launch.name();
        return EnrolmentStore.person(handle, deploymentId, launch.sub(), publicId, name, launch.name() == null);
    }
}
