package lectern.admin;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lectern.account.AdminAccess;
import lectern.account.AdminIdentity;
import lectern.lti.registration.Connection;
import lectern.lti.registration.Connections;
import lectern.recordings.StorageUse;
import lectern.web.Feature;
import lectern.web.Json;

/** {@code /api/admin/storage}: the room that recordings take, by deployment and course. */
public final class StorageFeature implements Feature {
    private static final int MAX_COURSES = 1000;

    private final AdminAccess access;
    private final Connections connections;
    private final StorageUse storage;

    public StorageFeature(AdminAccess access, Connections connections, StorageUse storage) {
        this.access = access;
        this.connections = connections;
        this.storage = storage;
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/api/admin/storage", this::use);
    }

    private record Course(String school, String deploymentId, String course, int recordings, long bytes) {}

    private void use(Context ctx) {
        AdminIdentity who = access.authenticate(ctx);
        AdminIdentity.Tenant tenant = who.tenant();
        List<StorageUse.Use> all = storage.byCourse(tenant == null ? null : (Long) tenant.id());
        Map<Long, String> schools = new LinkedHashMap<>();
        Map<Long, String> deployments = new LinkedHashMap<>();
        for (Connection connection : connections.all()) {
            connection.places().forEach(place -> {
                schools.put(place.id(), Names.of(connection));
                deployments.put(place.id(), place.deploymentId());
            });
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("total", all.stream().mapToLong(StorageUse.Use::bytes).sum());
        if (who.server()) {
            answer.put("free", storage.free());
        }
        answer.put(
                "courses",
                all.stream()
                        .limit(MAX_COURSES)
                        .map(one -> new Course(
                                schools.getOrDefault(one.deploymentId(), ""),
                                deployments.getOrDefault(one.deploymentId(), ""),
                                one.course(),
                                one.recordings(),
                                one.bytes()))
                        .toList());
        Json.answer(ctx, answer);
    }
}
