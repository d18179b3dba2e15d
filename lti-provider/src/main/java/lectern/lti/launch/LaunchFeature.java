package lectern.lti.launch;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import lectern.lti.keys.PlatformKeys;
import lectern.lti.login.BrowserBinding;
import lectern.lti.login.Login;
import lectern.lti.login.Logins;
import lectern.lti.login.OwnUrls;
import lectern.lti.login.PlatformStorage;
import lectern.lti.refusal.Attempt;
import lectern.lti.refusal.LaunchLog;
import lectern.lti.refusal.Refusal;
import lectern.lti.refusal.RefusalPage;
import lectern.lti.refusal.Refused;
import lectern.lti.refusal.ReturnUrl;
import lectern.lti.registration.Origins;
import lectern.lti.registration.Registrations;
import lectern.lti.roles.Part;
import lectern.lti.roles.Roles;
import lectern.store.Database;
import lectern.web.ApiError;
import lectern.web.Feature;
import lectern.web.Form;
import lectern.web.SecurityHeaders;
import org.jspecify.annotations.Nullable;

/** {@code POST /lti/launch}: the checks from top to bottom, then the place that the launch leads to. */
public final class LaunchFeature implements Feature {
    private static final int MAX_BODY = 256 * 1024;
    private static final int MAX_ERROR = 500;

    private final Parts parts;
    private final TokenChecks tokens;
    private final MessageChecks messages;
    private final Arrivals arrivals;
    private final Destinations destinations;
    private final List<Consumer<Arrival>> followers;

    /** What the launch works with. */
    public record Parts(
            Registrations registrations,
            Logins logins,
            PlatformKeys keys,
            RefusalPage refusals,
            LaunchLog log,
            SecurityHeaders headers,
            OwnUrls own,
            PlatformStorage storage) {}

    /**
     * What is told of launches.
     *
     * @param followers are told of every good launch, on the web server's thread, when it is answered
     */
    public record Ways(List<Destination> destinations, List<Consumer<Arrival>> followers) {
        public Ways {
            destinations = List.copyOf(destinations);
            followers = List.copyOf(followers);
        }
    }

    public LaunchFeature(Parts parts, Database database, Clock clock, CourseCopies copies, Ways ways) {
        this.parts = parts;
        tokens = new TokenChecks(parts.keys(), clock);
        messages = new MessageChecks(parts.registrations(), parts.own());
        arrivals = new Arrivals(database, clock, copies);
        destinations = new Destinations(ways.destinations());
        followers = ways.followers();
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.post("/lti/launch", ctx -> answer(ctx, this::launch));
        // Somebody reloads or copies the address of the lobby.
        routes.get(
                "/lti/launch",
                ctx -> answer(ctx, (same, attempt) -> {
                    throw new Refused(Refusal.MISSING_PARAMETER, "a launch is a POST");
                }));
    }

    private interface Step {
        void run(Context ctx, Attempt attempt);
    }

    private void answer(Context ctx, Step step) {
        Attempt attempt = new Attempt();
        try {
            step.run(ctx, attempt);
        } catch (Refused refused) {
            parts.refusals().answer(ctx, attempt, refused);
        }
    }

    private void launch(Context ctx, Attempt attempt) {
        Form form = form(ctx);
        String state = need("state", form.get("state"));
        String idToken = form.get("error") == null ? need("id_token", form.get("id_token")) : "";
        boolean cookie = BrowserBinding.proves(ctx, state);
        Login login = cookie ? parts.logins().take(state) : parts.logins().look(state);
        attempt.from(login.registration().iss(), login.registration().clientId());
        if (!cookie && login.storageTarget() != null && !PlatformStorage.asked(form)) {
            parts.storage().get(ctx, login, state, form);
            return;
        }
        boolean same = cookie || parts.storage().proves(ctx, form, login, state);
        if (!cookie) {
            parts.logins().take(state);
        }
        BrowserBinding.clear(ctx, state);
        if (!same) {
            attempt.restart(parts.own().restart(login));
            throw new Refused(Refusal.WRONG_BROWSER);
        }
        if (form.get("error") != null) {
            throw platformError(form);
        }
        arrive(ctx, attempt, login, tokens.launch(idToken, login));
    }

    private void arrive(Context ctx, Attempt attempt, Login login, Claims claims) {
        attempt.returnUrl(ReturnUrl.safe(claims.textWithin(Claim.LAUNCH_PRESENTATION, "return_url")));
        MessageChecks.Checked checked = messages.verify(claims, login, attempt);
        LtiLaunch launch = Wire.read(claims, checked.type());
        Destination destination = destinations.of(launch);
        Part part = Roles.part(launch.roles());
        long deployment = checked.deployment().id();
        Arrivals.Kept kept = arrivals.keep(deployment, launch, part);
        parts.headers().framedBy(ctx, frames(launch));
        Arrival arrival = new Arrival(
                launch, login.registration(), deployment, attempt.launchId(), part, kept.person(), kept.course());
        destination.answer(ctx, arrival);
        parts.log().good(attempt);
        followers.forEach(follower -> follower.accept(arrival));
    }

    private static Form form(Context ctx) {
        try {
            return Form.read(ctx, MAX_BODY);
        } catch (ApiError e) {
            throw new Refused(e.status() == 413 ? Refusal.TOO_LARGE : Refusal.MISSING_PARAMETER, e.sentence());
        }
    }

    private static String need(String name, @Nullable String value) {
        if (value == null) {
            throw new Refused(Refusal.MISSING_PARAMETER, name + " is missing");
        }
        return value;
    }

    /** The LMS said no (OpenID Connect Core 1.0 §3.1.2.6): its words are for the admin. */
    private static Refused platformError(Form form) {
        String error = form.get("error") + ": " + form.get("error_description");
        String line = error.replaceAll("\\p{Cntrl}", " ");
        return new Refused(
                Refusal.LOGIN_REFUSED, line.length() > MAX_ERROR ? line.substring(0, MAX_ERROR) + "…" : line);
    }

    private Set<String> frames(LtiLaunch launch) {
        Set<String> origins = parts.registrations().frameOrigins();
        // The course page may lie on another host than the one that signs.
        if (launch.returnUrl() != null) {
            Origins.of(launch.returnUrl()).ifPresent(origins::add);
        }
        return origins;
    }
}
