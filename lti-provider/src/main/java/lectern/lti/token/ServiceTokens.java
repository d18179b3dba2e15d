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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Access tokens, kept until a minute before they end. At most {@value #MAX_TOKENS} are kept.
 *
 * <p>The audience of an assertion is the registration's. LMSs disagree on what it must be where nobody said so: the token
 * address (RFC 7523 §3), or the issuer. One that refuses the client is asked once more with each of the others; what it
 * took is used until the next start.
 */
public final class ServiceTokens {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceTokens.class);
    private static final int MAX_TOKENS = 2000;
    private static final Duration ASSERTION = Duration.ofMinutes(5);
    /** Moodle refuses an assertion that its own clock finds made in the future. */
    private static final Duration BACK_DATED = Duration.ofSeconds(10);

    private static final Set<String> REFUSES_CLIENT =
            Set.of("invalid_client", "invalid_request", "invalid_grant", "unauthorized_client");
    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final Duration USUAL_LIFE = Duration.ofMinutes(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PlatformHttp http;
    private final ToolKeys keys;
    private final Clock clock;
    private final Map<Key, Token> kept = new LinkedHashMap<>();
    /** The audience that an LMS took instead of its registration's, by registration. Guarded by {@link #kept}. */
    private final Map<Long, String> taken = new HashMap<>();

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
        PlatformException first = null;
        for (String audience : audiences(registration, services)) {
            PlatformAnswer answer = ask(registration, audience, key);
            if (answer.good()) {
                Token token = read(answer);
                keep(registration, services, audience);
                return token;
            }
            PlatformException refusal = new PlatformException(
                    "The LMS gave no access token (" + answer.status() + "): " + answer.shownBody());
            if (!refusesClient(answer)) {
                throw first == null ? refusal : first;
            }
            // The registration's own audience is what the admin can compare.
            first = first == null ? refusal : first;
        }
        throw first == null ? new PlatformException("The LMS was not asked for an access token.") : first;
    }

    private PlatformAnswer ask(Registration registration, String audience, Key key) throws PlatformException {
        Registration.Services services = Objects.requireNonNull(registration.services());
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put("client_assertion", assertion(registration.clientId(), audience, key.deployment()));
        form.put("scope", key.scopes());
        return http.send(
                PlatformRequest.with("POST", services.tokenUrl(), "application/x-www-form-urlencoded", encode(form))
                        .header("Accept", "application/json"));
    }

    /** At most four, the most likely first. */
    private Set<String> audiences(Registration registration, Registration.Services services) {
        Set<String> audiences = new LinkedHashSet<>();
        synchronized (kept) {
            String known = taken.get(registration.id());
            if (known != null) {
                audiences.add(known);
            }
        }
        audiences.add(services.audience());
        audiences.add(services.tokenUrl().toString());
        audiences.add(registration.iss());
        return audiences;
    }

    private void keep(Registration registration, Registration.Services services, String audience) {
        synchronized (kept) {
            if (audience.equals(services.audience())) {
                taken.remove(registration.id());
                return;
            }
            if (taken.size() >= MAX_TOKENS) {
                taken.clear(); // only a cache
            }
            if (!audience.equals(taken.put(registration.id(), audience))) {
                LOG.atInfo()
                        .addKeyValue("iss", registration.iss())
                        .addKeyValue("registered", services.audience())
                        .addKeyValue("taken", audience)
                        .log("The LMS takes another audience than the registration's");
            }
        }
    }

    /** Whether it is the assertion that is refused (RFC 6749 §5.2), and not what is asked for. */
    private static boolean refusesClient(PlatformAnswer answer) {
        if (answer.status() != 400 && answer.status() != 401) {
            return false;
        }
        try {
            JsonNode json = JSON.readTree(answer.body());
            return json != null && REFUSES_CLIENT.contains(json.path("error").asText(""));
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private String assertion(String clientId, String audience, String deployment) {
        Instant now = clock.instant().minus(BACK_DATED);
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
