package lectern.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import lectern.TestSite;
import lectern.bridge.SourceKind;
import lectern.bridge.Tap;
import lectern.classroom.ClassState;
import lectern.classroom.Session;
import lectern.classroom.SessionListener;
import lectern.live.TestSeat;
import lectern.recorder.link.SocketRecorderLink;
import lectern.recorder.process.RecorderProcess;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A class that is recorded by the real recorder process, and what people get of it over HTTP. */
class RecordedClassTest {
    private static final int FRAME = 960;
    private static final long FRAME_NANOS = 20_000_000;

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();
    private final RecorderNews news = new RecorderNews();
    private final AtomicReference<@Nullable Session> session = new AtomicReference<>();
    private final AtomicReference<@Nullable Tap> tap = new AtomicReference<>();
    private final AtomicInteger recordings = new AtomicInteger();
    private RecorderProcess process;
    private SocketRecorderLink link;
    private TestSite site;

    @BeforeEach
    void start() {
        Path socket = folder.resolve("r.sock");
        process = RecorderProcess.start(new RecorderProcess.Settings(socket, folder.resolve("recordings"), "64m"));
        link = new SocketRecorderLink(socket, news, SocketRecorderLink.RING_BYTES);
        site = new TestSite(folder, clock, Duration.ofSeconds(10), journal -> {
            Recorder recorder = new Recorder(link, news, journal, () -> "recording-" + recordings.incrementAndGet());
            SessionListener tapped = new SessionListener() {
                @Override
                public void started(Session started, ClassState state) {
                    session.set(started);
                    tap.set(recorder.tap(started, track -> {}));
                }
            };
            return List.of(tapped, recorder);
        });
        news.follow(site.rooms()::recorderProblem);
        TestSite.await("the recorder", () -> link.state().connected());
    }

    @AfterEach
    void stop() {
        site.close();
        link.close();
        process.close();
    }

    private Tap tap() {
        return Objects.requireNonNull(tap.get());
    }

    private static Tap.Track mic(int id, String person) {
        return new Tap.Track(id, person, SourceKind.MIC, null, "opus", 48_000, 1_000 + id);
    }

    /** Sound of a person from one second of the class to another; arrival is class time. */
    private void speak(int track, int fromSecond, int toSecond) {
        long start = Objects.requireNonNull(session.get()).clock().startNanos();
        for (int frame = fromSecond * 50; frame < toSecond * 50; frame++) {
            byte[] packet = ByteBuffer.allocate(12 + 20)
                    .put((byte) 0x80)
                    .put((byte) 111)
                    .putShort((short) frame)
                    .putInt(frame * FRAME)
                    .putInt(1_000 + track)
                    .put((byte) 0xF8)
                    .array();
            tap().rtp(track, start + frame * FRAME_NANOS, packet, 0, packet.length);
        }
    }

    /** Ada holds a class of some seconds in which she speaks; answers the recording's id. */
    private String heldClass() {
        try (TestSeat ada = TestSeat.start(site)) {
            tap().opened(mic(1, "ada"));
            speak(1, 0, 6);
            tap().closed(1, "left");
            ada.end();
        }
        AtomicReference<String> id = new AtomicReference<>("");
        TestSite.await("the recording in the lobby", () -> {
            JsonNode list = TestSite.body(site.get(ada(), "/api/lobby")).path("recordings");
            id.set(list.path(0).path("id").asText());
            return list.path(0).path("ready").asBoolean();
        });
        return Objects.requireNonNull(id.get());
    }

    private String ada() {
        return site.lobby(TestSite.OPTICS, 1);
    }

    private String cyd() {
        return site.lobby(TestSite.OPTICS, 3);
    }

    private static String part(JsonNode manifest) {
        return manifest.path("tracks").path(0).path("parts").path(0).path("id").asText();
    }

    private HttpResponse<byte[]> bytes(String token, String path, @Nullable String range) {
        HttpRequest.Builder request = site.request(token, path);
        return site.bytes(range == null ? request : request.header("Range", range));
    }

