package lectern.admin;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import lectern.account.AdminAccess;
import lectern.account.AdminIdentity;
import lectern.admin.AuditEntry.Action;
import lectern.lti.keys.ToolKey;
import lectern.lti.keys.ToolKeys;
import lectern.web.ApiError;
import lectern.web.Feature;
import lectern.web.Json;
import org.jspecify.annotations.Nullable;

/** {@code /api/admin/keys}: our own keys, and the change from one to the next. For whoever runs the server. */
public final class KeysFeature implements Feature {
    private final AdminAccess access;
    private final ToolKeys keys;
    private final AuditLog audit;
    private final About about;

    /**
     * What is to be said beside the keys.
     *
     * @param everyDays how often they are changed by themselves; 0 for never
     */
    public record About(URI baseUrl, int everyDays, Clock clock) {}

    public KeysFeature(AdminAccess access, ToolKeys keys, AuditLog audit, About about) {
        this.access = access;
        this.keys = keys;
        this.audit = audit;
        this.about = about;
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/api/admin/keys", this::list);
        routes.post("/api/admin/keys/rotate", this::rotate);
    }

    private record View(
            String kid,
            String state,
            Instant createdAt,
            Instant signsFrom,
            @Nullable Instant publishedUntil) {}

    private void list(Context ctx) {
        access.server(ctx);
        String signing = keys.signing().kid();
        Json.answer(
                ctx,
                Map.of(
                        "address",
                        about.baseUrl() + "/.well-known/jwks.json",
                        "everyDays",
                        about.everyDays(),
                        "keys",
                        keys.all().stream().map(key -> view(key, signing)).toList()));
    }

    private View view(ToolKey key, String signing) {
        String state = key.kid().equals(signing)
                ? "signs"
                : key.signsFrom().isAfter(about.clock().instant()) ? "next" : "kept";
        return new View(key.kid(), state, key.createdAt(), key.signsFrom(), key.publishedUntil());
    }

    private void rotate(Context ctx) {
        AdminIdentity who = access.server(ctx);
        if (keys.next().isPresent()) {
            throw new ApiError(409, "on_its_way", "The next key is on its way already.");
        }
        ToolKey next = keys.rotate();
        audit.add(who, Action.KEYS_ROTATED, AuditLog.Subject.NONE, next.kid() + ", signs from " + next.signsFrom());
        Json.answer(ctx, view(next, keys.signing().kid()));
    }
}
