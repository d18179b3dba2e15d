package lectern.lti.deeplink;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import lectern.account.Tokens;
import lectern.lti.keys.ToolKeys;
import lectern.lti.refusal.Refusal;

/** The deep linking response (Deep Linking 2.0 §3.4.2), signed by us. */
final class ResponseToken {
    private static final String LTI = "https://purl.imsglobal.org/spec/lti/claim/";
    private static final String DEEP_LINKING = "https://purl.imsglobal.org/spec/lti-dl/claim/";
    private static final Duration LIFE = Duration.ofMinutes(5);
    /** An LMS whose clock is a little behind would take a token of now for one of the future. */
    private static final Duration BACK = Duration.ofSeconds(5);

    private final ToolKeys keys;
    private final Clock clock;
    private final Tokens nonces;

    ResponseToken(ToolKeys keys, Clock clock, Tokens nonces) {
        this.keys = keys;
        this.clock = clock;
        this.nonces = nonces;
    }

    /** An empty list is the answer of somebody who chose nothing. */
    String links(Request request, List<Map<String, Object>> items) {
        return keys.sign(claims(request, items).build());
    }

    /** No links, and why, for the person and for the LMS's log. */
    String refused(Request request, Refusal refusal, String launchId) {
        return keys.sign(claims(request, List.of())
                .claim(DEEP_LINKING + "errormsg", refusal.sentence())
                .claim(DEEP_LINKING + "errorlog", refusal.code() + " " + launchId)
                .build());
    }

    private JWTClaimsSet.Builder claims(Request request, List<Map<String, Object>> items) {
        Instant issued = clock.instant().minus(BACK);
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(request.deployment().clientId())
                .audience(request.deployment().iss())
                .issueTime(Date.from(issued))
                .expirationTime(Date.from(issued.plus(LIFE)))
                .claim("nonce", nonces.fresh())
                .claim(LTI + "message_type", "LtiDeepLinkingResponse")
                .claim(LTI + "version", "1.3.0")
                .claim(LTI + "deployment_id", request.deployment().name())
                .claim(DEEP_LINKING + "content_items", items);
        if (request.data() != null) {
            claims.claim(DEEP_LINKING + "data", request.data());
        }
        return claims;
    }
}
