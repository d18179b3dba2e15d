package lectern.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import lectern.TestSite;
import lectern.account.Tokens;
import lectern.bridge.Bridge;
import lectern.bridge.BridgeSettings;
import lectern.bridge.Conference;
import lectern.bridge.ConferenceListener;
import lectern.bridge.conference.EmbeddedBridge;
import lectern.settings.Settings;
import lectern.store.DataFolder;
import lectern.web.SecurityHeaders;
import lectern.web.WebServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationsFeatureTest {
    @TempDir
    Path folder;

    private final HttpClient browser = HttpClient.newHttpClient();
    private TestSite site;
    private Bridge bridge;
    private Conference conference;
    private WebServer server;
    private String operator;

    @BeforeEach
    void start() throws IOException {
        site = new TestSite(folder, Clock.systemUTC(), Duration.ofSeconds(10));
        bridge = new EmbeddedBridge(BridgeSettings.loopback());
        conference = bridge.open("a", new Deaf());
        OperatorToken token = OperatorToken.open(DataFolder.open(folder), new Tokens());
        operator = Files.readString(folder.resolve(OperatorToken.FILE)).strip();
        OpenClasses classes = new OpenClasses(
                site.classrooms(),
                session -> session.startsWith("session-") ? Optional.of(conference.stats()) : Optional.empty(),
                bridge::loops);
        server = new WebServer(
                new Settings.Http("127.0.0.1", 0),
                new SecurityHeaders(URI.create("http://localhost:8080")),
                1024,
                List.of(new OperationsFeature(token, classes, () -> true, () -> false)));
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        bridge.close();
        site.close();
    }

    private static final class Deaf implements ConferenceListener {}

    private HttpResponse<String> call(String token, String method, String path, String body) {
        return site.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    private void holdAClass() {
        WebSocket page = browser.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + site.port() + "/room/socket"), new WebSocket.Listener() {})
                .join();
        String seat = site.seat(TestSite.OPTICS, 1, true);
        page.sendText("{\"type\":\"hello\",\"v\":1,\"token\":\"" + seat + "\",\"tiles\":9}", true)
                .join();
        TestSite.await(
                "Ada is in her class",
                () -> site.classrooms().status(TestSite.OPTICS).here() == 1);
    }

    @Test
    void nobodyButTheOperatorSeesAnything() {
        String lobby = site.lobby(TestSite.OPTICS, 1);
        for (String path : List.of("/metrics", "/operations/classes", "/operations/classes/x", "/operations/drain")) {
            assertThat(TestSite.refusal(call(lobby, "GET", path, ""))).isEqualTo("401 operator_only");
            assertThat(TestSite.refusal(call("", "GET", path, ""))).isEqualTo("401 operator_only");
            assertThat(TestSite.refusal(call("x".repeat(500), "GET", path, ""))).isEqualTo("401 operator_only");
        }
        assertThat(TestSite.refusal(call(lobby, "POST", "/operations/drain", "{\"on\":true}")))
                .isEqualTo("401 operator_only");
        assertThat(site.classrooms().draining()).isFalse();
    }

    @Test
    void theTokenIsInAFileForThisUserOnlyAndStays() throws IOException {
        Path file = folder.resolve(OperatorToken.FILE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        OperatorToken.open(DataFolder.open(folder), new Tokens());
        assertThat(Files.readString(file).strip()).isEqualTo(operator);
    }

    @Test
    void aHeldClassIsCountedAndShownWithoutNames() {
        holdAClass();
        JsonNode list = TestSite.body(call(operator, "GET", "/operations/classes", ""));
        JsonNode one = list.path("classes").path(0);
        assertThat(one.path("classId").asLong()).isEqualTo(TestSite.OPTICS);
        assertThat(one.path("here").asInt()).isEqualTo(1);
        String session = one.path("session").asText();
        HttpResponse<String> detail = call(operator, "GET", "/operations/classes/" + session, "");
        assertThat(TestSite.body(detail).path("media").path("endpoints").isArray())
                .isTrue();
        assertThat(detail.body()).doesNotContain("Ada");
        assertThat(TestSite.refusal(call(operator, "GET", "/operations/classes/none", "")))
                .isEqualTo("404 not_found");
        HttpResponse<String> metrics = call(operator, "GET", "/metrics", "");
        assertThat(metrics.headers().firstValue("content-type").orElseThrow()).startsWith("text/plain; version=0.0.4");
        assertThat(metrics.body())
                .contains("\nlectern_classes 1\n", "\nlectern_people 1\n", "\nlectern_recorder_up 0\n")
                .contains("lectern_class_quality{session=\"" + session + "\",quality=\"poor\"} 0\n")
                .contains("lectern_class_frozen_seconds_total{session=\"" + session + "\"} 0.000000\n")
                .contains("lectern_class_limited_packets_total{session=\"" + session + "\",by=\"intake\"} 0\n")
                .contains("lectern_loop_strangers_total{loop=\"0\"} 0\n", "\nlectern_loop_stalls_total{loop=\"0\"} ")
                .contains("lectern_class_packets_total{session=\"" + session + "\",kind=\"forwarded\"} 0\n");
    }

    @Test
    void whileDrainingTheHeldClassGoesOnAndNoOtherStarts() {
        holdAClass();
        JsonNode answer = TestSite.body(call(operator, "POST", "/operations/drain", "{\"on\":true}"));
        assertThat(answer.path("draining").asBoolean()).isTrue();
        assertThat(answer.path("classes").asInt()).isEqualTo(1);
        JsonNode held = TestSite.body(site.get(site.lobby(TestSite.OPTICS, 3), "/api/lobby"));
        assertThat(held.path("canJoin").asBoolean()).isTrue();
        JsonNode other = TestSite.body(site.get(site.lobby(TestSite.WAVES, 2), "/api/lobby"));
        assertThat(other.path("canStart").asBoolean()).isFalse();
        assertThat(other.path("draining").asBoolean()).isTrue();
        assertThat(started(TestSite.WAVES)).isFalse();
        call(operator, "POST", "/operations/drain", "{\"on\":false}");
        assertThat(started(TestSite.WAVES)).isTrue();
    }

    /** Ben tries to start his class with a ticket from before. */
    private boolean started(long classId) {
        CompletableFuture<String> said = new CompletableFuture<>();
        WebSocket page = browser.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + site.port() + "/room/socket"), new WebSocket.Listener() {
                    @Override
                    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                        said.complete(text.toString());
                        socket.request(1);
                        return null;
                    }
                })
                .join();
        page.sendText(
                        "{\"type\":\"hello\",\"v\":1,\"token\":\"" + site.seat(classId, 2, true) + "\",\"tiles\":9}",
                        true)
                .join();
        return said.join().contains("\"state\"");
    }

    @Test
    void aWishThatIsNoneIsRefused() {
        assertThat(TestSite.refusal(call(operator, "POST", "/operations/drain", "{}")))
                .isEqualTo("400 bad_request");
    }
}
