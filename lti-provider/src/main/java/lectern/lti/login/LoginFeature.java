package lectern.lti.login;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import lectern.lti.refusal.Attempt;
import lectern.lti.refusal.Refusal;
import lectern.lti.refusal.RefusalPage;
import lectern.lti.refusal.Refused;
import lectern.lti.registration.Registration;
import lectern.lti.registration.Registrations;
import lectern.web.Feature;
import lectern.web.Query;
import org.jspecify.annotations.Nullable;

/**
 * {@code /lti/login}, by GET and POST: answers with a redirect to the registered platform's authentication endpoint,
 * or, for a platform that keeps data for us, with a page that puts the state there and then goes on.
 * {@code /lti/login/{registration}} is for platforms that send no client id while their issuer has several.
 */
public final class LoginFeature implements Feature {
    private static final String CHECK = "/lti/login/check";

    private final Registrations registrations;
    private final Logins logins;
    private final RefusalPage refusals;
    private final OwnUrls own;
    private final PlatformStorage storage;

    public LoginFeature(
            Registrations registrations, Logins logins, RefusalPage refusals, OwnUrls own, PlatformStorage storage) {
        this.registrations = registrations;
        this.logins = logins;
        this.refusals = refusals;
        this.own = own;
        this.storage = storage;
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/lti/login", ctx -> login(ctx, null));
        routes.post("/lti/login", ctx -> login(ctx, null));
        routes.get(CHECK, ctx -> answer(ctx, this::check));
        routes.get("/lti/login/{registration}", ctx -> login(ctx, ctx.pathParam("registration")));
        routes.post("/lti/login/{registration}", ctx -> login(ctx, ctx.pathParam("registration")));
    }

    private interface Step {
        void run(Context ctx, Attempt attempt);
    }

    private void login(Context ctx, @Nullable String registrationId) {
        answer(ctx, (same, attempt) -> begin(same, attempt, registrationId));
    }

    private void answer(Context ctx, Step step) {
        Attempt attempt = new Attempt();
        try {
            step.run(ctx, attempt);
        } catch (Refused refused) {
            refusals.answer(ctx, attempt, refused);
        }
    }

    private void begin(Context ctx, Attempt attempt, @Nullable String registrationId) {
        LoginRequest request = LoginRequest.of(ctx);
        attempt.from(request.iss(), request.clientId());
        String iss = LoginRequest.need("iss", request.iss());
        String hint = LoginRequest.need("login_hint", request.loginHint());
        String target = LoginRequest.need("target_link_uri", request.targetLinkUri());
        String messageHint =
                request.messageHint() == null ? null : LoginRequest.need("lti_message_hint", request.messageHint());
        Registration registration =
                resolve(iss, request.clientId(), registrationId).orElseThrow(() -> new Refused(Refusal.NOT_REGISTERED));
        URI targetUri = own.target(target)
                .orElseThrow(() -> new Refused(Refusal.BAD_TARGET, "it must begin with " + own.base()));
        Logins.Begun begun =
                logins.begin(new Logins.Wish(registration, targetUri, hint, messageHint, request.storageTarget()));
        BrowserBinding.set(ctx, begun.state());
        String next = authentication(begun.login(), begun.state());
        if (begun.login().storageTarget() != null) {
            storage.put(ctx, begun, next);
        } else if (begun.login().hintWorksOnce()) {
            ctx.redirect(Query.append(own.base() + CHECK, Map.of("state", begun.state())), HttpStatus.FOUND);
        } else {
            ctx.redirect(next, HttpStatus.FOUND);
        }
    }

    /**
     * Whether the browser kept the cookie, asked before the LMS spends its hint: afterwards no tab could begin again. By
     * a redirect, because Moodle loses its session when a page of ours comes between.
     */
    private void check(Context ctx, Attempt attempt) {
        String state = LoginRequest.need("state", ctx.queryParam("state"));
        Login login = logins.look(state);
        attempt.from(login.registration().iss(), login.registration().clientId());
        if (!BrowserBinding.proves(ctx, state)) {
            logins.take(state);
            attempt.restart(own.again(login));
            throw new Refused(Refusal.WRONG_BROWSER);
        }
        ctx.redirect(authentication(login, state), HttpStatus.FOUND);
    }

    private Optional<Registration> resolve(String iss, @Nullable String clientId, @Nullable String registrationId) {
        if (registrationId != null) {
            return (registrationId.matches("[0-9]{1,18}")
                            ? registrations.byId(Long.parseLong(registrationId))
                            : Optional.<Registration>empty())
                    .filter(found -> found.iss().equals(iss))
                    .filter(found -> clientId == null || found.clientId().equals(clientId));
        }
        return clientId == null ? registrations.onlyOneOf(iss) : registrations.find(iss, clientId);
    }

    /** The authentication request (Security Framework 1.1 §5.1.1.2): exactly these parameters. */
    private String authentication(Login login, String state) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("scope", "openid");
        parameters.put("response_type", "id_token");
        parameters.put("response_mode", "form_post");
        parameters.put("prompt", "none");
        parameters.put("client_id", login.registration().clientId());
        parameters.put("redirect_uri", own.launch());
        parameters.put("login_hint", login.loginHint());
        if (login.messageHint() != null) {
            parameters.put("lti_message_hint", login.messageHint());
        }
        parameters.put("state", state);
        parameters.put("nonce", login.nonce());
        return Query.append(login.registration().authUrl().toString(), parameters);
    }
}
