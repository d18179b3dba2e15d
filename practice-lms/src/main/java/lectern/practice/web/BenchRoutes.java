package lectern.practice.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lectern.practice.bench.Bench;
import lectern.practice.bench.Deck;
import lectern.practice.campus.Course;
import lectern.practice.platform.Launch;

/** The bench's page, and the same deck for a report. */
final class BenchRoutes {

    private final Ground ground;
    private final Bench bench;

    /** What was played since the start, by name; guarded by itself. */
    private final Map<String, Bench.Result> played = new LinkedHashMap<>();

    BenchRoutes(Ground ground) {
        this.ground = ground;
        this.bench = bench(ground);
    }

    private static Bench bench(Ground ground) {
        return new Bench(new Bench.Parts(ground.launches, ground.messages, ground.key, ground.http), ground.clock);
    }

    void addTo(RoutesConfig routes) {
        routes.get("/bench", this::show);
        routes.get("/bench/report", this::report);
        routes.post("/bench", this::run);
    }

    private void show(Context ctx) {
        Map<String, Bench.Result> now;
        synchronized (played) {
            now = new LinkedHashMap<>(played);
        }
        ctx.html(BenchPage.html(ground.toolOrigin, now));
    }

    /** For a certification's file, or a mail to the tool's makers. */
    private void report(Context ctx) {
        List<Bench.Result> results;
        synchronized (played) {
            results = List.copyOf(played.values());
        }
        ctx.header("Content-Disposition", "attachment; filename=\"launches.md\"");
        ctx.contentType("text/markdown; charset=utf-8");
        ctx.result(BenchReport.text(ground.toolOrigin, ground.clock.instant(), results));
    }

    private void run(Context ctx) {
        if (Own.refused(ctx, ground)) {
            return;
        }
        String name = ctx.formParam("case");
        List<Bench.Result> results = Deck.all().stream()
                .filter(c -> name == null || c.name().equals(name))
                .map(c -> bench.play(c, launch(ground)))
                .toList();
        synchronized (played) {
            results.forEach(r -> played.put(r.played().name(), r));
        }
        ctx.redirect("/bench");
    }

    /** What every case starts from: a student opens a link. */
    private static Launch launch(Ground ground) {
        Course course = ground.campus.course("physics").orElseThrow();
        return new Launch(
                ground.campus.person("maya").orElseThrow(),
                course,
                course.activities().get(0),
                Launch.Target.WINDOW,
                ground.registrations.active(),
                new Launch.Open());
    }

    /** Plays the whole deck. */
    static List<Bench.Result> all(Ground ground) {
        return bench(ground).all(launch(ground));
    }
}
