package lectern.practice.platform;

import java.util.Set;
import lectern.practice.face.Switches;

/**
 * What this LMS and the tool know of each other.
 *
 * @param issuer this LMS
 * @param scopes what the tool may ask access tokens for
 */
public record Registration(String issuer, String clientId, String deploymentId, Tool tool, Set<String> scopes) {

    /** Of the registration that is there from the start, made by hand on both sides. */
    public static final String CLIENT_ID = "lectern-practice";

    public static final String DEPLOYMENT_ID = "practice-1";

    public Registration {
        scopes = Set.copyOf(scopes);
    }

    public static Registration byHand(String issuer, String toolOrigin) {
        return new Registration(issuer, CLIENT_ID, DEPLOYMENT_ID, Tool.at(toolOrigin), Scope.ALL);
    }

    /** The same connection as this school has it: the second one's deployment has an id of its own. */
    public Registration at(Switches.School school) {
        return school == Switches.School.RIVERSIDE
                ? this
                : new Registration(issuer, clientId, deploymentId + "-hillside", tool, scopes);
    }

    public String initiateLoginUri() {
        return tool.urls().login();
    }

    /** Where launches go that name no other address. */
    public String redirectUri() {
        return tool.urls().launch();
    }

    public String authorizationEndpoint() {
        return issuer + "/auth";
    }

    public String jwksUri() {
        return issuer + "/.well-known/jwks.json";
    }
}
