package lectern.lti.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.lti.http.AddressGuard;
import lectern.lti.http.PlatformAnswer;
import lectern.lti.http.PlatformHttp;
import lectern.lti.http.PlatformRequest;
import lectern.lti.keys.ToolKeys;
import lectern.lti.registration.Registration;
import lectern.store.DataFolder;
import lectern.store.Database;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServiceClientTest {
    private static final Set<String> SCOPES = Set.of("scope:b", "scope:a");

    private final List<Map<String, String>> asked = new ArrayList<>();
    private final List<String> used = new ArrayList<>();
    private final Hand clock = new Hand();
    private int tokenStatus = 200;
    private String tokenBody = "";
    private String wantedAudience = "";
    private int refusals;
    private HttpServer server;
    private Database database;
    private ToolKeys keys;
    private ServiceTokens tokens;
    private ServiceClient client;
    private String base;

    /** A clock that the test turns. */
    private static final class Hand extends Clock {
        private Instant now = Instant.parse("2026-11-25T10:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        base = "http://127.0.0.1:" + server.getAddress().getPort();
        server.createContext("/token", exchange -> {
            asked.add(form(exchange));
            if (!wantedAudience.isEmpty()
                    && !audience(asked.get(asked.size() - 1)).equals(wantedAudience)) {
                send(exchange, 400, "{\"error\":\"invalid_client\",\"error_description\":\"not for us\"}");
                return;
            }
            String body = tokenBody.isEmpty()
                    ? "{\"access_token\":\"t" + asked.size() + "\",\"expires_in\":3600}"
                    : tokenBody;
            send(exchange, tokenStatus, body);
        });
        server.createContext("/service", exchange -> {
            used.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            boolean refuse = refusals > 0;
            refusals--;
            send(exchange, refuse ? 401 : 200, "{}");
        });
        server.start();
        DataFolder data = DataFolder.open(folder);
        database = Database.open(data);
        keys = ToolKeys.open(data, database, clock);
        PlatformHttp http = new PlatformHttp(new AddressGuard(true, false));
        tokens = new ServiceTokens(http, keys, clock);
        client = new ServiceClient(http, tokens);
    }

    @AfterEach
    void stop() {
        server.stop(0);
        database.close();
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        Map<String, String> form = new HashMap<>();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        for (String pair : body.split("&", -1)) {
            String[] sides = pair.split("=", 2);
            form.put(sides[0], URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    private Registration registration(@Nullable String audience) {
        URI token = URI.create(base + "/token");
        return new Registration(
                1,
                "https://lms.school.edu",
                "client-1",
                URI.create("https://lms.school.edu/auth"),
                URI.create("https://lms.school.edu/jwks"),
                "generic",
                new Registration.Services(token, audience == null ? token.toString() : audience, Set.of()));
    }

    private PlatformAnswer call() throws Exception {
        return client.send(
                new ServiceClient.Grant(registration(null), "deployment-1", SCOPES),
                PlatformRequest.get(URI.create(base + "/service"), "application/json"));
    }

    @Test
    void theAssertionSaysWhoWeAreAndIsSignedWithThePublishedKey() throws Exception {
        tokens.token(registration("https://audience.example"), "deployment-1", SCOPES);
        Map<String, String> form = asked.get(0);
        assertThat(form)
                .containsEntry("grant_type", "client_credentials")
                .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                .containsEntry("scope", "scope:a scope:b");
        SignedJWT assertion = SignedJWT.parse(form.get("client_assertion"));
        String kid = assertion.getHeader().getKeyID();
        assertThat(assertion.verify(
                        new RSASSAVerifier(keys.publicKeys().getKeyByKeyId(kid).toRSAKey())))
                .isTrue();
        JWTClaimsSet claims = assertion.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo("client-1").isEqualTo(claims.getSubject());
        assertThat(claims.getAudience()).containsExactly("https://audience.example");
        assertThat(claims.getStringClaim("https://purl.imsglobal.org/spec/lti/claim/deployment_id"))
                .isEqualTo("deployment-1");
        Duration life = Duration.between(
                claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant());
        assertThat(life).isLessThanOrEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aTokenIsFetchedOnceUntilItEnds() throws Exception {
        call();
        call();
        assertThat(used).containsExactly("Bearer t1", "Bearer t1");
        clock.now = clock.now.plus(Duration.ofMinutes(59).plusSeconds(1));
        call();
        assertThat(used).last().isEqualTo("Bearer t2");
    }

    @Test
    void eachAssertionHasItsOwnId() throws Exception {
        tokens.token(registration(null), "deployment-1", Set.of("scope:a"));
        tokens.token(registration(null), "deployment-1", Set.of("scope:b"));
        assertThat(asked.stream().map(ServiceClientTest::id).distinct()).hasSize(2);
    }

    private static String id(Map<String, String> form) {
        try {
            return SignedJWT.parse(form.get("client_assertion"))
                    .getJWTClaimsSet()
                    .getJWTID();
        } catch (java.text.ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String audience(Map<String, String> form) {
        try {
            return SignedJWT.parse(form.get("client_assertion"))
                    .getJWTClaimsSet()
                    .getAudience()
                    .get(0);
        } catch (java.text.ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anLmsThatWantsItsIssuerAsAudienceIsUnderstoodOnceAndRemembered() throws Exception {
        wantedAudience = "https://lms.school.edu";
        assertThat(tokens.token(registration("https://audience.example"), "deployment-1", Set.of("scope:a")))
                .isEqualTo("t3");
        assertThat(asked.stream().map(ServiceClientTest::audience))
                .containsExactly("https://audience.example", base + "/token", "https://lms.school.edu");
        tokens.token(registration("https://audience.example"), "deployment-1", Set.of("scope:b"));
        assertThat(asked.stream().map(ServiceClientTest::audience))
                .as("the second time at once")
                .hasSize(4)
                .endsWith("https://lms.school.edu");
        wantedAudience = "https://audience.example";
        tokens.token(registration("https://audience.example"), "deployment-1", Set.of("scope:c"));
        assertThat(asked.stream().map(ServiceClientTest::audience))
                .as("and when the LMS changes its mind")
                .hasSize(6)
                .endsWith("https://audience.example");
    }

    @Test
    void anAudienceThatNobodyGuessesIsRefusedInTheLmssWords() {
        wantedAudience = "https://elsewhere.example";
        assertThatThrownBy(() -> tokens.token(registration(null), "deployment-1", SCOPES))
                .hasMessageContaining("400")
                .hasMessageContaining("not for us");
        assertThat(asked).as("each of the two once").hasSize(2);
    }

    @Test
    void whatIsAskedForIsNotTriedWithOtherAudiences() {
        tokenStatus = 400;
        tokenBody = "{\"error\":\"invalid_scope\"}";
        assertThatThrownBy(this::call).hasMessageContaining("invalid_scope");
        assertThat(asked).hasSize(1);
    }

    @Test
    void anAssertionIsMadeInThePastOfAClockThatIsALittleBehind() throws Exception {
        tokens.token(registration(null), "deployment-1", SCOPES);
        JWTClaimsSet claims =
                SignedJWT.parse(asked.get(0).get("client_assertion")).getJWTClaimsSet();
        assertThat(claims.getIssueTime().toInstant()).isEqualTo(clock.now.minusSeconds(10));
    }

    @Test
    void aRefusedTokenIsFetchedAnewOnce() throws Exception {
        call();
        refusals = 1;
        assertThat(call().status()).isEqualTo(200);
        assertThat(used).containsExactly("Bearer t1", "Bearer t1", "Bearer t2");
        refusals = 2;
        assertThat(call().status()).isEqualTo(401);
    }

    @Test
    void theLmssOwnWordsAreKept() {
        tokenStatus = 400;
        tokenBody = "{\"error\":\"invalid_scope\"}";
        assertThatThrownBy(this::call).hasMessageContaining("400").hasMessageContaining("invalid_scope");
    }

    @Test
    void aPageInsteadOfATokenIsSaid() {
        tokenBody = "<html>Log in</html>";
        assertThatThrownBy(this::call).hasMessageContaining("no JSON").hasMessageContaining("Log in");
        tokenBody = "{\"token_type\":\"Bearer\"}";
        assertThatThrownBy(this::call).hasMessageContaining("without an access token");
    }
}
