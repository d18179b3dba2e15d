package lectern.calendar;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import lectern.account.CourseAccess;
import lectern.account.CourseIdentity;
import lectern.account.CourseIdentity.Purpose;
import lectern.account.Tokens;
import lectern.schedule.Schedules;
import lectern.store.Database;
import lectern.web.ApiError;
import lectern.web.Feature;
import lectern.web.Json;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/course/calendar}: a course's timetable to download, and a person's address of it for calendars; {@code
 * /calendar/….ics}: what is at that address. The address is a lasting secret: only its hash is stored, it reads the
 * timetable and nothing else, and its owner can take it back.
 */
public final class CalendarFeature implements Feature {
    private static final String TYPE = "text/calendar; charset=utf-8";
    private static final String SUFFIX = ".ics";
    private static final int MAX_TOKEN = 128;
    private static final int MAX_PLANS = 400;
    /** What is over stays in calendars for so long. */
    private static final Duration PAST = Duration.ofDays(90);

    private final CourseAccess access;
    private final CalendarStore store;
    private final Schedules schedules;
    private final Tokens tokens = new Tokens();
    private final URI baseUrl;
    private final Clock clock;

    /** What calendars are made of. */
    public record Sources(CourseAccess access, Database database, URI baseUrl, Clock clock) {}

    public CalendarFeature(Sources sources) {
        access = sources.access();
        store = new CalendarStore(sources.database());
        schedules = new Schedules(sources.database(), sources.clock());
        baseUrl = sources.baseUrl();
        clock = sources.clock();
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/api/course/calendar", this::since);
        routes.post("/api/course/calendar", this::make);
        routes.delete("/api/course/calendar", this::revoke);
        routes.get("/api/course/calendar.ics", this::download);
        routes.get("/calendar/{file}", this::read);
    }

    private record Since(@Nullable Instant since) {}

    private void since(Context ctx) {
        CourseIdentity who = access.authenticate(ctx, Purpose.COURSE);
        Json.answer(ctx, new Since(store.since(who.courseId(), who.personId()).orElse(null)));
    }

    private record Made(String url, Instant since) {}

    /** The address is told once, and the one before it is worth nothing from now on. */
    private void make(Context ctx) {
        CourseIdentity who = access.authenticate(ctx, Purpose.COURSE);
        String token = tokens.fresh();
        Instant now = clock.instant();
        store.put(who.courseId(), who.personId(), Tokens.hash(token), now);
        Json.answer(ctx, new Made(baseUrl + "/calendar/" + token + SUFFIX, now));
    }

    private void revoke(Context ctx) {
        CourseIdentity who = access.authenticate(ctx, Purpose.COURSE);
        store.remove(who.courseId(), who.personId());
        ctx.status(204);
    }

    private void download(Context ctx) {
        CourseIdentity who = access.authenticate(ctx, Purpose.COURSE);
        ctx.header("Content-Disposition", "attachment; filename=\"classes.ics\"");
        ctx.contentType(TYPE).result(timetable(store.course(who.courseId())));
    }

    private void read(Context ctx) {
        String file = ctx.pathParam("file");
        if (!file.endsWith(SUFFIX) || file.length() > MAX_TOKEN) {
            throw gone();
        }
        byte[] hash = Tokens.hash(file.substring(0, file.length() - SUFFIX.length()));
        CalendarStore.Course course = store.find(hash).orElseThrow(CalendarFeature::gone);
        String text = timetable(course);
        String tag = "\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(Tokens.hash(text)) + "\"";
        ctx.header("ETag", tag);
        ctx.header("Cache-Control", "private, no-cache");
        if (tag.equals(ctx.header("If-None-Match"))) {
            ctx.status(304);
            return;
        }
        ctx.contentType(TYPE).result(text);
    }

    private String timetable(CalendarStore.Course course) {
        return Timetable.of(
                course.title(),
                course.lms(),
                schedules.ofCourse(course.id(), clock.instant().minus(PAST), MAX_PLANS));
    }

    private static ApiError gone() {
        return ApiError.notFound("There is no calendar at this address. Make a new one on the page of your course.");
    }
}
