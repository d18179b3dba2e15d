package lectern.admin;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lectern.account.AdminAccess;
import lectern.account.AdminIdentity;
import lectern.lti.refusal.LaunchHistory;
import lectern.lti.registration.Connection;
import lectern.lti.registration.Connections;
import lectern.web.ApiError;
import lectern.web.Feature;
import lectern.web.Json;
import org.jspecify.annotations.Nullable;

/** {@code /api/admin/launches}: the launch log, newest first, by code or launch id. */
public final class LaunchesFeature implements Feature {
    private static final int PAGE = 50;
    private static final int MAX_CODE = 60;

    private final AdminAccess access;
    private final Connections connections;
    private final LaunchHistory history;

    public LaunchesFeature(AdminAccess access, Connections connections, LaunchHistory history) {
        this.access = access;
        this.connections = connections;
        this.history = history;
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/api/admin/launches", this::list);
    }

    private record Line(
            long id,
            Instant at,
            String launchId,
            String code,
            String meaning,
            @Nullable String school,
            @Nullable String deploymentId,
            @Nullable String messageType) {}

    private void list(Context ctx) {
        AdminIdentity who = access.authenticate(ctx);
        AdminIdentity.Tenant tenant = who.tenant();
        List<LaunchHistory.Row> found = history.list(
                new LaunchHistory.Wanted(
                        tenant == null
                                ? null
                                : new LaunchHistory.Place(tenant.iss(), tenant.clientId(), tenant.deploymentId()),
                        text(ctx, "code"),
                        text(ctx, "launch"),
                        Paging.before(ctx)),
                PAGE + 1);
        Map<String, String> schools = new HashMap<>();
        for (Connection connection : connections.all()) {
            schools.put(connection.iss() + ' ' + connection.clientId(), Names.of(connection));
        }
        List<Line> rows =
                found.stream().limit(PAGE).map(row -> line(row, schools)).toList();
        Json.answer(ctx, Map.of("rows", rows, "more", found.size() > PAGE));
    }

    private static String text(Context ctx, String name) {
        String text = Objects.requireNonNullElse(ctx.queryParam(name), "").strip();
        if (text.length() > MAX_CODE) {
            throw ApiError.badRequest("\"" + name + "\" is too long.");
        }
        return text;
    }

    /** A registration that is gone, or one that was never there, is called by its issuer. */
    private static Line line(LaunchHistory.Row row, Map<String, String> schools) {
        return new Line(
                row.id(),
                row.at(),
                row.launchId(),
                row.code(),
                row.meaning(),
                schools.getOrDefault(row.iss() + ' ' + row.clientId(), row.iss()),
                row.deploymentId(),
                row.messageType());
    }
}
