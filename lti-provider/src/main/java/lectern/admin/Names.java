package lectern.admin;

import java.util.HashMap;
import java.util.Map;
import lectern.lti.registration.Connection;
import lectern.lti.registration.Connections;
import org.jspecify.annotations.Nullable;

/** What registrations and deployments are called where people read of them, at one moment. */
final class Names {
    private final Map<Long, String> registrations = new HashMap<>();
    private final Map<Long, String> deployments = new HashMap<>();

    Names(Connections connections) {
        for (Connection connection : connections.all()) {
            registrations.put(connection.id(), of(connection));
            connection.places().forEach(place -> deployments.put(place.id(), place.deploymentId()));
        }
    }

    /** The school's name, else its issuer; a number for one that is not there; null for none. */
    @Nullable
    String registration(@Nullable Long id) {
        return id == null ? null : registrations.getOrDefault(id, "#" + id);
    }

    static String of(Connection connection) {
        return connection.name().isEmpty() ? connection.iss() : connection.name();
    }

    /** The LMS's id of a deployment; null for none. */
    @Nullable
    String deployment(@Nullable Long id) {
        return id == null ? null : deployments.getOrDefault(id, "#" + id);
    }
}
