package lectern.practice.web;

import com.nimbusds.jwt.SignedJWT;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lectern.practice.trace.Trace;
import lectern.practice.wire.Json;
import org.jspecify.annotations.Nullable;

/** Watches what the tool's server calls, and shows every hop. */
final class InspectorRoutes {

    private static final int MAX_BODY = 4000;

    private final Ground ground;

    InspectorRoutes(Ground ground) {
        this.ground = ground;
    }

    void addTo(RoutesConfig routes) {
        routes.after("/services/*", this::service);
        routes.after("/register", this::service);
        routes.after("/token", this::token);
        routes.get("/inspector", ctx -> ctx.html(InspectorPage.html(ground.trace.newestFirst())));
        routes.get("/inspector/{file}", this::fixture);
    }

    /** The Authorization header and a registration's tokens stay out. */
    private void service(Context ctx) {
        Map<String, Object> content = new LinkedHashMap<>();
        putIfThere(content, "query", ctx.queryString());
        putIfThere(content, "accept", ctx.header("Accept"));
        putIfThere(content, "content-type", ctx.header("Content-Type"));
        putIfThere(content, "request", ctx.body());
        putIfThere(content, "answer", ctx.path().equals("/register") ? null : ServiceRoutes.answer(ctx));
        ground.trace.add("Call: " + ctx.method() + " " + ctx.path() + " → " + ctx.statusCode(), content, List.of());
    }

    private void token(Context ctx) {
        Map<String, Object> content = new LinkedHashMap<>();
        putIfThere(content, "scope", ctx.formParam("scope"));
        content.put("client_assertion", assertion(ctx.formParam("client_assertion")));
        putIfThere(content, "answer", ctx.statusCode() == 200 ? null : ServiceRoutes.answer(ctx));
        ground.trace.add("Access token → " + ctx.statusCode(), content, List.of());
    }

    private static Object assertion(@Nullable String assertion) {
        try {
            return assertion == null
                    ? "missing"
                    : SignedJWT.parse(assertion).getJWTClaimsSet().toJSONObject();
        } catch (ParseException e) {
            return "no signed JWT";
        }
    }

    private static void putIfThere(Map<String, Object> content, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            content.put(name, value.length() <= MAX_BODY ? value : value.substring(0, MAX_BODY) + "…");
        }
    }

    private void fixture(Context ctx) {
        String id = ctx.pathParam("file").replaceFirst("\\.json$", "");
        Optional<Trace.Hop> hop = ground.trace.hop(id);
        if (hop.isEmpty()) {
            ctx.status(HttpStatus.NOT_FOUND);
            return;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", hop.get().title());
        json.put("at", hop.get().at().toString());
        json.put("content", hop.get().content());
        ctx.contentType("application/json").result(Json.write(json));
    }
}
