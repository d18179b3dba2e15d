package lectern.attendance;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import lectern.account.Accounts;
import lectern.account.Identity;
import lectern.account.Identity.Purpose;
import lectern.classroom.EventStore;
import lectern.classroom.EventStore.SessionRow;
import lectern.web.ApiError;
import lectern.web.Feature;
import lectern.web.Json;
import org.jspecify.annotations.Nullable;

/** {@code /api/sessions/{id}/attendance}, for staff of the class. */
public final class AttendanceFeature implements Feature {
    private static final String ATTENDANCE = "/api/sessions/{id}/attendance";

    private final Accounts accounts;
    private final EventStore events;
    private final Clock clock;

    public AttendanceFeature(Accounts accounts, EventStore events, Clock clock) {
        this.accounts = accounts;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get(ATTENDANCE, this::json);
        routes.get(ATTENDANCE + ".csv", this::csv);
    }

    private record View(Instant startedAt, @Nullable Instant endedAt, List<PersonView> people) {}

    private record PersonView(String person, String name, String role, int minutes, List<SpanView> spans) {}

    private record SpanView(Instant from, Instant to) {}

    private SessionRow session(Context ctx) {
        Identity who = accounts.authenticate(ctx, Purpose.LOBBY);
        if (!who.host()) {
            throw ApiError.notAllowed("Only staff of the course can see attendance.");
        }
        return events.session(ctx.pathParam("id"))
                .filter(session -> session.classId() == who.classId())
                .orElseThrow(() -> ApiError.notFound("There is no such class session."));
    }

    private View view(SessionRow session) {
        Instant until = session.endedAt() == null ? clock.instant() : session.endedAt();
        long endMicros = Duration.between(session.startedAt(), until).toNanos() / 1_000;
        List<PersonView> people = Attendance.of(events.events(session.id()), endMicros).people().stream()
                .map(attendee -> view(session, attendee))
                .toList();
        return new View(session.startedAt(), session.endedAt(), people);
    }

    private static PersonView view(SessionRow session, Attendance.Attendee attendee) {
        List<SpanView> spans = attendee.spans().stream()
                .map(span -> new SpanView(at(session, span.from()), at(session, span.to())))
                .toList();
        return new PersonView(
                attendee.person(), attendee.name(), attendee.role().word(), attendee.minutes(), spans);
    }

    private static Instant at(SessionRow session, long micros) {
        return session.startedAt().plus(micros, ChronoUnit.MICROS).truncatedTo(ChronoUnit.SECONDS);
    }

    private void json(Context ctx) {
        Json.answer(ctx, view(session(ctx)));
    }

    private void csv(Context ctx) {
        SessionRow session = session(ctx);
        List<AttendanceCsv.Line> lines = view(session).people().stream()
                .filter(person -> !person.spans().isEmpty())
                .map(AttendanceFeature::line)
                .toList();
        String day = session.startedAt().truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10);
        ctx.contentType("text/csv; charset=utf-8");
        ctx.header("Content-Disposition", "attachment; filename=\"attendance-" + day + ".csv\"");
        ctx.result(AttendanceCsv.of(lines));
    }

    private static AttendanceCsv.Line line(PersonView person) {
        List<SpanView> spans = person.spans();
        return new AttendanceCsv.Line(
                person.name(),
                person.role(),
                person.minutes(),
                spans.get(0).from(),
                spans.get(spans.size() - 1).to(),
                spans.size());
    }
}
