package lectern.lti.token;

import java.util.Set;
import lectern.lti.http.PlatformAnswer;
import lectern.lti.http.PlatformException;
import lectern.lti.http.PlatformHttp;
import lectern.lti.http.PlatformRequest;
import lectern.lti.registration.Registration;

/** Calls of one LMS service with an access token; a refused token is fetched anew once. */
public final class ServiceClient {
    private static final int UNAUTHORIZED = 401;

    private final PlatformHttp http;
    private final ServiceTokens tokens;

    public ServiceClient(PlatformHttp http, ServiceTokens tokens) {
        this.http = http;
        this.tokens = tokens;
    }

    /**
     * Whose service, and what for.
     *
     * @param deployment the LMS's deployment id
     * @param scopes what the call needs
     */
    public record Grant(Registration registration, String deployment, Set<String> scopes) {
        public Grant {
            scopes = Set.copyOf(scopes);
        }
    }

    /** The service's answer, of any status. */
    public PlatformAnswer send(Grant grant, PlatformRequest request) throws PlatformException {
        PlatformAnswer answer = http.send(authorized(grant, request));
        if (answer.status() != UNAUTHORIZED) {
            return answer;
        }
        tokens.forget(grant.registration(), grant.deployment(), grant.scopes());
        return http.send(authorized(grant, request));
    }

    private PlatformRequest authorized(Grant grant, PlatformRequest request) throws PlatformException {
        // Capitalised: one LMS refuses "bearer".
        return request.header(
                "Authorization", "Bearer " + tokens.token(grant.registration(), grant.deployment(), grant.scopes()));
    }
}
