package lectern.bridge.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
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
import java.util.concurrent.TimeoutException;
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
    private final CompletableFuture<String> done = new CompletableFuture<>();
    private @org.jspecify.annotations.Nullable ShapedRelay relay;

    @Test
    @Timeout(180)
    void aSlowLineLosesTheHighLayerAndGetsItBack(@TempDir Path profile) throws Exception {
        try (Bridge bridge = new EmbeddedBridge(BridgeSettings.loopback())) {
            Conference conference = bridge.open("class", new Listener());
            try (TestPage page =
                    new TestPage(TestPage.resource("slow-line.html"), (path, body) -> act(conference, path, body))) {
                page.show(profile, "", done, 150);
            } catch (TimeoutException e) {
                fail("%s %s %s".formatted(results, watched, conference.stats().get()), e);
            } finally {
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

    private String act(Conference conference, String[] path, String body) throws Exception {
        switch (path[0]) {
            case "join" -> {
                String offer =
                        conference.join(path[1], new Conference.Slots(1, 2)).get();
                return path[1].equals("ben") ? throughRelay(offer) : offer;
            }
            case "answer" -> conference.answer(path[1], body).get();
            case "watch" -> {
                Set<String> ann = Set.of("ann");
                AudienceTable.Row sees = new AudienceTable.Row(ann, ann, ann);
                conference
                        .audience(new AudienceTable(Map.of("ben", sees), AudienceTable.Row.NOTHING))
                        .get();
                conference.view("ben", new View(List.of(new View.Tile("ann", SourceKind.CAMERA, 720))));
            }
            case "rate" -> Objects.requireNonNull(relay).rate(1000 * Long.parseLong(path[1]));
            case "estimate" -> {
                return estimate(conference);
            }
            case "watched" -> {
                Watched now = watched.getOrDefault("ann", Watched.EVERYTHING);
                return "{\"low\":" + now.low() + ",\"high\":" + now.high() + "}";
            }
            case "result" -> {
                results.put(path[1], body);
                if (path[1].equals("again")) {
                    atTheEnd.complete(conference.stats().get());
                }
                if (path[1].equals("done") || path[1].equals("error")) {
                    done.complete(path[1]);
                }
            }
            default -> throw new IllegalArgumentException(path[0]);
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
}
