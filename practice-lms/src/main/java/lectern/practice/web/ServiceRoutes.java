package lectern.practice.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import lectern.practice.services.Services;
import lectern.practice.services.TokenEndpoint;
import lectern.practice.wire.Answer;
import lectern.practice.wire.Refusal;
import lectern.practice.wire.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The addresses that the tool's server calls. */
final class ServiceRoutes {

    private static final String ANSWER = "answer";
    private static final Logger log = LoggerFactory.getLogger(ServiceRoutes.class);

    private final Ground ground;

    ServiceRoutes(Ground ground) {
        this.ground = ground;
    }

    void addTo(RoutesConfig routes) {
        Services services = ground.services;
        String columns = "/services/{course}/lineitems";
        String column = columns + "/{id}/lineitem";
        routes.post("/token", this::token);
        routes.get("/services/{course}/members", ctx -> serve(ctx, r -> services.members(r, course(ctx))));
        routes.get("/services/{course}/groups", ctx -> serve(ctx, r -> services.groups(r, course(ctx))));
        routes.get("/services/{course}/groupsets", ctx -> serve(ctx, r -> services.groupSets(r, course(ctx))));
        routes.get(columns, ctx -> serve(ctx, r -> services.columns(r, course(ctx))));
        routes.post(columns, ctx -> serve(ctx, r -> services.columns(r, course(ctx))));
        routes.get(column, ctx -> serve(ctx, r -> services.column(r, course(ctx), id(ctx))));
        routes.put(column, ctx -> serve(ctx, r -> services.column(r, course(ctx), id(ctx))));
        routes.delete(column, ctx -> serve(ctx, r -> services.column(r, course(ctx), id(ctx))));
        routes.post(column + "/scores", ctx -> serve(ctx, r -> services.score(r, course(ctx), id(ctx))));
        routes.get(column + "/results", ctx -> serve(ctx, r -> services.results(r, course(ctx), id(ctx))));
    }

    private static String course(Context ctx) {
        return ctx.pathParam("course");
    }

    private static String id(Context ctx) {
        return ctx.pathParam("id");
    }

    private void token(Context ctx) {
        try {
            send(ctx, ground.tokens.answer(ctx.formParamMap()));
        } catch (Refusal refusal) {
            refused(ctx, refusal);
            send(ctx, TokenEndpoint.error(refusal));
        }
    }

    /** Runs a service and answers what it says, a refusal as JSON that names the reason. */
    static void serve(Context ctx, Function<Request, Answer> service) {
        try {
            send(ctx, service.apply(request(ctx)));
        } catch (Refusal refusal) {
            refused(ctx, refusal);
            if (refusal.status() == 401) {
                ctx.header("WWW-Authenticate", "Bearer error=\"" + refusal.error() + "\"");
            }
            Map<String, String> json = Map.of("error", refusal.error(), "error_description", refusal.sentence());
            send(ctx, Answer.json(refusal.status(), "application/json", json));
        }
    }

    private static void refused(Context ctx, Refusal refusal) {
        log.atInfo()
                .addKeyValue("path", ctx.path())
                .addKeyValue("status", refusal.status())
                .addKeyValue("reason", refusal.sentence())
                .log("Service call refused");
    }

    static Request request(Context ctx) {
        Map<String, String> headers = new TreeMap<>();
        ctx.headerMap().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return new Request(ctx.method().name(), ctx.path(), ctx.queryParamMap(), headers, ctx.body());
    }

    /** What was answered, as text. */
    static @Nullable String answer(Context ctx) {
        return ctx.attribute(ANSWER);
    }

    private static void send(Context ctx, Answer answer) {
        ctx.status(answer.status()).contentType(answer.type());
        if (answer.next() != null) {
            ctx.header("link", "<" + answer.next() + ">; rel=\"next\"");
        }
        if (answer.status() != 204) {
            // JSON is UTF-8 (RFC 8259 §8.1), whatever the server makes of a media type without a charset.
            ctx.result(answer.body().getBytes(StandardCharsets.UTF_8));
            ctx.attribute(ANSWER, answer.body());
        }
    }
}
