package lectern.lti.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import lectern.lti.http.PlatformAnswer;
import lectern.lti.http.PlatformException;
import lectern.lti.http.PlatformHttp;
import lectern.lti.http.PlatformRequest;
import lectern.lti.keys.ToolKeys;
import lectern.lti.registration.Registration;

/** Access tokens, kept until a minute before they end. At most {@value #MAX_TOKENS} are kept. */
public final class ServiceTokens {
    private static final int MAX_TOKENS = 2000;
    private static final Duration ASSERTION = Duration.ofMinutes(5);
    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final Duration USUAL_LIFE = Duration.ofMinutes(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PlatformHttp http;
    private final ToolKeys keys;
    private final Clock clock;
    private final Map<Key, Token> kept = new LinkedHashMap<>();

    public ServiceTokens(PlatformHttp http, ToolKeys keys, Clock clock) {
        this.http = http;
        this.keys = keys;
        this.clock = clock;
    }

    /** One kind of token; scopes in one order, so that a set is asked for once. */
    private record Key(long registration, String deployment, String scopes) {}

    private record Token(String value, Instant until) {}

    /**
     * A token for these scopes.
     *
     * @param deployment the LMS's deployment id, which some platforms want in the assertion
     * @throws PlatformException when the LMS refuses, in its own words, or cannot be reached
     */
    public String token(Registration registration, String deployment, Set<String> scopes) throws PlatformException {
        Key key = new Key(registration.id(), deployment, String.join(" ", new TreeSet<>(scopes)));
        synchronized (kept) {
            Token token = kept.get(key);
            if (token != null && clock.instant().isBefore(token.until())) {
                return token.value();
            }
        }
        Token fresh = fetch(registration, key);
        synchronized (kept) {
            if (kept.size() >= MAX_TOKENS) {
                kept.clear(); // only a cache
            }
            kept.put(key, fresh);
        }
        return fresh.value();
    }

    /** Forgets a token that a service refused. */
    public void forget(Registration registration, String deployment, Set<String> scopes) {
        synchronized (kept) {
            kept.remove(new Key(registration.id(), deployment, String.join(" ", new TreeSet<>(scopes))));
        }
    }

    private Token fetch(Registration registration, Key key) throws PlatformException {
        Registration.Services services = registration.services();
        if (services == null) {
            throw new PlatformException("This connection has no access token address; add it to its registration.");
        }
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put("client_assertion", assertion(registration.clientId(), services.audience(), key.deployment()));
        form.put("scope", key.scopes());
        PlatformAnswer answer = http.send(
                PlatformRequest.with("POST", services.tokenUrl(), "application/x-www-form-urlencoded", encode(form))
                        .header("Accept", "application/json"));
        if (!answer.good()) {
            throw new PlatformException(
                    "The LMS gave no access token (" + answer.status() + "): " + answer.shownBody());
        }
        return read(answer);
    }

    private String assertion(String clientId, String audience, String deployment) {
        Instant now = clock.instant();
        return keys.sign(new JWTClaimsSet.Builder()
                .issuer(clientId)
                .subject(clientId)
                .audience(audience)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(ASSERTION)))
                .jwtID(UUID.randomUUID().toString())
                .claim("https://purl.imsglobal.org/spec/lti/claim/deployment_id", deployment)
                .build());
    }

    private Token read(PlatformAnswer answer) throws PlatformException {
        try {
            JsonNode json = JSON.readTree(answer.body());
            String value = json == null ? "" : json.path("access_token").asText("");
            if (value.isEmpty()) {
                throw new PlatformException("The LMS answered without an access token: " + answer.shownBody());
            }
            long seconds = json.path("expires_in").asLong(USUAL_LIFE.toSeconds());
            Duration life = Duration.ofSeconds(Math.max(0, Math.min(seconds, 86_400)));
            return new Token(value, clock.instant().plus(life).minus(MARGIN));
        } catch (JsonProcessingException e) {
            throw new PlatformException("The LMS's access token address answered no JSON: " + answer.shownBody(), e);
        }
    }

    private static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
