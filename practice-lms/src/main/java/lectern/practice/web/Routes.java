package lectern.practice.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import lectern.practice.campus.Person;
import lectern.practice.platform.Discovery;
import lectern.practice.platform.Tool;
import org.jspecify.annotations.Nullable;

/** Every address of the practice LMS. */
public final class Routes {

    private final Ground ground;
    private final String contentSecurityPolicy;
    private final String authority;

    public Routes(Ground ground) {
        this.ground = ground;
        this.authority = ground.issuer().substring("http://".length());
        // Pages of this LMS come back inside its own frame during a launch, and their forms go to the tool.
        this.contentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:;"
                + " base-uri 'none'; frame-ancestors 'self'; frame-src 'self' " + ground.toolOrigin
                + "; form-action 'self' " + ground.toolOrigin;
    }

    public void addTo(RoutesConfig routes) {
        routes.before(this::guard);
        routes.get("/", ctx -> ctx.html(StartPage.html(ground)));
        routes.get("/person/{id}", this::person);
        routes.get("/course/{id}", this::course);
        routes.get("/return", this::comeBack);
        routes.get("/.well-known/jwks.json", ctx -> json(ctx, ground.key.jwks()));
        routes.get("/.well-known/openid-configuration", this::describe);
        new LaunchRoutes(ground).addTo(routes);
        new ConnectRoutes(ground).addTo(routes);
        new TeachRoutes(ground).addTo(routes);
        new BenchRoutes(ground).addTo(routes);
        new InspectorRoutes(ground).addTo(routes);
        new ServiceRoutes(ground).addTo(routes);
        new GradeRoutes(ground).addTo(routes);
        for (String style : List.of("style.css", "forms.css")) {
            routes.get("/" + style, ctx -> asset(ctx, style, "text/css"));
        }
        for (String script : List.of("submit.js", "storage.js", "connect.js", "path.js", "popup.js")) {
            routes.get("/" + script, ctx -> asset(ctx, script, "text/javascript"));
        }
        routes.error(HttpStatus.NOT_FOUND, this::notFound);
    }

    /** One name only: reached by another (localhost, a rebound DNS name), the browser is sent to the issuer's. */
    private void guard(Context ctx) {
        ctx.header("Content-Security-Policy", contentSecurityPolicy);
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("Cache-Control", "no-store");
        if (!authority.equals(ctx.host())) {
            ctx.redirect(ground.issuer() + "/");
            ctx.skipRemainingHandlers();
        }
    }

    private void person(Context ctx) {
        Optional<Person> person = ground.campus.person(ctx.pathParam("id"));
        if (person.isEmpty()) {
            ctx.status(HttpStatus.NOT_FOUND);
            return;
        }
        ctx.html(PersonPage.html(ground.campus, person.get(), ground.takes(Tool.DATA_PRIVACY)));
    }

    private void course(Context ctx) {
        Optional<View> view = view(ctx, ctx.pathParam("id"));
        if (view.isEmpty()) {
            ctx.status(HttpStatus.NOT_FOUND);
            return;
        }
        ctx.html(CoursePage.html(view.get(), ground));
    }

    /** A registration token may be part of the address; the endpoint's address keeps it then. */
    private void describe(Context ctx) {
        String token = ctx.queryParam("token");
        String endpoint = ground.issuer() + "/register" + (token == null ? "" : "?token=" + Html.query(token));
        json(ctx, Discovery.configuration(ground.addresses, ground.switches.face(), endpoint));
    }

    private void comeBack(Context ctx) {
        Optional<View> view = view(ctx, ctx.queryParam("course"));
        if (view.isEmpty()) {
            ctx.status(HttpStatus.NOT_FOUND);
            return;
        }
        ctx.html(ReturnPage.html(view.get(), ctx.queryParam("lti_msg"), ctx.queryParam("lti_errormsg")));
    }

    private Optional<View> view(Context ctx, @Nullable String course) {
        return View.of(ground.campus, View.Words.of(ctx, course));
    }

    private void notFound(Context ctx) {
        String answered = ctx.res().getContentType();
        if (answered != null && answered.startsWith("application/")) {
            return; // a service's own answer
        }
        ctx.html(Layout.message(
                "Nothing here",
                "This LMS has no such page, person, course or link, or it is not open to this person."));
    }

    private static void json(Context ctx, String json) {
        ctx.contentType("application/json").result(json);
    }

    private static void asset(Context ctx, String name, String type) {
        try (InputStream in = Routes.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            ctx.contentType(type + "; charset=utf-8").result(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
