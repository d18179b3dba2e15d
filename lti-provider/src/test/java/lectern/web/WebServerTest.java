package lectern.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.lti.TestTool;
import lectern.settings.Settings;
import lectern.settings.SettingsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebServerTest {
    @TempDir
    Path folder;

    private TestTool tool;

    private record Note(String text) {}

    @BeforeEach
    void start() {
        Feature probes = routes -> {
            routes.post("/api/note", ctx -> Json.answer(ctx, Json.read(ctx, Note.class, 1024)));
            routes.get("/api/broken", ctx -> {
                throw new IllegalStateException("secret inside");
            });
            routes.ws("/echo", ws -> ws.onMessage(message -> message.send(message.message())));
        };
        tool = new TestTool(
                folder,
                Clock.systemUTC(),
                Map.of(),
                probes,
                new SitePages(),
                new HealthFeature(() -> true, () -> "up", "1.2.3"));
    }

    @AfterEach
    void stop() {
        tool.close();
    }

    private HttpResponse<String> page(String path) {
        return tool.send(tool.request(path).header("Accept", "text/html").GET());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/room", "/replay", "/nowhere", "/api/nowhere", "/health", "/lti/config/guide"})
    void everyAnswerCarriesTheSecurityHeaders(String path) {
        HttpResponse<String> answer = page(path);
        String policy = answer.headers().firstValue("Content-Security-Policy").orElse("");
        assertThat(policy)
                .contains("default-src 'self'", "script-src 'self'", "object-src 'none'")
                .contains("connect-src 'self' ws://localhost:8080")
                .doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Permissions-Policy").orElse("")).contains("camera=(self)");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
    }

    @Test
    void pagesOfTheClassMayNotBeFramed() {
        for (String path : List.of("/", "/room", "/replay")) {
            assertThat(page(path)
                            .headers()
                            .firstValue("Content-Security-Policy")
                            .orElse(""))
                    .endsWith("frame-ancestors 'none'");
        }
    }

    @Test
    void theAssetsOfThePagesAreThereForever() {
        Matcher asset = Pattern.compile("/assets/[^\"]+\\.(js|css)")
                .matcher(page("/room").body());
        int found = 0;
        while (asset.find()) {
            HttpResponse<String> answer = tool.get(asset.group());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .containsAnyOf("text/javascript", "text/css");
            found++;
        }
        assertThat(found).isGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/none.js",
                "/assets/..%2Fclass.html",
                "/assets/%2e%2e/class.html",
                "/assets/x.exe",
                "/assets/.js",
                "/assets/"
            })
    void nothingElseIsServed(String path) {
        assertThat(tool.get(path).statusCode()).isIn(400, 404);
    }

    @Test
    void anErrorIsJsonForAProgramAndAPageForAPerson() {
        HttpResponse<String> api = page("/api/nowhere");
        assertThat(api.statusCode()).isEqualTo(404);
        assertThat(api.body()).startsWith("{\"error\":{").contains("\"code\":\"not_found\"");
        assertThat(tool.get("/nowhere").body()).contains("\"code\":\"not_found\"");
        assertThat(page("/nowhere").body()).contains("<h1>", "<code>not_found</code>");
    }

    @Test
    void aFaultOfOursIsNotExplainedToTheWorld() {
        HttpResponse<String> answer = tool.get("/api/broken");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("internal").doesNotContain("secret");
    }

    @Test
    void aBodyIsReadWholeWithinItsLimitAndOtherwiseRefused() {
        assertThat(note("{\"text\":\"a\",\"more\":1}").body()).isEqualTo("{\"text\":\"a\"}");
        assertThat(note("{\"text\":").body()).contains("bad_request");
        assertThat(note("").body()).contains("bad_request");
        assertThat(note("null").body()).contains("bad_request");
        assertThat(note("[" + "[".repeat(500)).body()).contains("bad_request");
        assertThat(note("{\"text\":\"" + "a".repeat(2000) + "\"}").statusCode()).isEqualTo(413);
        HttpResponse<String> chunked = tool.send(tool.request("/api/note")
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(new byte[100_000]))));
        assertThat(chunked.body()).contains("too_large");
    }

    private HttpResponse<String> note(String body) {
        return tool.send(tool.request("/api/note").POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void healthTellsOfStoreAndRecorder() {
        assertThat(tool.get("/health").body())
                .isEqualTo("{\"store\":\"up\",\"recorder\":\"up\",\"version\":\"1.2.3\"}");
    }

    @Test
    void theFrontPageAndTheConfigurationsHaveThisServersAddresses() {
        assertThat(page("/").body()).contains("http://localhost:8080/lti/login");
        assertThat(tool.get("/lti/config/canvas.json").body()).contains("\"http://localhost:8080/lti/launch\"");
        assertThat(tool.get("/lti/config/guide").body())
                .contains("<code>http://localhost:8080/.well-known/jwks.json</code>");
        assertThat(tool.get("/lti/config/guide/moodle.md").body()).contains("`http://localhost:8080/lti/register`");
        assertThat(tool.get("/lti/config/registration/canvas.json").body())
                .contains("\"http://localhost:8080/lti/login\"");
        assertThat(tool.get("/lti/config/guide/other").statusCode()).isEqualTo(404);
        assertThat(tool.get("/lti/config/registration/moodle").statusCode()).isEqualTo(404);
        HttpResponse<String> keys = tool.get("/.well-known/jwks.json");
        assertThat(keys.body()).contains("\"kid\"").doesNotContain("\"d\"", "\"p\"");
        assertThat(keys.headers().firstValue("Cache-Control").orElse("")).contains("max-age");
    }

    @Test
    void aPortInUseIsASentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            WebServer second = new WebServer(
                    new Settings.Http("127.0.0.1", taken.getLocalPort(), null, List.of()),
                    new SecurityHeaders(URI.create("http://localhost")),
                    65536,
                    List.of());
            assertThatThrownBy(second::start)
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort())
                    .hasMessageContaining("lectern.http.port");
            second.close();
        }
    }

    @Test
    void aHostThatIsNotOursIsASentence() {
        WebServer server = new WebServer(
                new Settings.Http("192.0.2.1", 0),
                new SecurityHeaders(URI.create("http://localhost")),
                65536,
                List.of());
        assertThatThrownBy(server::start).isInstanceOf(SettingsException.class).hasMessageContaining("192.0.2.1");
        server.close();
    }

    @Test
    void aWebSocketTakesAnOfferOfMoreThan64KiB() throws Exception {
        String offer = "o".repeat(200_000);
        CompletableFuture<String> echo = new CompletableFuture<>();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(
                        URI.create(
                                tool.request("/echo").build().uri().toString().replaceFirst("http", "ws")),
                        new WebSocket.Listener() {
                            private final StringBuilder text = new StringBuilder();

                            @Override
                            public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
                                text.append(part);
                                if (last) {
                                    echo.complete(text.toString());
                                }
                                from.request(1);
                                return CompletableFuture.completedFuture(null);
                            }
                        })
                .get(20, TimeUnit.SECONDS);
        socket.sendText(offer, true).get(20, TimeUnit.SECONDS);
        assertThat(echo.get(20, TimeUnit.SECONDS)).isEqualTo(offer);
        socket.abort();
    }
}
