package lectern.admin;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lectern.account.AdminAccess;
import lectern.account.AdminIdentity;
import lectern.admin.AuditEntry.Action;
import lectern.lti.registration.Connections;
import lectern.web.ApiError;
import lectern.web.Feature;
import lectern.web.Json;
import lectern.web.Template;
import org.jspecify.annotations.Nullable;

/** {@code /admin} and the console's own calls: coming in, going out, who is there, and the trail. */
public final class AdminFeature implements Feature {
    private static final int MAX_BODY = 1024;
    private static final int PAGE = 50;

    private final AdminAccess access;
    private final FirstLink first;
    private final AuditLog audit;
    private final Connections connections;
    private final String page = Template.load("admin.html").fill(Map.of());

    public AdminFeature(AdminAccess access, FirstLink first, AuditLog audit, Connections connections) {
        this.access = access;
        this.first = first;
        this.audit = audit;
        this.connections = connections;
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/admin", ctx -> ctx.html(page));
        routes.post("/api/admin/enter", this::enter);
        routes.post("/api/admin/leave", ctx -> {
            access.leave(ctx);
            ctx.status(204);
        });
        routes.get("/api/admin/audit", this::audit);
    }

    private record Request(@Nullable String ticket) {}

    private record Me(
            String token,
            boolean server,
            String name,
            @Nullable String school,
            @Nullable Long deployment,
            Instant expiresAt) {}

    private void enter(Context ctx) {
        String ticket = Json.read(ctx, Request.class, MAX_BODY).ticket();
        if (ticket == null) {
            throw ApiError.badRequest("The link is not whole.");
        }
        AdminAccess.Entered entered = access.enter(ticket);
        AdminIdentity who = entered.identity();
        AdminIdentity.Tenant tenant = who.tenant();
        if (tenant == null) {
            first.used();
        }
        audit.add(
                who,
                Action.CONSOLE_ENTERED,
                tenant == null ? AuditLog.Subject.NONE : new AuditLog.Subject(tenant.registrationId(), tenant.id()),
                "");
        Json.answer(
                ctx,
                new Me(
                        entered.token(),
                        who.server(),
                        who.name(),
                        tenant == null ? null : new Names(connections).registration(tenant.registrationId()),
                        tenant == null ? null : (Long) tenant.id(),
                        who.expiresAt()));
    }

    private record Line(
            long id,
            Instant at,
            String actor,
            @Nullable String name,
            String action,
            @Nullable String registration,
            @Nullable String deployment,
            String detail) {}

    private void audit(Context ctx) {
        AdminIdentity who = access.authenticate(ctx);
        Names names = new Names(connections);
        List<AuditEntry> found = audit.list(who, Paging.before(ctx), PAGE + 1);
        List<Line> lines =
                found.stream().limit(PAGE).map(entry -> line(entry, names)).toList();
        Json.answer(ctx, Map.of("entries", lines, "more", found.size() > PAGE));
    }

    private static Line line(AuditEntry entry, Names names) {
        return new Line(
                entry.id(),
                entry.at(),
                entry.actor().name().toLowerCase(Locale.ROOT),
                entry.name(),
                entry.action().name().toLowerCase(Locale.ROOT),
                names.registration(entry.registrationId()),
                names.deployment(entry.deploymentId()),
                entry.detail());
    }
}
