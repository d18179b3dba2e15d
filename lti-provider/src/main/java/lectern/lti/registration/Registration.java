package lectern.lti.registration;

import java.net.URI;

/**
 * One LMS connection that may launch. The issuer alone does not name it: on Canvas cloud, Blackboard and Schoology all
 * customers share one.
 *
 * @param iss exactly as the LMS sends it; not always a URL that answers
 */
public record Registration(long id, String iss, String clientId, URI authUrl, URI jwksUrl, String family) {
    /** Who made a registration. */
    public enum Source {
        MANUAL,
        PRACTICE
    }
}
