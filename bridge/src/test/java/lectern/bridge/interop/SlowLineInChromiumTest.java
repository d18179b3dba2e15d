package lectern.bridge.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.bridge.AudienceTable;
import lectern.bridge.Bridge;
import lectern.bridge.BridgeSettings;
import lectern.bridge.Conference;
import lectern.bridge.ConferenceListener;
import lectern.bridge.ConferenceStats;
import lectern.bridge.Quality;
import lectern.bridge.SourceKind;
import lectern.bridge.View;
import lectern.bridge.Watched;
import lectern.bridge.conference.EmbeddedBridge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Chromium on a line that becomes slow and fast again; Chromium is in {@code .ci/setup.sh}. */
class SlowLineInChromiumTest {
    private static final Pattern PORT = Pattern.compile("a=candidate:\\S+ 1 udp \\d+ 127\\.0\\.0\\.1 (\\d+)");

    private final Map<String, String> results = new ConcurrentHashMap<>();
    private final Map<String, Watched> watched = new ConcurrentHashMap<>();
    private final List<String> qualities = new CopyOnWriteArrayList<>();
    private final CompletableFuture<ConferenceStats> atTheEnd = new CompletableFuture<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private @org.jspecify.annotations.Nullable ShapedRelay relay;

    @Test
    @Timeout(180)
    void aSlowLineLosesTheHighLayerAndGetsItBack(@TempDir Path profile) throws Exception {
        try (Bridge bridge = new EmbeddedBridge(BridgeSettings.loopback())) {
            Conference conference = bridge.open("class", new Listener());
            HttpServer web = serve(conference);
            Process browser =
                    browse(profile, "http://localhost:" + web.getAddress().getPort() + "/");
            try {
                assertThat(done.await(150, TimeUnit.SECONDS))
                        .as("%s %s %s", results, watched, conference.stats().get())
                        .isTrue();
            } finally {
                browser.destroy();
                browser.waitFor(10, TimeUnit.SECONDS);
                web.stop(0);
                if (relay != null) {
                    relay.close();
                }
            }
            assertThat(results).as("%s", watched).doesNotContainKey("error");
            assertThat(Integer.parseInt(results.get("fast"))).isGreaterThan(400);
            assertThat(Integer.parseInt(results.get("slow"))).isBetween(60, 230);
            assertThat(Integer.parseInt(results.get("again"))).isGreaterThan(300);
            assertThat(qualities).as("a slow line is not a lost one").noneMatch(told -> told.endsWith("LOST"));
            assertStatistics(atTheEnd.get());
        }
    }

    private static void assertStatistics(ConferenceStats stats) {
        ConferenceStats.Endpoint ann = stats.endpoints().get(0);
        ConferenceStats.Endpoint ben = stats.endpoints().get(1);
        assertThat(ann.layers())
                .filteredOn(layer -> layer.layer().equals("high"))
                .singleElement()
                .matches(layer -> layer.sending() && layer.kbps() > 30 && layer.packets() > 100)
                .matches(layer -> layer.keyframeRequests() > 0);
        assertThat(ben.slots())
                .filteredOn(slot -> slot.kind() == SourceKind.CAMERA)
                .singleElement()
                .matches(slot -> "high".equals(slot.layer()) && "ann".equals(slot.from()) && !slot.paused())
                .matches(slot -> slot.packets() > 100 && slot.bytes() > 20_000 && slot.rttMicros() > 0);
    }

    private final class Listener implements ConferenceListener {
        @Override
        public void quality(String endpoint, Quality quality) {
            // Ben hangs up in the end, and is lost then.
            if (!atTheEnd.isDone()) {
                qualities.add(endpoint + " " + quality);
            }
        }

        @Override
        public void watched(String endpoint, Watched now) {
            watched.put(endpoint, now);
        }
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
                String offer =
                        conference.join(path[2], new Conference.Slots(1, 2)).get();
                return path[2].equals("ben") ? throughRelay(offer) : offer;
            }
            case "answer" -> conference.answer(path[2], body).get();
            case "watch" -> {
                Set<String> ann = Set.of("ann");
                AudienceTable.Row sees = new AudienceTable.Row(ann, ann, ann);
                conference
                        .audience(new AudienceTable(Map.of("ben", sees), AudienceTable.Row.NOTHING))
                        .get();
                conference.view("ben", new View(List.of(new View.Tile("ann", SourceKind.CAMERA, 720))));
            }
            case "rate" -> Objects.requireNonNull(relay).rate(1000 * Long.parseLong(path[2]));
            case "estimate" -> {
                return estimate(conference);
            }
            case "watched" -> {
                Watched now = watched.getOrDefault("ann", Watched.EVERYTHING);
                return "{\"low\":" + now.low() + ",\"high\":" + now.high() + "}";
            }
            case "result" -> {
                results.put(path[2], body);
                if (path[2].equals("again")) {
                    atTheEnd.complete(conference.stats().get());
                }
                if (path[2].equals("done") || path[2].equals("error")) {
                    done.countDown();
                }
            }
            default -> throw new IllegalArgumentException(action);
        }
        return "";
    }

    private String throughRelay(String offer) throws IOException {
        Matcher port = PORT.matcher(offer);
        assertThat(port.find()).as(offer).isTrue();
        ShapedRelay opened = new ShapedRelay(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port.group(1))));
        relay = opened;
        return offer.replace("127.0.0.1 " + port.group(1) + " typ", "127.0.0.1 " + opened.port() + " typ");
    }

    private static String estimate(Conference conference) throws Exception {
        for (ConferenceStats.Endpoint endpoint : conference.stats().get().endpoints()) {
            if (endpoint.id().equals("ben")) {
                return String.valueOf(endpoint.estimateKbps());
            }
        }
        return "0";
    }

    private static Process browse(Path profile, String url) throws IOException {
        return new ProcessBuilder(
                        "/usr/bin/chromium",
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
        try (InputStream page = SlowLineInChromiumTest.class.getResourceAsStream("slow-line.html")) {
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
