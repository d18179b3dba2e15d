package lectern.practice.trace;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Date;
import java.util.List;
import java.util.Map;
import lectern.practice.platform.Registration;
import org.jspecify.annotations.Nullable;

/** The 19 checks of a launch in the order in which a tool makes them (Security Framework 1.0 §5.1.3). */
public final class LaunchChecks {

    private static final String C = "https://purl.imsglobal.org/spec/lti/claim/";

    private LaunchChecks() {}

    /** What is known of them for one message, given the nonce that the tool asked for. */
    public static List<Check> of(JWTClaimsSet claims, Registration registration, @Nullable String nonce) {
        Map<String, Object> all = claims.getClaims();
        Date issued = claims.getIssueTime();
        Date expires = claims.getExpirationTime();
        boolean timed = issued != null && expires != null && issued.toInstant().isBefore(expires.toInstant());
        boolean open = "LtiResourceLinkRequest".equals(all.get(C + "message_type"));
        boolean linked = all.get(C + "resource_link") instanceof Map<?, ?> link && link.get("id") != null;
        return List.of(
                Check.of("A form with state and id_token is posted", true),
                Check.hidden("The state is known, not over, and used for the first time"),
                Check.hidden("The browser is the one that began (cookie or storage)"),
                Check.of("The id_token is a signed JWT", true),
                Check.of("It is signed with RS256", true),
                Check.of("Its kid is in this LMS's key set", true),
                Check.of("The signature fits that key", true),
                Check.of("iss is this LMS", registration.issuer().equals(claims.getIssuer())),
                Check.of(
                        "aud is the client id and nothing else",
                        List.of(registration.clientId()).equals(claims.getAudience())),
                Check.of("iat and exp are there and in order", timed),
                Check.of("nonce is the one that the tool asked for", nonce != null && nonce.equals(all.get("nonce"))),
                Check.of("version is 1.3.0", "1.3.0".equals(all.get(C + "version"))),
                Check.of("message_type is one that there is", all.get(C + "message_type") instanceof String),
                Check.of(
                        "deployment_id is the registered one",
                        registration.deploymentId().equals(all.get(C + "deployment_id"))),
                Check.of("roles are there, even if none", all.get(C + "roles") instanceof List),
                Check.of("sub names the person", claims.getSubject() != null),
                Check.of("resource_link has an id, where the message has one", !open || linked),
                Check.of(
                        "target_link_uri is the tool's",
                        all.get(C + "target_link_uri") instanceof String target
                                && target.startsWith(registration.tool().origin() + "/")),
                Check.hidden("Claims that nobody knows are ignored"));
    }
}
