package lectern.bridge.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import lectern.bridge.AudienceTable;
import lectern.bridge.Bridge;
import lectern.bridge.BridgeSettings;
import lectern.bridge.Conference;
import lectern.bridge.ConferenceListener;
import lectern.bridge.SlotMap;
import lectern.bridge.SourceKind;
import lectern.bridge.Tap;
import lectern.bridge.View;
import lectern.bridge.conference.EmbeddedBridge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three people with real Chromium connections in one conference; skipped without a browser. */
class ConferenceInChromiumTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private final Map<String, String> results = new ConcurrentHashMap<>();
    private final Map<String, SlotMap> slots = new ConcurrentHashMap<>();
    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private final Queue<String> messages = new ConcurrentLinkedQueue<>();
    private final Queue<Tap.Track> tracks = new ConcurrentLinkedQueue<>();
    private final CountDownLatch done = new CountDownLatch(1);

    @Test
    @Timeout(300)
    void threePeopleSeeAndHearWhomTheTableNames(@TempDir Path profile) throws Exception {
        assumeTrue(Files.isExecutable(CHROMIUM), "no Chromium on this machine");
        try (Bridge bridge = new EmbeddedBridge(BridgeSettings.loopback())) {
            Conference conference = bridge.open("class", new Listener());
            conference.tap(new Tracks());
            HttpServer web = serve(conference);
            Process browser =
                    browse(profile, "http://localhost:" + web.getAddress().getPort() + "/");
            try {
                assertThat(done.await(280, TimeUnit.SECONDS))
                        .as(
                                "%s %s %s %s",
                                results, log, slots, conference.stats().get())
                        .isTrue();
            } finally {
                browser.destroy();
                browser.waitFor(10, TimeUnit.SECONDS);
                web.stop(0);
            }
            assertThat(results).as("%s %s", log, slots).doesNotContainKey("error");
            assertThat(results.get("negotiations")).isEqualTo("0");
            assertThat(tracks)
                    .anyMatch(
                            track -> "h".equals(track.layer()) && track.codec().equals("VP8"));
            assertThat(tracks).anyMatch(track -> "l".equals(track.layer()));
            assertThat(tracks).anyMatch(track -> track.kind() == SourceKind.MIC);
            assertThat(conference.stats().get().forwarded()).isGreaterThan(1000);
        }
    }

    private final class Listener implements ConferenceListener {
        @Override
        public void connected(String endpoint) {
            log.add("connected " + endpoint);
        }

        @Override
        public void channelOpened(String endpoint) {
            log.add("channel " + endpoint);
        }

        @Override
        public void message(String endpoint, String text) {
            messages.add(endpoint + ": " + text);
        }

        @Override
        public void slots(String endpoint, SlotMap map) {
            slots.put(endpoint, map);
        }

        @Override
        public void speaking(String endpoint, boolean speaking) {
            log.add((speaking ? "speaks " : "silent ") + endpoint);
        }

        @Override
        public void disconnected(String endpoint, String reason) {
            log.add("disconnected " + endpoint);
        }
    }

    private final class Tracks implements Tap {
        @Override
        public void opened(Track track) {
            tracks.add(track);
        }

        @Override
        public void rtp(int track, long arrivalNanos, byte[] buffer, int offset, int length) {}

        @Override
        public void senderReport(int track, long arrivalNanos, long ntpTimestamp, int rtpTimestamp) {}

        @Override
        public void closed(int track, String reason) {}
    }

    private HttpServer serve(Conference conference) throws IOException {
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", exchange -> {
            String[] path = exchange.getRequestURI().getPath().split("/");
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            String action = path.length > 1 ? path[1] : "";
            try {
                reply(exchange, 200, action.isEmpty() ? page() : act(conference, action, path, body));
            } catch (Exception e) {
                reply(exchange, 400, e.toString());
            }
        });
        web.start();
        return web;
    }

    private String act(Conference conference, String action, String[] path, String body) throws Exception {
        switch (action) {
            case "join" -> {
                return conference.join(path[2], new Conference.Slots(3, 4)).get();
            }
            case "answer" -> conference.answer(path[2], body).get();
            case "restart" -> {
                return conference.restart(path[2]).get();
            }
            case "table" -> conference.audience(table(body)).get();
            case "view" -> conference.view(path[2], view(body));
            case "send" -> assertThat(conference.send(path[2], body).get()).isTrue();
            case "slots" -> {
                return describe(slots.get(path[2]));
            }
            case "messages" -> {
                return String.join("\n", messages);
            }
            case "log" -> {
                return String.join("\n", log);
            }
            case "result" -> {
                results.put(path[2], body);
                if (path[2].equals("done") || path[2].equals("error")) {
                    done.countDown();
                }
            }
            default -> throw new IllegalArgumentException(action);
        }
        return "";
    }

    /** {@code receiver:sender,sender receiver:…}; everybody is recorded. */
    private static AudienceTable table(String text) {
        Map<String, AudienceTable.Row> rows = new HashMap<>();
        for (String entry : text.split(" ", -1)) {
            String[] row = entry.split(":", -1);
            Set<String> senders = Set.of(row[1].split(","));
            rows.put(row[0], new AudienceTable.Row(senders, senders, senders));
        }
        Set<String> all = Set.of("ann", "ben", "cid");
        return new AudienceTable(rows, new AudienceTable.Row(all, all, all));
    }

    private static View view(String text) {
        String[] tile = text.split(":", -1);
        return new View(List.of(new View.Tile(tile[0], SourceKind.CAMERA, Integer.parseInt(tile[1]))));
    }

    private static String describe(@org.jspecify.annotations.Nullable SlotMap map) {
        List<SlotMap.Slot> filled = new ArrayList<>(map == null ? List.of() : map.slots());
        filled.removeIf(slot -> slot.endpoint() == null);
        return filled.stream()
                .map(slot -> "\"" + slot.mid() + "\":\"" + slot.endpoint() + "/" + slot.kind() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static Process browse(Path profile, String url) throws IOException {
        return new ProcessBuilder(
                        CHROMIUM.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--user-data-dir=" + profile,
                        "--autoplay-policy=no-user-gesture-required",
                        "--allow-loopback-in-peer-connection",
                        "--disable-features=WebRtcHideLocalIpsWithMdns",
                        "--disable-background-networking",
                        url)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String page() throws IOException {
        try (InputStream page = ConferenceInChromiumTest.class.getResourceAsStream("conference.html")) {
            return new String(Objects.requireNonNull(page).readAllBytes(), UTF_8);
        }
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
