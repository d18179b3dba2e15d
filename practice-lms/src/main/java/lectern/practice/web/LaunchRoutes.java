package lectern.practice.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lectern.practice.campus.Activity;
import lectern.practice.campus.Campus;
import lectern.practice.campus.Course;
import lectern.practice.campus.Person;
import lectern.practice.deeplink.DeepLinks;
import lectern.practice.face.Face;
import lectern.practice.face.Switches;
import lectern.practice.grades.LineItem;
import lectern.practice.platform.AuthAnswer;
import lectern.practice.platform.Launch;
import lectern.practice.platform.LoginInitiation;
import lectern.practice.platform.Registration;
import lectern.practice.wire.Refusal;
import lectern.practice.wire.ToolHttp;
import org.jspecify.annotations.Nullable;

/** Everything that sends a person to the tool with a signed message, and their way back with a choice. */
final class LaunchRoutes {

    private final Ground ground;

    LaunchRoutes(Ground ground) {
        this.ground = ground;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/launch", this::launch);
        routes.get("/deeplink", this::choose);
        routes.post("/deeplink/return", this::chosen);
        routes.get("/review", this::review);
        routes.get("/privacy", this::privacy);
        routes.get("/admin/launch", this::administer);
        routes.get("/auth", ctx -> answer(ctx, ctx.queryParamMap()));
        routes.post("/auth", ctx -> answer(ctx, ctx.formParamMap()));
    }

    /** Starts a launch where it is opened; with {@code in=frame} it shows the course page that does so in a frame. */
    private void launch(Context ctx) {
        Optional<View> view = View.of(ground.campus, View.Words.of(ctx, ctx.queryParam("course")));
        Activity activity = view.map(View::activity).orElse(null);
        if (view.isEmpty() || activity == null) {
            ctx.status(HttpStatus.NOT_FOUND);
            return;
        }
        if ("frame".equals(ctx.queryParam("in"))) {
            ctx.html(CoursePage.html(view.get(), ground));
            return;
        }
        start(ctx, view.get(), activity, new Launch.Open());
    }

    /** A teacher goes to the tool to add links; like a launch, {@code in=frame} is the page around it. */
    private void choose(Context ctx) {
        Optional<View> view = View.of(ground.campus, View.Words.of(ctx, ctx.queryParam("course")))
                .filter(v -> GradebookPage.mayWrite(ground.campus, v.person()));
        if (view.isEmpty()) {
            ctx.status(HttpStatus.NOT_FOUND);
            return;
        }
        Person person = view.get().person();
        Course course = view.get().course();
        if ("frame".equals(ctx.queryParam("in"))) {
            ctx.html(CoursePage.choosing(view.get(), ground));
            return;
        }
        Registration registration = ground.registration();
        String data = ground.deepLinks.begin(new DeepLinks.Wait(person, course, registration));
        start(ctx, view.get(), null, new Launch.Choose(data));
    }

    private void review(Context ctx) {
        Optional<View> view = View.of(ground.campus, View.Words.of(ctx, ctx.queryParam("course")));
        Optional<Person> student = ground.campus.person(ctx.queryParam("student"));
        Optional<LineItem> column = view.flatMap(v -> ground.gradebook.column(
                v.course().id(), Optional.ofNullable(ctx.queryParam("column")).orElse("")));
        boolean may = view.isPresent()
                && student.isPresent()
                && (GradebookPage.mayWrite(ground.campus, view.get().person())
                        || student.get().equals(view.get().person()));
        if (!may || column.isEmpty()) {
            ctx.status(HttpStatus.NOT_FOUND);
            return;
        }
        String link = column.get().fields().resourceLinkId();
        Activity activity =
                link == null ? null : view.get().course().byResourceLink(link).orElse(null);
        String url = ground.addresses.lineItem(column.get(), ground.switches.face());
        start(ctx, view.get(), activity, new Launch.Review(student.orElseThrow(), url));
    }

    /** Somebody asks the tool what it keeps of them, from no course at all. */
    private void privacy(Context ctx) {
        Optional<View> view = View.of(ground.campus, View.Words.of(ctx, Campus.OUTSIDE));
        if (view.isEmpty()) {
            ctx.status(HttpStatus.NOT_FOUND);
            return;
        }
        start(ctx, view.get(), null, new Launch.Privacy());
    }

    /** From the administrators' menu: outside of courses, and by who runs this LMS. */
    private void administer(Context ctx) {
        Course outside = ground.campus.course(Campus.OUTSIDE).orElseThrow();
        View view = new View(ground.campus.administrator(), outside, null, false, false);
        start(ctx, view, ground.campus.administration(), new Launch.Open());
    }

