package lectern.practice.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lectern.practice.campus.Activity;
import lectern.practice.campus.Person;
import lectern.practice.face.Face;
import lectern.practice.platform.AuthAnswer;
import lectern.practice.platform.Discovery;
import lectern.practice.platform.Launch;
import lectern.practice.platform.LoginInitiation;
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
        routes.get("/", ctx -> ctx.html(StartPage.html(ground.campus, ground.toolOrigin)));
        routes.get("/person/{id}", this::person);
        routes.get("/course/{id}", this::course);
        routes.get("/launch", this::launch);
        routes.get("/return", this::comeBack);
        routes.get("/auth", ctx -> answer(ctx, ground.authorization.answer(ctx.queryParamMap())));
        routes.post("/auth", ctx -> answer(ctx, ground.authorization.answer(ctx.formParamMap())));
        routes.get("/.well-known/jwks.json", ctx -> json(ctx, ground.key.jwks()));
        routes.get(
                "/.well-known/openid-configuration",
                ctx -> json(ctx, Discovery.configuration(ground.addresses, ground.switches.face(), null)));
        new ServiceRoutes(ground).addTo(routes);
        new GradeRoutes(ground).addTo(routes);
        routes.get("/style.css", ctx -> asset(ctx, "style.css", "text/css"));
        routes.get("/submit.js", ctx -> asset(ctx, "submit.js", "text/javascript"));
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
        ctx.html(PersonPage.html(ground.campus, person.get()));
    }

    private void course(Context ctx) {
        Optional<View> view = view(ctx, ctx.pathParam("id"));
        if (view.isEmpty()) {
            ctx.status(HttpStatus.NOT_FOUND);
            return;
        }
        ctx.html(CoursePage.html(view.get(), ground.toolOrigin));
    }

    /** Starts a launch where it is opened; with {@code in=frame} it shows the course page that does so in a frame. */
    private void launch(Context ctx) {
        Optional<View> view = view(ctx, ctx.queryParam("course"));
        Activity activity = view.map(View::activity).orElse(null);
        if (view.isEmpty() || activity == null) {
            ctx.status(HttpStatus.NOT_FOUND);
            return;
        }
        if ("frame".equals(ctx.queryParam("in"))) {
            ctx.html(CoursePage.html(view.get(), ground.toolOrigin));
            return;
        }
        Launch.Target target = "iframe".equals(ctx.queryParam("target")) ? Launch.Target.IFRAME : Launch.Target.WINDOW;
        View open = view.get();
        start(
                ctx,
                new Launch(
                        open.person(),
                        open.course(),
                        activity,
                        target,
                        ground.registrations.active(),
                        new Launch.Open()),
                open.get());
    }

    /** Sends the browser to the tool's login with a launch that waits for its authentication request. */
    private void start(Context ctx, Launch launch, boolean get) {
        String login = launch.registration().initiateLoginUri();
        Map<String, String> parameters = LoginInitiation.parameters(launch, ground.launches.add(launch));
        if (get || ground.switches.has(Face.Quirk.GET_LOGIN)) {
            String query = parameters.entrySet().stream()
                    .map(p -> Html.query(p.getKey()) + "=" + Html.query(p.getValue()))
                    .collect(Collectors.joining("&"));
            ctx.redirect(login + (login.contains("?") ? "&" : "?") + query);
        } else {
            ctx.html(FormPostPage.html(login, parameters));
        }
    }

    private void comeBack(Context ctx) {
        Optional<View> view = view(ctx, ctx.queryParam("course"));
        if (view.isEmpty()) {
            ctx.status(HttpStatus.NOT_FOUND);
            return;
        }
        ctx.html(ReturnPage.html(view.get(), ctx.queryParam("lti_msg"), ctx.queryParam("lti_errormsg")));
    }

    private void answer(Context ctx, AuthAnswer answer) {
        if (answer instanceof AuthAnswer.FormPost post) {
            ctx.html(FormPostPage.html(post.action(), post.fields()));
        } else if (answer instanceof AuthAnswer.Refusal refusal) {
            ctx.status(HttpStatus.BAD_REQUEST);
            ctx.html(Layout.message("This launch was refused", refusal.sentence()));
        }
    }

    private Optional<View> view(Context ctx, @Nullable String course) {
        return View.of(
                ground.campus,
                new View.Words(
                        ctx.queryParam("user"),
                        course,
                        ctx.queryParam("link"),
                        ctx.queryParam("in"),
                        ctx.queryParam("via")));
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
