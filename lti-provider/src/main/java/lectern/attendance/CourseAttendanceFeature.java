package lectern.attendance;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import lectern.account.CourseAccess;
import lectern.account.CourseIdentity;
import lectern.account.CourseIdentity.Purpose;
import lectern.attendance.CourseAttendance.Matrix;
import lectern.classroom.EventStore;
import lectern.store.Database;
import lectern.web.ApiError;
import lectern.web.Feature;
import lectern.web.Json;

/**
 * {@code /api/course/attendance}, the matrix for staff of the course, and {@code /api/course/student}, the timeline of
 * the one student that a review token names. Of the 60 newest sessions.
 */
public final class CourseAttendanceFeature implements Feature {
    private static final String MATRIX = "/api/course/attendance";
    private static final int MAX_SESSIONS = 60;

    private final CourseAccess access;
    private final CourseAttendanceStore store;
    private final CourseAttendance attendance;

    public CourseAttendanceFeature(
            CourseAccess access, Database database, EventStore events, CourseRoster roster, Clock clock) {
        this.access = access;
        store = new CourseAttendanceStore(database);
        attendance = new CourseAttendance(events, store, roster, clock);
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get(MATRIX, ctx -> Json.answer(ctx, matrix(ctx)));
        routes.get(MATRIX + ".csv", this::csv);
        routes.get("/api/course/student", this::student);
    }

    private Matrix matrix(Context ctx) {
        CourseIdentity who = access.authenticate(ctx, Purpose.COURSE);
        if (!who.host()) {
            throw ApiError.notAllowed("Only staff of the course can see attendance.");
        }
        return attendance.matrix(who.courseId(), MAX_SESSIONS);
    }

    private void csv(Context ctx) {
        Matrix matrix = matrix(ctx);
        ctx.contentType("text/csv; charset=utf-8");
        ctx.header("Content-Disposition", "attachment; filename=\"attendance.csv\"");
        ctx.result(AttendanceCsv.of(matrix));
    }

    private void student(Context ctx) {
        CourseIdentity who = access.authenticate(ctx, Purpose.REVIEW);
        if (who.studentId() == null) {
            Json.answer(ctx, Map.of("visits", List.of()));
            return;
        }
        // The role of now: staff see their students, everybody else themselves.
        if (!who.host() && who.studentId() != who.personId()) {
            throw ApiError.notAllowed("You can see your own attendance only.");
        }
        Json.answer(
                ctx,
                attendance.timeline(
                        store.student(who.studentId())
                                .orElseThrow(() -> ApiError.notFound("This person is not known any more.")),
                        who.courseId(),
                        who.classId(),
                        MAX_SESSIONS));
    }
}
