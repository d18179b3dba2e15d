package lectern.practice.services;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import lectern.practice.wire.Refusal;

/** Verifies what the tool signed, against the keys that it publishes. Any thread. */
public final class ToolKeys {

    private static final int TIMEOUT_MS = 5_000;
    private static final int MAX_BYTES = 256 * 1024;
    private static final long CACHE_MS = 60_000;

    /** One for each registered address, which are few and all of the tool's origin. */
    private final Map<String, JWKSource<SecurityContext>> sources = new ConcurrentHashMap<>();

    /**
     * The claims of a token whose signature is right; nothing else is checked.
     *
     * @throws Refusal with the reason, when it is not
     */
    public JWTClaimsSet verify(String token, String keysUrl) {
        SignedJWT jwt;
        try {
            jwt = SignedJWT.parse(token);
        } catch (ParseException e) {
            throw new Refusal(400, "invalid_client", "what came is no signed JWT");
        }
        if (!JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())) {
            throw new Refusal(400, "invalid_client", "the JWT must be signed with RS256");
        }
        if (jwt.getHeader().getKeyID() == null) {
            throw new Refusal(400, "invalid_client", "the JWT's header has no kid");
        }
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.RS256, sources.computeIfAbsent(keysUrl, ToolKeys::source)));
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        try {
            return processor.process(jwt, null);
        } catch (BadJOSEException e) {
            throw new Refusal(400, "invalid_client", "no key of the tool's key set fits the JWT: " + e.getMessage());
        } catch (JOSEException e) {
            throw new Refusal(400, "invalid_client", "the tool's key set cannot be used: " + e.getMessage());
        }
    }

    private static JWKSource<SecurityContext> source(String url) {
        DefaultResourceRetriever retriever = new DefaultResourceRetriever(TIMEOUT_MS, TIMEOUT_MS, MAX_BYTES);
        return JWKSourceBuilder.<SecurityContext>create(url(url), retriever)
                .cache(CACHE_MS, TIMEOUT_MS)
                .rateLimited(false)
                .build();
    }

    private static URL url(String url) {
        try {
            return URI.create(url).toURL();
        } catch (MalformedURLException | IllegalArgumentException e) {
            throw new Refusal(400, "invalid_client", "the tool's jwks_uri is no web address");
        }
    }
}
