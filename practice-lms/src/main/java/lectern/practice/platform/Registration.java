package lectern.practice.platform;

/**
 * What this LMS and the tool know of each other; made by hand on both sides, so nothing is negotiated.
 *
 * @param issuer this LMS
 * @param tool the tool's origin
 */
public record Registration(String issuer, String tool) {

    public static final String CLIENT_ID = "lectern-practice";
    public static final String DEPLOYMENT_ID = "practice-1";

    public String initiateLoginUri() {
        return tool + "/lti/login";
    }

    /** The only address that a message is ever posted to. */
    public String redirectUri() {
        return tool + "/lti/launch";
    }

    public String authorizationEndpoint() {
        return issuer + "/auth";
    }

    public String jwksUri() {
        return issuer + "/.well-known/jwks.json";
    }
}
