package lectern.lti.dynamic;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import lectern.lti.dynamic.RegistrationRefused.Reason;
import lectern.lticonfig.Service;
import lectern.lticonfig.ToolDescription;
import lectern.web.ApiError;
import lectern.web.ClientAddress;
import lectern.web.Feature;
import lectern.web.Form;
import lectern.web.RateLimit;
import lectern.web.SecurityHeaders;

/**
 * {@code /lti/register}: GET shows the school and what is asked of it, POST registers. The address is public by nature,
 * so that it is limited in how often and how many at once; any page may frame it, because an LMS that is not connected
 * yet does.
 */
public final class RegisterFeature implements Feature {
    private static final int MAX_FORM = 32 * 1024;
    private static final int AT_ONCE = 4;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int EACH = 20;
    private static final int ALL = 120;

    private final DynamicRegistration registering;
    private final RegisterPage page;
    private final SecurityHeaders headers;
    private final ClientAddress clients;
    private final RateLimit limit;
    private final Semaphore places = new Semaphore(AT_ONCE);

    public RegisterFeature(
            DynamicRegistration registering, SecurityHeaders headers, ClientAddress clients, Clock clock) {
        this.clients = clients;
        this.registering = registering;
        this.page = new RegisterPage(registering.tool());
        this.headers = headers;
        this.limit = new RateLimit(clock, WINDOW, EACH, ALL);
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/lti/register", this::show);
        routes.post("/lti/register", this::register);
    }

    /** One piece of work on a form. */
    @FunctionalInterface
    private interface Work {
        String page(DynamicRegistration.Start start, Form form) throws RegistrationRefused;
    }

    private void show(Context ctx) {
        Form query = Form.parse(ctx.queryString());
        if (query.get("openid_configuration") == null) {
            answer(ctx, page.explain());
            return;
        }
        limited(ctx, query, (start, form) -> {
            PlatformConfiguration platform = registering.look(start);
            return page.offer(platform, registering.policy(), new RegisterPage.Sent(start, form.get("invite")), null);
        });
    }

    private void register(Context ctx) {
        Form sent = Form.read(ctx, MAX_FORM);
        if (sent.get("openid_configuration") == null) {
            throw ApiError.badRequest("This form belongs to a registration that your LMS begins.");
        }
        limited(ctx, sent, (start, form) -> {
            String invite = form.get("invite");
            DynamicRegistration.Choice choice = new DynamicRegistration.Choice(
                    services(form),
                    form.get("names") == null
                            ? ToolDescription.Privacy.ANONYMOUS
                            : registering.tool().privacy(),
                    invite);
            try {
                return page.done(registering.register(start, choice));
            } catch (RegistrationRefused refused) {
                Reason reason = refused.reason();
                if (reason != Reason.INVITE_NEEDED && reason != Reason.INVITE_WRONG) {
                    throw refused;
                }
                ctx.status(reason.status());
                return page.offer(
                        registering.look(start), registering.policy(), new RegisterPage.Sent(start, invite), refused);
            }
        });
    }

    /** A box that is not ticked is not in the form. */
    private static Set<Service> services(Form form) {
        Set<Service> services = EnumSet.noneOf(Service.class);
        for (Service service : Service.values()) {
            if (form.get("service_" + service.name().toLowerCase(Locale.ROOT)) != null) {
                services.add(service);
            }
        }
        return services;
    }

    private void limited(Context ctx, Form form, Work work) {
        if (!limit.allows(clients.of(ctx))) {
            throw ApiError.tooMany("That was too often. Wait a minute and try again.");
        }
        if (!places.tryAcquire()) {
            throw ApiError.busy();
        }
        try {
            DynamicRegistration.Start start = new DynamicRegistration.Start(
                    String.valueOf(form.get("openid_configuration")), form.get("registration_token"));
            answer(ctx, work.page(start, form));
        } catch (RegistrationRefused refused) {
            ctx.status(refused.reason().status());
            answer(ctx, page.problem(refused));
        } finally {
            places.release();
        }
    }

    private void answer(Context ctx, String html) {
        headers.framedBy(ctx, Set.of("*"));
        ctx.html(html);
    }
}
