package lectern.lobby;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import lectern.account.Accounts;
import lectern.account.Identity;
import lectern.account.Identity.Purpose;
import lectern.live.LiveRooms;
import lectern.schedule.Change;
import lectern.schedule.Occurrence;
import lectern.schedule.PlanBody;
import lectern.schedule.Repeat;
import lectern.schedule.Rule;
import lectern.schedule.Schedules;
import lectern.schedule.Series;
import lectern.schedule.Weekdays;
import lectern.web.ApiError;
import lectern.web.Feature;
import lectern.web.Json;
import org.jspecify.annotations.Nullable;

/** {@code /api/lobby/schedule}: staff plan when the class takes place. */
public final class ScheduleFeature implements Feature {
    private static final int MAX_BODY = 2048;

    private final Accounts accounts;
    private final Schedules schedules;
    private final Clock clock;
    private final LiveRooms rooms;

    public ScheduleFeature(Accounts accounts, Schedules schedules, LiveRooms rooms, Clock clock) {
        this.accounts = accounts;
        this.schedules = schedules;
        this.rooms = rooms;
        this.clock = clock;
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/api/lobby/schedule", ctx -> answer(ctx, host(ctx)));
        routes.post("/api/lobby/schedule", ctx -> {
            Identity who = host(ctx);
            schedules.add(
                    who.classId(), Json.read(ctx, PlanBody.class, MAX_BODY).rule());
            done(ctx, who);
        });
        routes.put("/api/lobby/schedule/{series}", ctx -> {
            Identity who = host(ctx);
            schedules.replace(
                    who.classId(),
                    series(ctx),
                    Json.read(ctx, PlanBody.class, MAX_BODY).rule());
            done(ctx, who);
        });
        routes.delete("/api/lobby/schedule/{series}", ctx -> {
            Identity who = host(ctx);
            schedules.remove(who.classId(), series(ctx));
            done(ctx, who);
        });
        routes.put("/api/lobby/schedule/{series}/{day}", ctx -> {
            Identity who = host(ctx);
            schedules.change(who.classId(), series(ctx), day(ctx), change(ctx));
            done(ctx, who);
        });
        routes.delete("/api/lobby/schedule/{series}/{day}", ctx -> {
            Identity who = host(ctx);
            schedules.restore(who.classId(), series(ctx), day(ctx));
            done(ctx, who);
        });
    }

    private Identity host(Context ctx) {
        Identity who = accounts.authenticate(ctx, Purpose.LOBBY);
        if (!who.host()) {
            throw ApiError.notAllowed("Only staff of the course can plan its classes.");
        }
        return who;
    }

    private static long series(Context ctx) {
        String id = ctx.pathParam("series");
        if (!id.matches("[0-9]{1,18}")) {
            throw ApiError.notFound("There is no such plan.");
        }
        return Long.parseLong(id);
    }

    private static LocalDate day(Context ctx) {
        return PlanBody.day(ctx.pathParam("day"));
    }

    /** What becomes of one class: cancelled, or moved. */
    private record Wish(
            @Nullable Boolean cancelled,
            @Nullable String date,
            @Nullable String starts,
            @Nullable Integer minutes) {
        Change change() {
            return Boolean.TRUE.equals(cancelled)
                    ? Change.CANCELLED
                    : new PlanBody(null, date, starts, minutes, null).moved();
        }
    }

    private static Change change(Context ctx) {
        return Json.read(ctx, Wish.class, MAX_BODY).change();
    }

    private void done(Context ctx, Identity who) {
        rooms.planned(who.classId(), schedules.next(who.classId()).orElse(null));
        answer(ctx, who);
    }

    private record View(List<SeriesView> series, List<ClassView> classes) {}

    private record SeriesView(
            long id,
            String zone,
            String date,
            String starts,
            int minutes,
            @Nullable RepeatView repeat,
            int classes) {
        static SeriesView of(Series series) {
            Rule rule = series.rule();
            return new SeriesView(
                    series.id(),
                    rule.zone().getId(),
                    rule.date().toString(),
                    rule.starts().toString(),
                    rule.minutes(),
                    RepeatView.of(rule.repeat()),
                    rule.days().size());
        }
    }

    private record RepeatView(
            List<String> days,
            int every,
            @Nullable String until,
            @Nullable Integer count) {
        static @Nullable RepeatView of(@Nullable Repeat repeat) {
            if (repeat == null) {
                return null;
            }
            return new RepeatView(
                    repeat.days().stream().map(Weekdays::name).toList(),
                    repeat.every(),
                    repeat.until() == null ? null : repeat.until().toString(),
                    repeat.count());
        }
    }

    private record ClassView(
            long series, String day, Instant startsAt, Instant endsAt, boolean cancelled, boolean moved) {
        static ClassView of(Occurrence one) {
            return new ClassView(
                    one.series(),
                    one.day().toString(),
                    one.times().starts(),
                    one.times().ends(),
                    one.cancelled(),
                    one.moved());
        }
    }

    private void answer(Context ctx, Identity who) {
        Instant now = clock.instant();
        List<SeriesView> series = schedules.of(who.classId()).stream()
                .filter(one -> one.occurrences().stream().anyMatch(occurrence -> !occurrence.over(now)))
                .map(SeriesView::of)
                .toList();
        List<ClassView> classes = schedules.ahead(who.classId(), Rule.MAX_CLASSES).stream()
                .map(ClassView::of)
                .toList();
        Json.answer(ctx, new View(series, classes));
    }
}
