package lectern.lticonfig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckerTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final URI BASE = URI.create("https://class.school.edu");

    private final Map<String, Reply> site = new HashMap<>();
    private final Checker checker = new Checker(
            uri -> {
                Reply reply = site.get(uri.getPath());
                if (reply == null) {
                    throw new IOException("Connection refused");
                }
                return reply;
            },
            Clock.fixed(NOW, ZoneOffset.UTC));

    private void put(String path, int status, String body, Map<String, String> more) {
        Map<String, List<String>> headers = new HashMap<>(Map.of(
                "date",
                List.of(DateTimeFormatter.RFC_1123_DATE_TIME.format(NOW.atOffset(ZoneOffset.UTC))),
                "content-security-policy",
                List.of("default-src 'self'; frame-ancestors *"),
                "strict-transport-security",
                List.of("max-age=31536000")));
        more.forEach((name, value) -> headers.put(name, List.of(value)));
        HttpHeaders all = HttpHeaders.of(headers, (name, value) -> !value.isEmpty());
        site.put(path, new Reply(status, all, body, NOW.plus(Duration.ofDays(60))));
    }

    @BeforeEach
    void everythingIsRight() {
        put("/lti/login", 400, "<code>missing_parameter</code>", Map.of());
        put("/.well-known/jwks.json", 200, "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"1\"}]}", Map.of());
        put("/lti/register", 200, "page", Map.of());
        put("/lti/config/canvas.json", 200, "{\"target_link_uri\":\"" + BASE + "/lti/launch\"}", Map.of());
    }

    private List<String> found(Checker.Level level) {
        return checker.check(BASE).stream()
                .filter(line -> line.level() == level)
                .map(Checker.Line::text)
                .toList();
    }

    @Test
    void aServerInOrderHasOnlyGoodLines() {
        assertThat(found(Checker.Level.BAD)).isEmpty();
        assertThat(found(Checker.Level.NOTE)).isEmpty();
        assertThat(found(Checker.Level.GOOD)).hasSize(8);
    }

    @Test
    void anotherBaseUrlIsFoundWithTheLineToWrite() {
        put("/lti/config/canvas.json", 200, "{\"target_link_uri\":\"http://localhost:8080/lti/launch\"}", Map.of());
        assertThat(found(Checker.Level.BAD))
                .singleElement()
                .asString()
                .contains("lectern.base-url = \"https://class.school.edu\"");
    }

    @Test
    void aProxyThatForbidsFramesIsFound() {
        put("/lti/login", 400, "missing_parameter", Map.of("x-frame-options", "DENY"));
        assertThat(found(Checker.Level.BAD)).singleElement().asString().contains("X-Frame-Options");
    }

    @Test
    void aWrongClockIsFound() {
        put(
                "/lti/login",
                400,
                "missing_parameter",
                Map.of(
                        "date",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                NOW.minusSeconds(90).atOffset(ZoneOffset.UTC))));
        assertThat(found(Checker.Level.BAD)).singleElement().asString().contains("90 seconds", "NTP");
    }

    @Test
    void aKeySetThatIsAPageOrHasPrivateKeysIsBad() {
        for (String body : List.of("<html>", "{}", "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"1\",\"d\":\"x\"}]}")) {
            put("/.well-known/jwks.json", 200, body, Map.of());
            assertThat(found(Checker.Level.BAD))
                    .as(body)
                    .singleElement()
                    .asString()
                    .contains("Key set");
        }
    }

    @Test
    void aServerThatCannotBeReachedIsOneSentence() {
        site.clear();
        assertThat(found(Checker.Level.BAD)).singleElement().asString().contains("cannot be reached");
    }

    @Test
    void aCertificateThatEndsSoonIsNoted() {
        Reply login = Objects.requireNonNull(site.get("/lti/login"));
        site.put("/lti/login", new Reply(login.status(), login.headers(), login.body(), NOW.plus(Duration.ofDays(3))));
        assertThat(found(Checker.Level.NOTE)).singleElement().asString().contains("Renew");
    }
}
