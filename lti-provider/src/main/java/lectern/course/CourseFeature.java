package lectern.course;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lectern.account.Accounts;
import lectern.account.CourseAccess;
import lectern.account.CourseIdentity;
import lectern.account.CourseIdentity.Purpose;
import lectern.account.Identity;
import lectern.classroom.Classroom;
import lectern.classroom.Classrooms;
import lectern.course.CourseStore.ClassRow;
import lectern.recordings.Library;
import lectern.schedule.Occurrence;
import lectern.schedule.Schedules;
import lectern.store.Database;
import lectern.web.ApiError;
import lectern.web.Feature;
import lectern.web.Json;
import org.jspecify.annotations.Nullable;

/** {@code /api/course}: what there is in the course, and the ways into its classes and recordings. */
public final class CourseFeature implements Feature {
    private static final int MAX_BODY = 2048;
    private static final int MAX_CLASSES = 200;
    private static final int MAX_RECORDINGS = 100;
    private static final int UPCOMING = 12;

    private final CourseAccess access;
    private final Accounts accounts;
    private final Classrooms classrooms;
    private final Library library;
    private final Schedules schedules;
    private final CourseStore store;

    /** What the page shows. */
    public record Sources(
            CourseAccess access,
            Accounts accounts,
            Database database,
            Classrooms classrooms,
            Library library,
            Schedules schedules) {}

    public CourseFeature(Sources sources) {
        access = sources.access();
        accounts = sources.accounts();
        classrooms = sources.classrooms();
        library = sources.library();
        schedules = sources.schedules();
        store = new CourseStore(sources.database());
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/api/course", this::course);
        routes.post("/api/course/lobby", this::lobby);
        routes.post("/api/course/ticket", this::ticket);
    }

    private record View(List<ClassView> classes, List<UpcomingView> upcoming, List<Library.CourseEntry> recordings) {}

    private record UpcomingView(
            @JsonProperty("class") long classId, String title, Instant startsAt, Instant endsAt, boolean cancelled) {
        static UpcomingView of(Schedules.Coming coming) {
            Occurrence one = coming.occurrence();
            return new UpcomingView(
                    coming.classId(),
                    coming.title(),
                    one.times().starts(),
                    one.times().ends(),
                    one.cancelled());
        }
    }

    private record ClassView(
            long id,
            String title,
            String phase,
            @Nullable Instant startedAt,
            int here,
            int held,
            @Nullable Instant lastAt) {}

    private void course(Context ctx) {
        CourseIdentity who = access.authenticate(ctx, Purpose.COURSE);
        List<ClassView> classes = store.classes(who.courseId(), MAX_CLASSES).stream()
                .map(this::view)
                .toList();
        List<UpcomingView> upcoming = schedules.aheadInCourse(who.courseId(), UPCOMING).stream()
                .map(UpcomingView::of)
                .toList();
        Json.answer(ctx, new View(classes, upcoming, library.ofCourse(who.courseId(), who.host(), MAX_RECORDINGS)));
    }

    private ClassView view(ClassRow row) {
        Classroom.Status status = classrooms.status(row.id());
        return new ClassView(
                row.id(),
                row.title(),
                status.phase().name().toLowerCase(Locale.ROOT),
                status.startedAt(),
                status.here(),
                row.held(),
                row.lastAt());
    }

    private record Wish(
            @JsonProperty("class") @Nullable Long classId,
            @Nullable String recording) {
        long clazz() {
            if (classId == null) {
                throw ApiError.badRequest("\"class\" is missing.");
            }
            return classId;
        }
    }

    /** What a lobby page starts from, as a launch of the class would give it. */
    private void lobby(Context ctx) {
        CourseIdentity who = access.authenticate(ctx, Purpose.COURSE);
        long classId = Json.read(ctx, Wish.class, MAX_BODY).clazz();
        Identity in = access.enter(who, classId);
        Accounts.Titles titles = accounts.titles(classId);
        Json.answer(
                ctx,
                Map.of(
                        "token", accounts.lobbyToken(classId, in.personId()),
                        "me", Map.of("name", in.name(), "role", in.role().word()),
                        "course", Map.of("title", titles.course()),
                        "class", Map.of("title", titles.clazz())));
    }

    private void ticket(Context ctx) {
        CourseIdentity who = access.authenticate(ctx, Purpose.COURSE);
        Wish wish = Json.read(ctx, Wish.class, MAX_BODY);
        if (wish.recording() == null) {
            throw ApiError.badRequest("\"recording\" is missing.");
        }
        Identity in = access.enter(who, wish.clazz());
        library.checkReplay(in, wish.recording());
        Json.answer(ctx, Map.of("url", "/replay#t=" + accounts.replayTicket(in, wish.recording())));
    }
}
