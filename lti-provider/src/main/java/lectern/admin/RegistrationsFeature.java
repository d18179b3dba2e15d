package lectern.admin;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import lectern.account.AdminAccess;
import lectern.account.AdminIdentity;
import lectern.admin.AuditEntry.Action;
import lectern.admin.AuditLog.Subject;
import lectern.lti.dynamic.DynamicRegistration;
import lectern.lti.dynamic.RegistrationRefused;
import lectern.lti.refusal.LaunchHistory;
import lectern.lti.registration.Connection;
import lectern.lti.registration.Connections;
import lectern.lti.registration.Registered;
import lectern.lticonfig.Family;
import lectern.settings.Settings;
import lectern.web.ApiError;
import lectern.web.Feature;
import lectern.web.Json;
import org.jspecify.annotations.Nullable;

/** {@code /api/admin/registrations}: whoever runs the server changes them, an LMS's administrator sees their own. */
public final class RegistrationsFeature implements Feature {
    private static final String ALL = "/api/admin/registrations";
    private static final String ONE = ALL + "/{id}";
    private static final int MAX_BODY = 16 * 1024;
    private static final int MAX_DEPLOYMENT = 255;

    private final AdminAccess access;
    private final Connections connections;
    private final DynamicRegistration registering;
    private final LaunchHistory launches;
    private final AuditLog audit;

    /** What it works with. */
    public record Sources(
            AdminAccess access,
            Connections connections,
            DynamicRegistration registering,
            LaunchHistory launches,
            AuditLog audit) {}

    public RegistrationsFeature(Sources sources) {
        access = sources.access();
        connections = sources.connections();
        registering = sources.registering();
        launches = sources.launches();
        audit = sources.audit();
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get(ALL, this::list);
        routes.get("/api/admin/families", this::families);
        routes.post(ALL, this::create);
        routes.get(ONE, this::addresses);
        routes.put(ONE, this::edit);
        routes.post(ONE + "/approve", ctx -> change(ctx, Action.REGISTRATION_APPROVED, connections::approve));
        routes.post(ONE + "/remove", ctx -> change(ctx, Action.REGISTRATION_REMOVED, connections::remove));
        routes.post(ONE + "/update", this::update);
        routes.post(ONE + "/deployments", this::addDeployment);
        routes.post(
                "/api/admin/deployments/{id}/enable",
                ctx -> place(ctx, Action.DEPLOYMENT_ENABLED, Connection.PlaceState.ENABLED));
        routes.post(
                "/api/admin/deployments/{id}/disable",
                ctx -> place(ctx, Action.DEPLOYMENT_DISABLED, Connection.PlaceState.DISABLED));
    }

    private void list(Context ctx) {
        AdminIdentity who = access.authenticate(ctx);
        AdminIdentity.Tenant tenant = who.tenant();
        Map<LaunchHistory.Place, LaunchHistory.Row> last = launches.last();
        Json.answer(
                ctx,
                Map.of(
                        "registrations",
                        connections.all().stream()
                                .filter(one -> tenant == null || one.id() == tenant.registrationId())
                                .map(one -> RegistrationView.of(one, who, last))
                                .toList()));
    }

    private record FamilyView(String slug, String title, boolean shared, boolean site) {}

    private void families(Context ctx) {
        access.server(ctx);
        Json.answer(
                ctx,
                Map.of(
                        "families",
                        Stream.of(Family.values())
                                .map(one -> new FamilyView(
                                        one.slug(), one.title(), one.cloud("").isPresent(), one == Family.MOODLE))
                                .toList()));
    }

    private void create(Context ctx) {
        AdminIdentity who = access.server(ctx);
        GivenRegistration given = Json.read(ctx, GivenRegistration.class, MAX_BODY);
        Settings.Registration values = given.values(null, null);
        boolean there = connections.all().stream()
                .anyMatch(one -> one.iss().equals(values.iss())
                        && one.clientId().equals(values.clientId())
                        && one.state() != Connection.State.REMOVED);
        if (there) {
            throw new ApiError(
                    409, "already_there", "There is a registration with this issuer and client id. Change that one.");
        }
        long id = connections.put(Registered.byHand(values, given.school()), null);
        audit.add(who, Action.REGISTRATION_ADDED, Subject.registration(id), values.iss() + ", " + values.clientId());
        ctx.status(201);
        Json.answer(ctx, Map.of("id", id));
    }

