package lectern.admin;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lectern.account.AdminAccess;
import lectern.account.AdminIdentity;
import lectern.admin.AuditEntry.Action;
import lectern.lti.registration.Connection;
import lectern.lti.registration.Connections;
import lectern.policy.Policies;
import lectern.policy.Policy;
import lectern.recordings.Library;
import lectern.web.ApiError;
import lectern.web.Feature;
import lectern.web.Json;
import org.jspecify.annotations.Nullable;

/** {@code /api/admin/policies}: of all deployments for whoever runs the server, of their own for an administrator. */
public final class PoliciesFeature implements Feature {
    private static final String ONE = "/api/admin/policies/{id}";
    private static final int MAX_BODY = 2048;
    private static final int MAX_DAYS = 3650;

    private final AdminAccess access;
    private final Connections connections;
    private final Policies policies;
    private final Library library;
    private final AuditLog audit;
    private final int peopleLimit;

    /**
     * What it works with.
     *
     * @param peopleLimit people in a class that the server allows
     */
    public record Sources(
            AdminAccess access,
            Connections connections,
            Policies policies,
            Library library,
            AuditLog audit,
            int peopleLimit) {}

    public PoliciesFeature(Sources sources) {
        access = sources.access();
        connections = sources.connections();
        policies = sources.policies();
        library = sources.library();
        audit = sources.audit();
        peopleLimit = sources.peopleLimit();
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/api/admin/policies", this::list);
        routes.get(ONE + "/older", this::older);
        routes.put(ONE, this::set);
    }

    private record Of(long deployment, String title, Policy policy, int peopleLimit) {}

    private record Place(Connection connection, Connection.Place place) {}

    private Stream<Place> places(AdminIdentity who) {
        AdminIdentity.Tenant tenant = who.tenant();
        return connections.all().stream()
                .flatMap(one -> one.places().stream().map(place -> new Place(one, place)))
                .filter(one -> tenant == null || one.place().id() == tenant.id());
    }

    private void list(Context ctx) {
        AdminIdentity who = access.authenticate(ctx);
        Map<Long, Policy> set = policies.all();
        List<Of> all = places(who)
                .filter(one -> one.connection().state() != Connection.State.REMOVED)
                .map(one -> new Of(
                        one.place().id(),
                        Names.of(one.connection()) + " · " + one.place().deploymentId(),
                        set.getOrDefault(one.place().id(), Policy.OPEN),
                        peopleLimit))
                .toList();
        Json.answer(ctx, Map.of("policies", all));
    }

    /** The deployment of the path, if it is there and theirs. */
    private Place deployment(Context ctx, AdminIdentity who) {
        long id = Paging.id(ctx);
        who.administers(id);
        return places(who)
                .filter(one -> one.place().id() == id)
                .findFirst()
                .orElseThrow(() -> ApiError.notFound("There is no such deployment."));
    }

    private void older(Context ctx) {
        AdminIdentity who = access.authenticate(ctx);
        Place one = deployment(ctx, who);
        long days = Paging.number(String.valueOf(ctx.queryParam("days")));
        if (days < 1 || days > MAX_DAYS) {
            throw ApiError.badRequest("\"days\" must be 1 to " + MAX_DAYS + ".");
        }
        Json.answer(ctx, Map.of("count", library.olderThan(one.place().id(), (int) days)));
    }

    private record Wish(
            @Nullable Boolean recording,
            @Nullable Boolean release,
            @Nullable Boolean chat,
            @Nullable Integer retentionDays,
            @Nullable Integer maxPeople,
            @Nullable Integer maxMinutes) {
        Policy policy() {
            if (recording == null || release == null || chat == null) {
                throw ApiError.badRequest("\"recording\", \"release\" and \"chat\" must be true or false.");
            }
            try {
                return new Policy(recording, release, chat, retentionDays, maxPeople, maxMinutes);
            } catch (IllegalArgumentException mistake) {
                throw ApiError.badRequest(String.valueOf(mistake.getMessage()));
            }
        }
    }

    private void set(Context ctx) {
        AdminIdentity who = access.authenticate(ctx);
        Place one = deployment(ctx, who);
        Policy policy = Json.read(ctx, Wish.class, MAX_BODY).policy();
        policies.set(one.place().id(), policy);
        library.shorten();
        audit.add(
                who,
                Action.POLICY_CHANGED,
                new AuditLog.Subject(one.connection().id(), one.place().id()),
                words(policy));
        ctx.status(204);
    }

    private static String words(Policy policy) {
        return "recording " + onOff(policy.recording()) + ", released to students " + onOff(policy.release())
                + ", chat "
                + onOff(policy.chat()) + limit(", kept at most ", policy.retentionDays(), " days")
                + limit(", at most ", policy.maxPeople(), " people")
                + limit(", at most ", policy.maxMinutes(), " minutes");
    }

    private static String onOff(boolean on) {
        return on ? "on" : "off";
    }

    private static String limit(String before, @Nullable Integer limit, String after) {
        return limit == null ? "" : before + limit + after;
    }
}
