package lectern.lti;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import lectern.settings.Settings;
import org.jspecify.annotations.Nullable;

/** An LMS as far as its key set and its signatures go, with real keys, on loopback. */
public final class TestPlatform implements AutoCloseable {
    public static final String ISS = "https://lms.school.edu";
    public static final String CLIENT = "client-1";

    private final HttpServer server;
    private final AtomicInteger fetches = new AtomicInteger();
    private volatile String keySet;
    private volatile RSAKey key;

    public TestPlatform() throws IOException {
        key = newKey("key-1");
        keySet = new JWKSet(key.toPublicJWK()).toString();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/jwks", exchange -> {
            fetches.incrementAndGet();
            byte[] body = keySet.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    public static RSAKey newKey(String kid) {
        try {
            return new RSAKeyGenerator(2048).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public RSAKey key() {
        return key;
    }

    /** From now on signs with another key, and its key set has only that. */
    public void rotate(String kid) {
        key = newKey(kid);
        keySet = new JWKSet(key.toPublicJWK()).toString();
    }

    public void serve(String body) {
        keySet = body;
    }

    public int fetches() {
        return fetches.get();
    }

    public URI jwksUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks");
    }

    public Settings.Registration registration(String iss, String client, @Nullable URI jwks) {
        return new Settings.Registration(
                iss,
                client,
                URI.create("https://lms.school.edu/auth?tenant=a"),
                jwks == null ? jwksUrl() : jwks,
                null,
                null,
                "generic",
                List.of());
    }

    public String sign(Map<String, ?> claims) {
        return sign(
                key,
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                claims);
    }

    public static String sign(RSAKey key, JWSHeader header, Map<String, ?> claims) {
        try {
            Map<String, Object> payload = new java.util.HashMap<>(claims);
            JWSObject token = new JWSObject(header, new Payload(payload));
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
