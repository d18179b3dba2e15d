package lectern.lti;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The claims of a launch that is right in everything. */
public final class TestClaims {
    public static final String C = "https://purl.imsglobal.org/spec/lti/claim/";
    public static final String MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership#";

    private TestClaims() {}

    public static Map<String, Object> valid(String nonce, Clock clock) {
        long now = clock.instant().getEpochSecond();
        Map<String, Object> claims = new HashMap<>();
        claims.put("iss", TestPlatform.ISS);
        claims.put("aud", TestPlatform.CLIENT);
        claims.put("sub", "user-7");
        claims.put("iat", now);
        claims.put("exp", now + 300);
        claims.put("nonce", nonce);
        claims.put("name", "Ada Lovelace");
        claims.put("email", "ada@school.invalid");
        claims.put(C + "version", "1.3.0");
        claims.put(C + "message_type", "LtiResourceLinkRequest");
        claims.put(C + "deployment_id", "dep-1");
        claims.put(C + "target_link_uri", TestTool.TARGET);
        claims.put(C + "roles", new ArrayList<>(List.of(MEMBERSHIP + "Instructor")));
        claims.put(C + "resource_link", Map.of("id", "link-1", "title", "Live class"));
        claims.put(C + "context", Map.of("id", "course-1", "title", "Physics 101", "type", List.of("CourseSection")));
        claims.put(
                C + "launch_presentation",
                Map.of(
                        "document_target",
                        "iframe",
                        "return_url",
                        "https://lms.school.edu/back?course=1",
                        "locale",
                        "de"));
        return claims;
    }
}
