package lectern.lti.launch;

import io.javalin.http.Context;
import java.time.Clock;
import java.util.Map;
import lectern.account.CourseAccess;
import lectern.lti.refusal.Refusal;
import lectern.lti.refusal.Refused;
import lectern.settings.Settings;
import lectern.store.Database;

/** The course's menu, or a course as such: the page with all its classes. */
public final class CourseDestination implements Destination {
    private final CourseAccess access;
    private final Enrolment enrolment;
    private final CoursePage page;

    public CourseDestination(
            CourseAccess access, CoursePage page, Database database, Clock clock, Settings.Classes defaults) {
        this.access = access;
        this.page = page;
        enrolment = new Enrolment(database, clock, defaults);
    }

    @Override
    public Place place() {
        return Place.COURSE;
    }

    @Override
    public void answer(Context ctx, Arrival arrival) {
        Arrival.CourseRow course = arrival.course();
        if (course == null) {
            throw new Refused(Refusal.MISSING_CONTEXT);
        }
        if (arrival.staff()) {
            // A course without any class gets its own room, so that a teacher can begin at once.
            enrolment.firstRoom(arrival, course);
        }
        String token = access.courseToken(course.id(), arrival.person().id());
        ctx.html(page.render(arrival, "course", Map.of("token", token)));
    }
}
