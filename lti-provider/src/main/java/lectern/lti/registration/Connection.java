package lectern.lti.registration;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A registration as those see it who run this server.
 *
 * @param name of the school; empty when nobody gave one
 * @param scopes what the LMS granted; empty when it did not say
 */
public record Connection(
        long id,
        String iss,
        String clientId,
        String name,
        String family,
        State state,
        Origin origin,
        Set<String> scopes,
        List<Place> places) {
    public Connection {
        scopes = Set.copyOf(scopes);
        places = List.copyOf(places);
    }

    /** Whether it may launch. */
    public enum State {
        /** It may, as far as its deployments may. */
        ACTIVE,
        /** It registered itself and waits for an approval. */
        WAITING,
        /** It may not; what it has stays. */
        REMOVED
    }

    /**
     * Where it comes from.
     *
     * @param inSettings named by lectern.conf, which alone switches it on and off
     * @param updatable the LMS told where its registration can be changed
     */
    public record Origin(Registration.Source source, boolean inSettings, boolean updatable, Instant createdAt) {}

    /** A deployment of it. */
    public record Place(long id, String deploymentId, PlaceState state, Instant createdAt) {}

    /** Whether a deployment may launch. */
    public enum PlaceState {
        PENDING,
        ENABLED,
        DISABLED
    }
}
