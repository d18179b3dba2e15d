package lectern.bench.launches;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A made-up LMS: it signs launches with a real key (RS256, 2048 bits) and shows its key set over HTTP on loopback. Its
 * address, client id and deployment are those that {@code --practice} registers. Thread-safe.
 */
final class SyntheticPlatform implements AutoCloseable {
    static final int ROOMS = 100;
    static final String CLIENT = "lectern-practice";
    private static final String DEPLOYMENT = "practice-1";
    private static final String CLAIM = "https://purl.imsglobal.org/spec/lti/claim/";
    private static final String AGS = "https://purl.imsglobal.org/spec/lti-ags/";
    private static final String NRPS = "https://purl.imsglobal.org/spec/lti-nrps/";
    private static final String MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership#";
    private static final String KID = "bench-1";
    private static final int LIFE_SECONDS = 600;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final KeyPair keys;
    private final String header = encode(write(Map.of("alg", "RS256", "typ", "JWT", "kid", KID)));
    private final AtomicInteger keySets = new AtomicInteger();
    private final CourseServices services;

    private SyntheticPlatform(HttpServer server, KeyPair keys, int students) {
        this.server = server;
        this.keys = keys;
        services = CourseServices.on(server, iss(), students);
    }

    /** @param students of each of its courses */
    static SyntheticPlatform start(int students) throws IOException {
        // Else an answer waits 40 ms for the acknowledgement of its own head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            SyntheticPlatform platform = new SyntheticPlatform(server, generator.generateKeyPair(), students);
            server.createContext("/.well-known/jwks.json", platform::keySet);
            server.start();
            return platform;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has RSA", e);
        }
    }

    /** The issuer, which is its address. */
    String iss() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    CourseServices services() {
        return services;
    }

    /** How often the key set was fetched. */
    int keySets() {
        return keySets.get();
    }

    private void keySet(HttpExchange exchange) throws IOException {
        keySets.incrementAndGet();
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        byte[] body = write(Map.of(
                "keys",
                List.of(Map.of(
                        "kty",
                        "RSA",
                        "kid",
                        KID,
                        "use",
                        "sig",
                        "alg",
                        "RS256",
                        "n",
                        encode(unsigned(key.getModulus().toByteArray())),
                        "e",
                        encode(unsigned(key.getPublicExponent().toByteArray()))))));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static byte[] unsigned(byte[] number) {
        return number[0] == 0 ? Arrays.copyOfRange(number, 1, number.length) : number;
    }

    /** The signed launch of this person into this room, about as long as those of a real LMS. */
    String token(Visit visit, Browsers.Begun begun) {
        long now = System.currentTimeMillis() / 1_000;
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", iss());
        claims.put("aud", CLIENT);
        claims.put("sub", visit.sub());
        claims.put("iat", now);
        claims.put("exp", now + LIFE_SECONDS);
        claims.put("nonce", begun.nonce());
        claims.put(CLAIM + "target_link_uri", begun.target());
        claims.put("name", visit.name());
        claims.put("given_name", "Maria Fernanda");
        claims.put("family_name", visit.name().substring("Maria Fernanda ".length()));
        claims.put("locale", "en-GB");
        place(claims, visit);
        services(claims, visit);
        String signed = header + "." + encode(write(claims));
        return signed + "." + encode(sign(signed));
    }

    private void place(Map<String, Object> claims, Visit visit) {
        claims.put(CLAIM + "version", "1.3.0");
        claims.put(CLAIM + "message_type", "LtiResourceLinkRequest");
        claims.put(CLAIM + "deployment_id", DEPLOYMENT);
        claims.put(CLAIM + "roles", List.of(MEMBERSHIP + (visit.teaches(ROOMS) ? "Instructor" : "Learner")));
        claims.put(
                CLAIM + "context",
                Map.of("id", "course-" + visit.room(), "label", "C" + visit.room(), "title", "Course " + visit.room()));
        claims.put(
                CLAIM + "resource_link",
                Map.of(
                        "id",
                        (visit.menu() ? "course-" : "link-") + visit.room(),
                        "title",
                        "Live class " + visit.room()));
        claims.put(
                CLAIM + "launch_presentation",
                Map.of("document_target", "iframe", "return_url", iss() + "/course/" + visit.room()));
        claims.put(
                CLAIM + "tool_platform",
                Map.of("guid", "bench", "name", "Example University", "product_family_code", "bench"));
        claims.put(CLAIM + "custom", Map.of("timezone", "Europe/Lisbon", "placement", "link_selection"));
    }

    private void services(Map<String, Object> claims, Visit visit) {
        String course = iss() + "/services/" + visit.room();
        claims.put(
                AGS + "claim/endpoint",
                Map.of(
                        "scope",
                        List.of(AGS + "scope/lineitem", AGS + "scope/score", AGS + "scope/result.readonly"),
                        "lineitems",
                        course + "/lineitems"));
        claims.put(
                NRPS + "claim/namesroleservice",
                Map.of("context_memberships_url", course + "/members", "service_versions", List.of("2.0")));
    }

    private byte[] sign(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            PrivateKey key = keys.getPrivate();
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java signs with RSA", e);
        }
    }

    private static byte[] write(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
