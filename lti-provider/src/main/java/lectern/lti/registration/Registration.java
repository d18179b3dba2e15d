package lectern.lti.registration;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One LMS connection that may launch. The issuer alone does not name it: on Canvas cloud, Blackboard and Schoology all
 * customers share one.
 *
 * @param iss exactly as the LMS sends it; not always a URL that answers
 * @param services null when the LMS gave no token address: then none of its services can be called
 */
public record Registration(
        long id,
        String iss,
        String clientId,
        URI authUrl,
        URI jwksUrl,
        String family,
        @Nullable Services services) {
    /** Who made a registration. */
    public enum Source {
        MANUAL,
        DYNAMIC,
        PRACTICE
    }

    /**
     * How to get access tokens (1EdTech Security Framework 1.0 §4).
     *
     * @param tokenUrl the token endpoint
     * @param audience of our assertions: the token endpoint, unless the LMS names another
     * @param scopes what the LMS granted; empty when it did not say, which means ask and see
     */
    public record Services(URI tokenUrl, String audience, Set<String> scopes) {
        public Services {
            scopes = Set.copyOf(scopes);
        }

        /** Whether the LMS is known not to have granted a scope. */
        public boolean lacks(String scope) {
            return !scopes.isEmpty() && !scopes.contains(scope);
        }
    }
}
