package lectern.practice.services;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import lectern.practice.face.Face;
import lectern.practice.face.Switches;
import lectern.practice.platform.Addresses;
import lectern.practice.platform.Discovery;
import lectern.practice.platform.Registration;
import lectern.practice.platform.Registrations;
import lectern.practice.wire.Answer;
import lectern.practice.wire.Json;
import lectern.practice.wire.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Gives access tokens for client assertions (Security Framework 1.0 §4.1.1, RFC 7523 §3). Partly allowed scopes give
 * the allowed part, as Moodle does. Any thread.
 */
public final class TokenEndpoint {

    static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration LONGEST_STRICT = Duration.ofMinutes(5);

    private final Registrations registrations;
    private final Addresses addresses;
    private final ToolKeys keys;
    private final AccessTokens tokens;
    private final Switches switches;
    private final Clock clock;
    private final UsedOnce assertions = new UsedOnce();

    /** What the endpoint works with. */
    public record Parts(
            Registrations registrations, Addresses addresses, ToolKeys keys, AccessTokens tokens, Switches switches) {}

    public TokenEndpoint(Parts parts, Clock clock) {
        this.registrations = parts.registrations();
        this.addresses = parts.addresses();
        this.keys = parts.keys();
        this.tokens = parts.tokens();
        this.switches = parts.switches();
        this.clock = clock;
    }

    /**
     * Answers one request, given its form.
     *
     * @throws Refusal with an OAuth error
     */
    public Answer answer(Map<String, List<String>> form) {
        if (!"client_credentials".equals(only(form, "grant_type"))) {
            throw new Refusal(400, "unsupported_grant_type", "grant_type must be client_credentials");
        }
        if (!ASSERTION.equals(only(form, "client_assertion_type"))) {
            throw new Refusal(400, "client_assertion_type must be " + ASSERTION);
        }
        String assertion = only(form, "client_assertion");
        if (assertion == null) {
            throw new Refusal(400, "client_assertion is missing");
        }
        Registration registration = client(assertion);
        Set<String> scopes = allowed(registration, only(form, "scope"));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("access_token", tokens.issue(registration, scopes));
        json.put("token_type", "Bearer");
        json.put("expires_in", AccessTokens.LIFE.toSeconds());
        json.put("scope", String.join(" ", scopes));
        return Answer.json(json);
    }

    private Registration client(String assertion) {
        String claimed = claimedIssuer(assertion);
        Registration registration = registrations
                .of(claimed)
                .orElseThrow(() -> new Refusal(400, "invalid_client", "iss is no client_id of this LMS"));
        JWTClaimsSet claims = keys.verify(assertion, registration.tool().urls().keys());
        if (!registration.clientId().equals(claims.getSubject())) {
            throw new Refusal(400, "invalid_client", "sub must be the client_id, as iss is");
        }
        String audience = addresses.audience(switches.face());
        if (!claims.getAudience().contains(audience)) {
            throw new Refusal(400, "invalid_client", "aud must be " + audience);
        }
        checkTimes(claims);
        String jti = claims.getJWTID();
        if (jti == null || jti.isBlank()) {
            throw new Refusal(400, "invalid_client", "jti is missing");
        }
        if (!assertions.first(registration.clientId() + " " + jti)) {
            throw new Refusal(400, "invalid_client", "this assertion (jti) was used before");
        }
        return registration;
    }

    /** Read before the signature is known to be right, only to find whose key it should be. */
    private static @Nullable String claimedIssuer(String assertion) {
        try {
            return com.nimbusds.jwt.SignedJWT.parse(assertion).getJWTClaimsSet().getIssuer();
        } catch (java.text.ParseException e) {
            throw new Refusal(400, "invalid_client", "client_assertion is no signed JWT");
        }
    }

    private void checkTimes(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Date issued = claims.getIssueTime();
        Date expires = claims.getExpirationTime();
        if (issued == null || expires == null) {
            throw new Refusal(400, "invalid_client", "iat and exp must be there");
        }
        Duration skew = switches.face() == Face.MOODLE ? Duration.ZERO : SKEW;
        if (issued.toInstant().isAfter(now.plus(skew))) {
            throw new Refusal(400, "invalid_client", "iat is in the future");
        }
        if (!expires.toInstant().isAfter(now.minus(skew))) {
            throw new Refusal(400, "invalid_client", "the assertion is over (exp)");
        }
        Duration longest = switches.has(Face.Quirk.EXACT) ? LONGEST_STRICT : LONGEST;
        if (Duration.between(issued.toInstant(), expires.toInstant()).compareTo(longest) > 0) {
            throw new Refusal(400, "invalid_client", "an assertion may live " + longest.toMinutes() + " minutes");
        }
    }

    private Set<String> allowed(Registration registration, @Nullable String asked) {
        if (asked == null || asked.isBlank()) {
            throw new Refusal(400, "invalid_scope", "scope is missing");
        }
        Set<String> scopes = new LinkedHashSet<>(List.of(asked.strip().split("\\s+", -1)));
        scopes.retainAll(registration.scopes());
        scopes.retainAll(Discovery.scopes(switches.face()));
        if (scopes.isEmpty()) {
            throw new Refusal(400, "invalid_scope", "none of these scopes was granted to the tool");
        }
        return new TreeSet<>(scopes);
    }

    private static @Nullable String only(Map<String, List<String>> form, String name) {
        return Optional.ofNullable(form.get(name))
                .filter(values -> values.size() == 1)
                .map(values -> values.get(0))
                .orElse(null);
    }

    /** An OAuth error (RFC 6749 §5.2). */
    public static Answer error(Refusal refusal) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("error", refusal.error());
        json.put("error_description", refusal.sentence());
        return new Answer(refusal.status(), "application/json", Json.write(json), null);
    }
}
