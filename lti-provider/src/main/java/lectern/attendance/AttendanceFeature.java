package lectern.attendance;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.LongConsumer;
import lectern.account.Accounts;
import lectern.account.Identity;
import lectern.account.Identity.Purpose;
import lectern.classroom.EventStore;
import lectern.classroom.EventStore.SessionRow;
import lectern.store.Database;
import lectern.web.ApiError;
import lectern.web.Feature;
import lectern.web.Json;
import org.jspecify.annotations.Nullable;

/** {@code /api/sessions/{id}/attendance}, for staff of the class. */
public final class AttendanceFeature implements Feature {
    private static final String ATTENDANCE = "/api/sessions/{id}/attendance";
    private static final int MAX_BODY = 1024;

    private final Accounts accounts;
    private final EventStore events;
    private final ExcuseStore excuses;
    private final CourseRoster roster;
    private final LongConsumer changed;
    private final Clock clock;

    /**
     * What attendance stands on.
     *
     * @param changed told the class whose attendance counts differently now
     */
    public record Sources(
            Accounts accounts,
            Database database,
            EventStore events,
            CourseRoster roster,
            LongConsumer changed,
            Clock clock) {}

    public AttendanceFeature(Sources sources) {
        accounts = sources.accounts();
        events = sources.events();
        excuses = new ExcuseStore(sources.database());
        roster = sources.roster();
        changed = sources.changed();
        clock = sources.clock();
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get(ATTENDANCE, this::json);
        routes.get(ATTENDANCE + ".csv", this::csv);
        routes.put("/api/sessions/{id}/excused/{person}", this::excuse);
    }

    private SessionRow session(Context ctx) {
        Identity who = accounts.authenticate(ctx, Purpose.LOBBY);
        if (!who.host()) {
            throw ApiError.notAllowed("Only staff of the course can see attendance.");
        }
        return events.session(ctx.pathParam("id"))
                .filter(session -> session.classId() == who.classId())
                .orElseThrow(() -> ApiError.notFound("There is no such class session."));
    }

    private AttendanceView view(SessionRow session) {
        Attendance attendance =
                Attendance.of(events.comings(session.id()), AttendanceView.endMicros(session, clock.instant()));
        return AttendanceView.of(new AttendanceView.Parts(
                session, attendance, roster.of(session.classId()), excuses.excused(session.id())));
    }

    private void json(Context ctx) {
        Json.answer(ctx, view(session(ctx)));
    }

    private void csv(Context ctx) {
        SessionRow session = session(ctx);
        List<AttendanceCsv.Line> lines =
                view(session).people().stream().map(AttendanceFeature::line).toList();
        String day = session.startedAt().truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10);
        ctx.contentType("text/csv; charset=utf-8");
        ctx.header("Content-Disposition", "attachment; filename=\"attendance-" + day + ".csv\"");
        ctx.result(AttendanceCsv.of(lines));
    }

    private static AttendanceCsv.Line line(AttendanceView.PersonView person) {
        List<AttendanceView.SpanView> spans = person.spans();
        return new AttendanceCsv.Line(
                person.name(),
                person.role(),
                person.status(),
                person.minutes(),
                spans.isEmpty() ? null : spans.get(0).from(),
                spans.isEmpty() ? null : spans.get(spans.size() - 1).to(),
                spans.size());
    }

    private record Excuse(@Nullable Boolean excused) {}

    private void excuse(Context ctx) {
        SessionRow session = session(ctx);
        Boolean excused = Json.read(ctx, Excuse.class, MAX_BODY).excused();
        if (excused == null) {
            throw ApiError.badRequest("\"excused\" must be true or false.");
        }
        if (!excuses.set(session.id(), ctx.pathParam("person"), excused)) {
            throw ApiError.notFound("There is no such person.");
        }
        changed.accept(session.classId());
        ctx.status(204);
    }
}