    private void addresses(Context ctx) {
        access.server(ctx);
        long id = Paging.id(ctx);
        Settings.Registration values = connections.values(id).orElseThrow(RegistrationsFeature::unknown);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("name", connections.find(id).map(Connection::name).orElse(""));
        answer.put("family", values.family());
        answer.put("iss", values.iss());
        answer.put("clientId", values.clientId());
        answer.put("authUrl", values.authUrl().toString());
        answer.put("jwksUrl", values.jwksUrl().toString());
        answer.put("tokenUrl", Objects.toString(values.tokenUrl(), ""));
        answer.put("tokenAudience", Objects.toString(values.tokenAudience(), ""));
        Json.answer(ctx, answer);
    }

    private void edit(Context ctx) {
        AdminIdentity who = access.server(ctx);
        long id = Paging.id(ctx);
        Settings.Registration before = connections.values(id).orElseThrow(RegistrationsFeature::unknown);
        GivenRegistration given = Json.read(ctx, GivenRegistration.class, MAX_BODY);
        Settings.Registration after = given.values(before.iss(), before.clientId());
        settle(connections.edit(id, given.school(), after));
        audit.add(who, Action.REGISTRATION_CHANGED, Subject.registration(id), changes(before, after));
        ctx.status(204);
    }

    /** Which addresses are others now: hosts only, because a path may be long. */
    private static String changes(Settings.Registration before, Settings.Registration after) {
        return Stream.of(
                        before.authUrl().equals(after.authUrl())
                                ? ""
                                : "login at " + after.authUrl().getHost(),
                        before.jwksUrl().equals(after.jwksUrl())
                                ? ""
                                : "key set at " + after.jwksUrl().getHost(),
                        Objects.equals(before.tokenUrl(), after.tokenUrl())
                                ? ""
                                : "access tokens at "
                                        + (after.tokenUrl() == null
                                                ? "no address"
                                                : after.tokenUrl().getHost()))
                .filter(text -> !text.isEmpty())
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }

    /** A change of one row. */
    @FunctionalInterface
    private interface Work {
        Connections.Change on(long id);
    }

    private void change(Context ctx, Action action, Work work) {
        AdminIdentity who = access.server(ctx);
        long id = Paging.id(ctx);
        settle(work.on(id));
        audit.add(who, action, Subject.registration(id), "");
        ctx.status(204);
    }

    private static void settle(Connections.Change change) {
        switch (change) {
            case DONE -> {}
            case UNKNOWN -> throw unknown();
            case IN_SETTINGS ->
                throw new ApiError(
                        409,
                        "in_settings",
                        "The file lectern.conf names this one: change it there and start the server again.");
        }
    }

    private static ApiError unknown() {
        return ApiError.notFound("There is no such registration.");
    }

    private void update(Context ctx) {
        AdminIdentity who = access.server(ctx);
        long id = Paging.id(ctx);
        try {
            Connection updated = registering
                    .update(id)
                    .orElseThrow(() -> new ApiError(
                            409,
                            "not_updatable",
                            "This LMS did not tell where its registration can be changed: register again from there."));
            audit.add(who, Action.REGISTRATION_UPDATED, Subject.registration(id), "");
            Json.answer(ctx, RegistrationView.of(updated, who, launches.last()));
        } catch (RegistrationRefused refused) {
            String said = refused.words();
            throw new ApiError(
                    502, "lms_refused", refused.reason().sentence() + (said == null ? "" : " The LMS says: " + said));
        }
    }

    private record NewDeployment(@Nullable String deploymentId) {}

    private void addDeployment(Context ctx) {
        AdminIdentity who = access.server(ctx);
        long id = Paging.id(ctx);
        String deployment = GivenRegistration.text(
                Json.read(ctx, NewDeployment.class, MAX_BODY).deploymentId());
        if (deployment == null || deployment.length() > MAX_DEPLOYMENT) {
            throw ApiError.badRequest("A deployment id has 1 to " + MAX_DEPLOYMENT + " characters.");
        }
        settle(connections.addDeployment(id, deployment));
        audit.add(who, Action.DEPLOYMENT_ADDED, Subject.registration(id), deployment);
        ctx.status(204);
    }

    private void place(Context ctx, Action action, Connection.PlaceState state) {
        AdminIdentity who = access.server(ctx);
        long id = Paging.id(ctx);
        if (connections.deployment(id, state) == Connections.Change.UNKNOWN) {
            throw ApiError.notFound("There is no such deployment.");
        }
        audit.add(who, action, new Subject(connections.ofDeployment(id).orElse(null), id), "");
        ctx.status(204);
    }
}
