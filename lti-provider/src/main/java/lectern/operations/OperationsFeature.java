package lectern.operations;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import lectern.web.ApiError;
import lectern.web.Feature;
import lectern.web.Json;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /metrics} and {@code /operations/…}, for the operator only (docs/operations.md). */
public final class OperationsFeature implements Feature {
    private static final Logger LOG = LoggerFactory.getLogger(OperationsFeature.class);
    private static final int MAX_BODY = 256;

    private final OperatorToken token;
    private final OpenClasses classes;
    private final BooleanSupplier store;
    private final BooleanSupplier recorder;

    /**
     * @param store whether the database answers
     * @param recorder whether the recorder is connected
     */
    public OperationsFeature(
            OperatorToken token, OpenClasses classes, BooleanSupplier store, BooleanSupplier recorder) {
        this.token = token;
        this.classes = classes;
        this.store = store;
        this.recorder = recorder;
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/metrics", this::metrics);
        routes.get("/operations/classes", this::list);
        routes.get("/operations/classes/{session}", this::detail);
        routes.get("/operations/drain", this::draining);
        routes.post("/operations/drain", this::drain);
    }

    private void metrics(Context ctx) {
        token.check(ctx);
        List<OpenClasses.Held> held = classes.list();
        List<Metrics.ClassMedia> media = new ArrayList<>();
        for (OpenClasses.Held each : held) {
            String session = each.session();
            if (session != null) {
                classes.media(session).ifPresent(stats -> media.add(new Metrics.ClassMedia(session, stats)));
            }
        }
        int people = held.stream().mapToInt(OpenClasses.Held::here).sum();
        Metrics.Whole whole = new Metrics.Whole(
                held.size(), people, classes.draining(), store.getAsBoolean(), recorder.getAsBoolean());
        ctx.contentType(Metrics.CONTENT_TYPE).result(Metrics.of(whole, media, classes.loops()));
    }

    private void list(Context ctx) {
        token.check(ctx);
        Json.answer(ctx, Map.of("draining", classes.draining(), "classes", classes.list()));
    }

    private void detail(Context ctx) {
        token.check(ctx);
        Json.answer(ctx, classes.detail(ctx.pathParam("session")));
    }

    private record Wish(@Nullable Boolean on) {}

    private void draining(Context ctx) {
        token.check(ctx);
        answerDraining(ctx);
    }

    private void drain(Context ctx) {
        token.check(ctx);
        Boolean on = Json.read(ctx, Wish.class, MAX_BODY).on();
        if (on == null) {
            throw ApiError.badRequest("Send {\"on\":true} to let no new class start, {\"on\":false} to end that.");
        }
        classes.drain(on);
        LOG.atInfo().addKeyValue("on", on).log("Draining before an update");
        answerDraining(ctx);
    }

    private void answerDraining(Context ctx) {
        Json.answer(
                ctx,
                Map.of("draining", classes.draining(), "classes", classes.list().size()));
    }
}
