package lectern.lti.keys;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.ResourceRetriever;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The platforms' public keys: cached, fetched again when a token names an unknown kid (at most twice in 30 s, so that
 * made-up kids do not make us hammer an LMS), kept for a day when the LMS is down. Thread-safe.
 */
public final class PlatformKeys {
    private static final Duration CACHED = Duration.ofMinutes(15);
    private static final Duration REFRESH = Duration.ofSeconds(15);
    private static final Duration RATE = Duration.ofSeconds(30);
    private static final Duration OUTAGE = Duration.ofHours(24);
    private static final int MIN_BITS = 2048;
    private static final int MAX_PLATFORMS = 1000;

    private final ResourceRetriever retriever;
    private final Map<URI, JWKSource<SecurityContext>> sources = new ConcurrentHashMap<>();

    public PlatformKeys(ResourceRetriever retriever) {
        this.retriever = retriever;
    }

    /** The key set cannot be had and none is cached. */
    public static final class Unavailable extends Exception {
        private static final long serialVersionUID = 1;

        Unavailable(Throwable cause) {
            super(String.valueOf(cause.getMessage()), cause);
        }
    }

    /** The RSA signature key with this kid. */
    public Optional<RSAKey> find(URI jwksUrl, String kid) throws Unavailable {
        JWKMatcher matcher = new JWKMatcher.Builder()
                .keyID(kid)
                .keyType(KeyType.RSA)
                .keyUses(KeyUse.SIGNATURE, null)
                .minKeySize(MIN_BITS)
                .build();
        try {
            List<JWK> found = source(jwksUrl).get(new JWKSelector(matcher), null);
            return found.stream().findFirst().map(JWK::toRSAKey);
        } catch (RateLimitReachedException e) {
            return Optional.empty();
        } catch (KeySourceException e) {
            throw new Unavailable(e);
        }
    }

    private JWKSource<SecurityContext> source(URI jwksUrl) {
        if (sources.size() >= MAX_PLATFORMS) {
            sources.clear(); // only a cache
        }
        return sources.computeIfAbsent(jwksUrl, this::build);
    }

    private JWKSource<SecurityContext> build(URI jwksUrl) {
        try {
            return JWKSourceBuilder.create(jwksUrl.toURL(), retriever)
                    .cache(CACHED.toMillis(), REFRESH.toMillis())
                    .refreshAheadCache(false)
                    .rateLimited(RATE.toMillis())
                    .retrying(true)
                    .outageTolerant(OUTAGE.toMillis())
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("not a URL: " + jwksUrl, e);
        }
    }
}