    @Test
    void aHeldClassIsListedAndItsBytesAreThere() {
        String id = heldClass();
        JsonNode listed =
                TestSite.body(site.get(ada(), "/api/lobby")).path("recordings").path(0);
        assertThat(listed.path("teacher").asText()).isEqualTo("Ada");
        assertThat(listed.path("people").asInt()).isEqualTo(1);
        assertThat(listed.path("released").asBoolean(true)).isFalse();
        String token = site.replay(TestSite.OPTICS, 1, id);
        JsonNode manifest = TestSite.body(site.get(token, "/api/recordings/" + id));
        assertThat(manifest.path("class").path("title").asText()).isEqualTo("Optics");
        assertThat(manifest.path("people").path(0).path("name").asText()).isEqualTo("Ada");
        assertThat(manifest.path("tracks").path(0).path("kind").asText()).isEqualTo("mic");
        assertThat(manifest.path("endMicros").asLong()).isGreaterThan(5_500_000);
        String path = "/api/recordings/" + id + "/parts/" + part(manifest);
        byte[] whole = bytes(token, path, null).body();
        assertThat(whole).hasSizeGreaterThan(1_000);
        assertThat(manifest.path("tracks")
                        .path(0)
                        .path("parts")
                        .path(0)
                        .path("bytes")
                        .asInt())
                .isEqualTo(whole.length);
        HttpResponse<byte[]> some = bytes(token, path, "bytes=100-299");
        assertThat(some.statusCode()).isEqualTo(206);
        assertThat(some.body()).isEqualTo(Arrays.copyOfRange(whole, 100, 300));
        assertThat(some.headers().firstValue("Content-Range")).contains("bytes 100-299/" + whole.length);
        assertThat(bytes(token, path, "bytes=-7").body())
                .isEqualTo(Arrays.copyOfRange(whole, whole.length - 7, whole.length));
        assertThat(bytes(token, path, "bytes=" + whole.length + "-").statusCode())
                .isEqualTo(416);
        HttpResponse<byte[]> head =
                site.bytes(site.request(token, path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(whole.length);
        byte[] index = bytes(token, path + "/index", null).body();
        assertThat(index.length).isPositive();
        assertThat(index.length % 32).isZero();
    }

    @Test
    void nobodyElseGetsAnythingOfIt() {
        String id = heldClass();
        String path = "/api/recordings/" + id;
        String partPath = path + "/parts/" + part(TestSite.body(site.get(ada(), path)));
        String ben = site.lobby(TestSite.WAVES, 2);
        for (String what : List.of(path, partPath, partPath + "/index")) {
            assertThat(TestSite.refusal(site.get(ben, what))).isEqualTo("404 not_found");
            assertThat(TestSite.refusal(site.get(site.lobby(TestSite.WAVES, 3), what)))
                    .isEqualTo("404 not_found");
            assertThat(TestSite.refusal(site.get(cyd(), what))).isEqualTo("403 not_allowed");
            assertThat(TestSite.refusal(site.get("nonsense", what))).isEqualTo("401 signed_out");
            assertThat(TestSite.refusal(site.get(site.seat(TestSite.OPTICS, 1, false), what)))
                    .isEqualTo("403 not_allowed");
            assertThat(TestSite.refusal(site.get(site.replay(TestSite.OPTICS, 1, "another"), what)))
                    .isEqualTo("404 not_found");
        }
        for (String method : List.of("PUT", "DELETE")) {
            assertThat(TestSite.refusal(site.json(cyd(), method, path, "{\"released\":true}")))
                    .isEqualTo("403 not_allowed");
            assertThat(TestSite.refusal(site.json(ben, method, path, "{\"released\":true}")))
                    .isEqualTo("404 not_found");
        }
        String replay = site.replay(TestSite.OPTICS, 1, id);
        assertThat(TestSite.refusal(site.json(replay, "DELETE", path, ""))).isEqualTo("403 not_allowed");
        for (String trick : List.of("..%2f..%2fsession.json", "%2e%2e", "1-0.mp4", "x", "..%5c..%5cx", "1-0%00")) {
            assertThat(site.get(ada(), path + "/parts/" + trick).statusCode())
                    .as(trick)
                    .isIn(400, 404);
            assertThat(site.get(ada(), path + "/parts/" + trick + "/index").statusCode())
                    .as(trick)
                    .isIn(400, 404);
        }
    }

    @Test
    void aReleasedRecordingIsForStudentsUntilItIsTakenBackOrDeleted() throws IOException {
        String id = heldClass();
        String path = "/api/recordings/" + id;
        assertThat(TestSite.body(site.get(cyd(), "/api/lobby")).path("recordings"))
                .isEmpty();
        assertThat(TestSite.refusal(site.json(
                        cyd(), "POST", "/api/lobby/ticket", "{\"for\":\"replay\",\"recording\":\"" + id + "\"}")))
                .isEqualTo("403 not_allowed");
        assertThat(TestSite.refusal(site.json(ada(), "PUT", path, "{}"))).isEqualTo("400 bad_request");
        assertThat(TestSite.body(site.json(ada(), "PUT", path, "{\"released\":true}"))
                        .path("released")
                        .asBoolean())
                .isTrue();
        assertThat(TestSite.body(site.get(cyd(), "/api/lobby")).path("recordings"))
                .hasSize(1);
        String replay = site.replay(TestSite.OPTICS, 3, id);
        assertThat(site.get(replay, path).statusCode()).isEqualTo(200);
        site.json(ada(), "PUT", path, "{\"released\":false}");
        assertThat(site.get(replay, path).statusCode())
                .as("the token is no right of its own")
                .isEqualTo(403);
        assertThat(site.json(ada(), "DELETE", path, "").statusCode()).isEqualTo(204);
        assertThat(TestSite.refusal(site.get(ada(), path))).isEqualTo("404 not_found");
        assertThat(media()).isEmpty();
    }

    private List<Path> media() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("recordings"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void whatIsDueIsPurgedAndTheEventsStay() throws IOException {
        String id = heldClass();
        clock.advance(Duration.ofDays(179));
        site.library().purge();
        assertThat(media()).isNotEmpty();
        assertThat(TestSite.body(site.get(ada(), "/api/lobby")).path("recordings"))
                .hasSize(1);
        clock.advance(Duration.ofDays(180).plusMinutes(1));
        assertThat(TestSite.refusal(site.get(ada(), "/api/recordings/" + id)))
                .as("due, even before the purge ran")
                .isEqualTo("404 not_found");
        site.library().purge();
        assertThat(media()).isEmpty();
        assertThat(site.events().events("session-1")).isNotEmpty();
    }

    @Test
    void afterAKilledRecorderTheClassGoesOnAndSoDoesTheRecording() {
        try (TestSeat ada = TestSeat.start(site)) {
            tap().opened(mic(1, "ada"));
            speak(1, 0, 6);
            TestSite.await("a fragment on disk", this::written);
            long first = process.pid();
            ProcessHandle.of(first).ifPresent(ProcessHandle::destroyForcibly);
            TestSite.await("another recorder", () -> process.pid() > 0 && process.pid() != first);
            TestSite.await("its link", () -> link.state().connected());
            TestSite.await("trouble told", () -> ada.problems() > 0);
            speak(1, 12, 18);
            ada.chat("the class goes on");
            tap().closed(1, "left");
            ada.end();
        }
        TestSite.await(
                "the finished recording",
                () -> TestSite.body(site.get(ada(), "/api/lobby"))
                        .path("recordings")
                        .path(0)
                        .path("ready")
                        .asBoolean());
        JsonNode recording =
                TestSite.body(site.get(ada(), "/api/lobby")).path("recordings").path(0);
        assertThat(recording.path("problem").asText()).isEqualTo(RecorderNews.AWAY);
        JsonNode manifest = TestSite.body(
                site.get(ada(), "/api/recordings/" + recording.path("id").asText()));
        JsonNode track = manifest.path("tracks").path(0);
        assertThat(track.path("parts")).as("%s", manifest).hasSize(2);
        assertThat(track.path("gaps"))
                .as("%s", manifest)
                .anyMatch(gap -> gap.path("reason").asText().equals("recorder"));
        assertThat(manifest.path("endMicros").asLong()).isGreaterThan(17_000_000);
    }

    /** Whether a fragment of a track has been written. */
    private boolean written() {
        try {
            for (Path file : media()) {
                if (file.toString().endsWith(".idx") && Files.size(file) >= 32) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false; // a folder that is being made
        }
    }

    @Test
    void aClassThatDoesNotRecordHasNoRecording() {
        site.json(
                ada(),
                "PUT",
                "/api/lobby/settings",
                "{\"record\":false,\"retentionDays\":9,\"releaseByDefault\":false,\"peek\":false}");
        try (TestSeat ada = TestSeat.start(site)) {
            ada.end();
        }
        site.journal().flushed().join();
        assertThat(TestSite.body(site.get(ada(), "/api/lobby")).path("recordings"))
                .isEmpty();
        assertThat(TestSite.body(site.get(ada(), "/api/lobby")).path("sessions"))
                .hasSize(1);
    }
}
