package lectern.lti.launch;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import lectern.account.CourseAccess;
import lectern.account.ShownText;
import lectern.lti.refusal.Refusal;
import lectern.lti.refusal.Refused;
import lectern.store.Database;

/** A grade in the gradebook (Submission Review 1.0): when that student was there. Students see their own only. */
public final class ReviewDestination implements Destination {
    private final CourseAccess access;
    private final CoursePage page;
    private final Database database;

    public ReviewDestination(CourseAccess access, CoursePage page, Database database) {
        this.access = access;
        this.page = page;
        this.database = database;
    }

    @Override
    public Place place() {
        return Place.SUBMISSION_REVIEW;
    }

    @Override
    public void answer(Context ctx, Arrival arrival) {
        Arrival.CourseRow course = arrival.course();
        if (course == null) {
            throw new Refused(Refusal.MISSING_CONTEXT);
        }
        LtiLaunch launch = arrival.launch();
        String student = launch.claims().idWithin(Claim.FOR_USER, "user_id");
        if (student == null) {
            throw new Refused(Refusal.MISSING_FOR_USER);
        }
        if (!arrival.staff() && !student.equals(launch.sub())) {
            throw new Refused(Refusal.NOT_YOURS);
        }
        Long studentId = database.read(handle -> ReviewStore.person(handle, arrival.deploymentId(), student));
        Long classId = database.read(handle -> ReviewStore.clazz(handle, course.id(), launch));
        String token = access.reviewToken(course.id(), arrival.person().id(), studentId, classId);
        ctx.html(page.render(arrival, "student", bootstrap(token, launch.claims())));
    }

    private static Map<String, Object> bootstrap(String token, Claims claims) {
        Map<String, Object> bootstrap = new LinkedHashMap<>();
        bootstrap.put("token", token);
        String name = claims.textWithin(Claim.FOR_USER, "name");
        if (name != null) {
            bootstrap.put("student", ShownText.of(name));
        }
        return bootstrap;
    }
}
