package lectern.lti.launch;

import com.nimbusds.jose.Header;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import lectern.lti.keys.PlatformKeys;
import lectern.lti.login.Login;
import lectern.lti.refusal.Refusal;
import lectern.lti.refusal.Refused;
import lectern.lti.registration.Registration;

/**
 * Whether the token is the platform's, for us, of now and of this login (Security Framework 1.1 §5.1.3), in this order.
 * Written out, because libraries let pass much that a tool must refuse: no kid, an iat of tomorrow, foreign audiences.
 */
public final class TokenChecks {
    private static final long SKEW = Duration.ofSeconds(60).toSeconds();
    private static final long MAX_AGE = Duration.ofMinutes(10).toSeconds();
    /** An LMS may hold a message back for a while, as long as the token says that it is good. */
    private static final long MAX_MESSAGE_AGE = Duration.ofDays(1).toSeconds();

    private final PlatformKeys keys;
    private final Clock clock;

    public TokenChecks(PlatformKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** The claims of a launch's token that passes; throws {@link Refused} at the first check that it fails. */
    Claims launch(String idToken, Login login) {
        Claims claims = verify(idToken, login.registration(), MAX_AGE);
        if (!login.nonce().equals(claims.text("nonce"))) {
            throw new Refused(Refusal.BAD_NONCE);
        }
        return claims;
    }

    /** The same for a message that is no answer to a login of ours: the caller sees to it that it counts once. */
    public Claims message(String jwt, Registration registration) {
        return verify(jwt, registration, MAX_MESSAGE_AGE);
    }

    private Claims verify(String jwt, Registration registration, long maxAge) {
        JWSObject token = parse(jwt);
        signature(token, registration);
        Map<String, Object> payload = token.getPayload().toJSONObject();
        if (payload == null) {
            throw new Refused(Refusal.BAD_TOKEN);
        }
        Claims claims = new Claims(payload);
        issuer(claims, registration);
        audience(claims, registration);
        times(claims, maxAge);
        return claims;
    }

    private static JWSObject parse(String idToken) {
        String[] parts = idToken.split("\\.", -1);
        if (parts.length != 3) {
            throw new Refused(Refusal.BAD_TOKEN);
        }
        try {
            // The algorithm first: nimbus refuses to parse an unsigned token as a signed one, and would hide why.
            Header header = Header.parse(new Base64URL(parts[0]));
            if (!(header instanceof JWSHeader signed) || !signed.getAlgorithm().equals(JWSAlgorithm.RS256)) {
                throw new Refused(Refusal.BAD_ALG, "it is " + header.getAlgorithm());
            }
            if (signed.getKeyID() == null || signed.getKeyID().isEmpty()) {
                throw new Refused(Refusal.MISSING_KID);
            }
            return JWSObject.parse(idToken);
        } catch (ParseException | IllegalArgumentException e) {
            throw new Refused(Refusal.BAD_TOKEN);
        }
    }

    private void signature(JWSObject token, Registration registration) {
        try {
            RSAKey key = keys.find(registration.jwksUrl(), token.getHeader().getKeyID())
                    .orElseThrow(() -> new Refused(
                            Refusal.UNKNOWN_KID, "kid " + token.getHeader().getKeyID()));
            if (!token.verify(new RSASSAVerifier(key))) {
                throw new Refused(Refusal.BAD_SIGNATURE);
            }
        } catch (PlatformKeys.Unavailable e) {
            throw new Refused(Refusal.KEYS_UNAVAILABLE, registration.jwksUrl() + ": " + e.getMessage());
        } catch (JOSEException e) {
            throw new Refused(Refusal.BAD_SIGNATURE);
        }
    }

    private static void issuer(Claims claims, Registration registration) {
        if (!registration.iss().equals(claims.text("iss"))) {
            throw new Refused(Refusal.BAD_ISSUER);
        }
    }

    private static void audience(Claims claims, Registration registration) {
        List<String> audience = claims.texts("aud");
        // No other audience is trusted: whoever else holds the token could replay it here.
        if (audience == null || audience.isEmpty() || !audience.stream().allMatch(registration.clientId()::equals)) {
            throw new Refused(Refusal.BAD_AUDIENCE);
        }
        if (claims.has("azp") && !registration.clientId().equals(claims.text("azp"))) {
            throw new Refused(Refusal.BAD_AZP);
        }
    }

    private void times(Claims claims, long maxAge) {
        long now = clock.instant().getEpochSecond();
        OptionalLong expires = claims.seconds("exp");
        if (expires.isEmpty() || expires.getAsLong() <= now - SKEW) {
            throw new Refused(Refusal.EXPIRED, seconds("exp", expires, now));
        }
        OptionalLong issued = claims.seconds("iat");
        if (issued.isEmpty() || issued.getAsLong() > now + SKEW || issued.getAsLong() < now - maxAge) {
            throw new Refused(Refusal.BAD_IAT, seconds("iat", issued, now));
        }
        OptionalLong notBefore = claims.seconds("nbf");
        if (notBefore.isPresent() && notBefore.getAsLong() > now + SKEW) {
            throw new Refused(Refusal.BAD_IAT, seconds("nbf", notBefore, now));
        }
    }

    private static String seconds(String name, OptionalLong value, long now) {
        return value.isPresent()
                ? name + " " + value.getAsLong() + ", this server's clock " + now
                : name + " is absent";
    }
}