    /** Sends the browser to the tool's login with a launch that waits for its authentication request. */
    private void start(Context ctx, View view, @Nullable Activity activity, Launch.Purpose purpose) {
        Launch.Target target = "iframe".equals(ctx.queryParam("target")) ? Launch.Target.IFRAME : Launch.Target.WINDOW;
        Launch launch = new Launch(view.person(), view.course(), activity, target, ground.registration(), purpose);
        String login = launch.registration().initiateLoginUri();
        Map<String, String> parameters =
                new LinkedHashMap<>(LoginInitiation.parameters(launch, ground.launches.add(launch)));
        Switches.Setting setting = ground.switches.now();
        String storage = ToolFrame.target(setting);
        // What a login from here puts into the storage never reaches the browser either.
        if (!storage.isEmpty() && setting.cookies() == Switches.Cookies.KEPT) {
            parameters.put("lti_storage_target", storage);
        }
        ground.trace.add("Login begins for " + view.person().shown(), new LinkedHashMap<>(parameters), List.of());
        if (setting.cookies() == Switches.Cookies.LOST) {
            withoutCookies(ctx, login, parameters);
        } else if (view.get() || setting.face().has(Face.Quirk.GET_LOGIN)) {
            String query = parameters.entrySet().stream()
                    .map(p -> Html.query(p.getKey()) + "=" + Html.query(p.getValue()))
                    .collect(Collectors.joining("&"));
            ctx.redirect(login + (login.contains("?") ? "&" : "?") + query);
        } else {
            ctx.html(FormPostPage.html(login, parameters));
        }
    }

    /** The login is made from here, so that the tool's cookie never reaches the browser. */
    private void withoutCookies(Context ctx, String login, Map<String, String> parameters) {
        try {
            ToolHttp.Reply reply = ground.http.postForm(login, parameters, List.of());
            // Some tools look for their cookie before they come here.
            if (reply.location().startsWith(ground.issuer() + "/auth")
                    || reply.location().startsWith(ground.toolOrigin + "/")) {
                ctx.redirect(reply.location());
                return;
            }
            failed(ctx, "The tool did not answer the login with a redirect, so that its cookies cannot be lost.");
        } catch (IOException e) {
            failed(ctx, "The tool cannot be reached: " + e.getMessage());
        }
    }

    private static void failed(Context ctx, String sentence) {
        ctx.status(HttpStatus.BAD_GATEWAY);
        ctx.html(Layout.message("The login did not work", sentence));
    }

    private void answer(Context ctx, Map<String, List<String>> asked) {
        ground.trace.add("The tool asks for a message (authentication request)", new LinkedHashMap<>(asked), List.of());
        AuthAnswer answer = ground.authorization.answer(asked);
        if (answer instanceof AuthAnswer.FormPost post) {
            Map<String, String> fields = new LinkedHashMap<>(post.fields());
            keep(fields, asked);
            Launch launch = post.launch();
            if (launch != null
                    && launch.purpose() instanceof Launch.Open
                    && launch.course().id().equals(PathPage.COURSE)) {
                ground.seen.opened(launch.person().id());
            }
            Switches.Setting setting = ground.switches.now();
            if (setting.face() == Face.CANVAS && !ToolFrame.target(setting).isEmpty()) {
                fields.put("lti_storage_target", ToolFrame.target(setting));
            }
            ctx.html(FormPostPage.html(post.action(), fields));
        } else if (answer instanceof AuthAnswer.Refusal refusal) {
            ctx.status(HttpStatus.BAD_REQUEST);
            ctx.html(Layout.message("This launch was refused", refusal.sentence()));
        }
    }

    private void keep(Map<String, String> fields, Map<String, List<String>> asked) {
        String token = fields.get("id_token");
        if (token == null) {
            ground.trace.add("The request was refused", new LinkedHashMap<>(fields), List.of());
            return;
        }
        String nonce = asked.getOrDefault("nonce", List.of("")).get(0);
        ground.registrations
                .of(asked.getOrDefault("client_id", List.of("")).get(0))
                .map(registration -> registration.at(ground.switches.now().school()))
                .ifPresent(registration -> InspectorPage.keep(ground.trace, token, registration, nonce));
    }

    private void chosen(Context ctx) {
        try {
            ctx.html(AddedPage.html(ground.deepLinks.accept(ctx.formParam("JWT"))));
        } catch (Refusal refusal) {
            ctx.status(HttpStatus.BAD_REQUEST);
            ctx.html(Layout.message("Nothing was added", refusal.sentence()));
        }
    }
}
