package lectern.admin;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import lectern.account.AdminAccess;
import lectern.account.AdminIdentity;
import lectern.admin.AuditEntry.Action;
import lectern.lti.registration.InviteCodes;
import lectern.web.ApiError;
import lectern.web.Feature;
import lectern.web.Json;
import lectern.web.Query;
import org.jspecify.annotations.Nullable;

/** {@code /api/admin/invites}: codes with which schools connect by themselves. For whoever runs the server. */
public final class InvitesFeature implements Feature {
    private static final int MAX_BODY = 2048;

    private final AdminAccess access;
    private final InviteCodes invites;
    private final AuditLog audit;
    private final URI baseUrl;

    public InvitesFeature(AdminAccess access, InviteCodes invites, AuditLog audit, URI baseUrl) {
        this.access = access;
        this.invites = invites;
        this.audit = audit;
        this.baseUrl = baseUrl;
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/api/admin/invites", this::list);
        routes.post("/api/admin/invites", this::create);
        routes.delete("/api/admin/invites/{id}", this::revoke);
    }

    private record View(long id, String label, Instant createdAt, Instant expiresAt, int left, String state) {}

    private void list(Context ctx) {
        access.server(ctx);
        Json.answer(
                ctx,
                Map.of(
                        "address",
                        registration(),
                        "invites",
                        invites.list().stream()
                                .map(one -> new View(
                                        one.id(),
                                        one.label(),
                                        one.createdAt(),
                                        one.expiresAt(),
                                        one.left(),
                                        one.state().name().toLowerCase(Locale.ROOT)))
                                .toList()));
    }

    private String registration() {
        return baseUrl + "/lti/register";
    }

    private record Wish(
            @Nullable String label,
            @Nullable Integer days,
            @Nullable Integer uses) {}

    private void create(Context ctx) {
        AdminIdentity who = access.server(ctx);
        Wish wish = Json.read(ctx, Wish.class, MAX_BODY);
        String label = wish.label() == null ? "" : wish.label().strip();
        int days = wish.days() == null ? 14 : wish.days();
        int uses = wish.uses() == null ? 1 : wish.uses();
        String code;
        try {
            code = invites.create(label, Duration.ofDays(days), uses);
        } catch (IllegalArgumentException mistake) {
            throw ApiError.badRequest(String.valueOf(mistake.getMessage()));
        }
        audit.add(
                who,
                Action.INVITE_MADE,
                AuditLog.Subject.NONE,
                label + " (" + days + " days, " + uses + (uses == 1 ? " connection)" : " connections)"));
        ctx.status(201);
        Json.answer(ctx, Map.of("code", code, "url", Query.append(registration(), Map.of("invite", code))));
    }

    private void revoke(Context ctx) {
        AdminIdentity who = access.server(ctx);
        long id = Paging.id(ctx);
        if (!invites.revoke(id)) {
            throw ApiError.notFound("There is no such code that still opens anything.");
        }
        audit.add(who, Action.INVITE_REVOKED, AuditLog.Subject.NONE, "#" + id);
        ctx.status(204);
    }
}
