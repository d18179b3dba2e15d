package lectern.bench.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import lectern.bridge.AudienceTable;
import lectern.bridge.AudienceTable.Row;
import lectern.bridge.Bridge;
import lectern.bridge.BridgeSettings;
import lectern.bridge.Conference;
import lectern.bridge.ConferenceStats;
import lectern.bridge.conference.EmbeddedBridge;
import lectern.bridge.conference.Rehearsal;

/**
 * The bridge alone in a process, driven by lines on standard input and answering each with one line on standard output
 * ({@code ok …} or {@code error …}). Ends with its input.
 */
public final class LecternServerMain {
    private static final int MAX_ENDPOINTS = 500;
    /** As {@code ./lectern run} has it; with one processor it takes longest. */
    private static final Duration REHEARSAL = Duration.ofSeconds(20);

    private final Bridge bridge = new EmbeddedBridge(settings());
    private final Map<String, Conference> conferences = new HashMap<>();
    private final ServerGauges gauges = new ServerGauges();

    private LecternServerMain() {}

    public static void main(String[] args) throws IOException {
        // Log lines must not stand among the answers: they go to standard error from here on.
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        Rehearsal.run(REHEARSAL);
        LecternServerMain server = new LecternServerMain();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        out.println("ok ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(server.answer(line.split(" ", -1)));
        }
        server.bridge.close();
    }

    /** One loop on a loopback port with the default caps, and room for a lecture. */
    private static BridgeSettings settings() {
        BridgeSettings usual = BridgeSettings.loopback();
        return new BridgeSettings(
                usual.reach(), usual.loops(), MAX_ENDPOINTS, usual.maxCameraKbps(), usual.maxScreenKbps());
    }

    private String answer(String[] words) {
        try {
            return "ok " + run(words);
        } catch (ExecutionException | IllegalArgumentException | IllegalStateException e) {
            return "error " + String.valueOf(e.getMessage()).replace('\n', ' ');
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "error interrupted";
        }
    }

    private String run(String[] words) throws ExecutionException, InterruptedException {
        switch (words[0]) {
            case "open" -> open(words[1]);
            case "close" -> {
                conference(words[1]).close();
                conferences.remove(words[1]);
            }
            case "join" -> {
                Conference.Slots slots = new Conference.Slots(Integer.parseInt(words[3]), Integer.parseInt(words[4]));
                return encode(conference(words[1]).join(words[2], slots).get());
            }
            case "answer" ->
                conference(words[1]).answer(words[2], decode(words[3])).get();
            case "leave" -> conference(words[1]).leave(words[2]);
            case "rooms" -> {
                CompletableFuture<Void> done =
                        conference(words[1]).audience(rooms(Arrays.copyOfRange(words, 2, words.length)));
                done.get();
            }
            case "stats" -> {
                ConferenceStats stats = conference(words[1]).stats().get();
                return stats.received() + " " + stats.forwarded() + " " + stats.retransmitted() + " " + stats.dropped()
                        + " " + stats.keyframeRequests();
            }
            case "estimate" -> {
                return line(conference(words[1]).stats().get(), words[2]);
            }
            case "watch" -> gauges.watch(conference(words[1]));
            case "gauges" -> {
                return gauges.read();
            }
            default -> throw new IllegalArgumentException("unknown word " + words[0]);
        }
        return "";
    }

    /** What the bridge believes of one line, and how many pictures it leaves out there. */
    private static String line(ConferenceStats stats, String id) {
        return stats.endpoints().stream()
                .filter(endpoint -> endpoint.id().equals(id))
                .map(endpoint -> endpoint.estimateKbps() + " " + endpoint.paused())
                .findFirst()
                .orElse("0 0");
    }

    private void open(String id) {
        AtomicReference<Conference> self = new AtomicReference<>();
        Conference conference = bridge.open(id, new SlotsToStudents(self));
        self.set(conference);
        conferences.put(id, conference);
    }

    private Conference conference(String id) {
        Conference conference = conferences.get(id);
        if (conference == null) {
            throw new IllegalArgumentException("no conference " + id);
        }
        return conference;
    }

    /** Each word a room, {@code a,b,c}: everybody in it hears, sees and watches everybody else in it. */
    private static AudienceTable rooms(String[] rooms) {
        Map<String, Row> rows = new HashMap<>();
        for (String room : rooms) {
            Set<String> people = Set.of(room.split(",", -1));
            for (String person : people) {
                Set<String> others = new HashSet<>(people);
                others.remove(person);
                rows.put(person, new Row(others, others, others));
            }
        }
        return new AudienceTable(rows, Row.NOTHING);
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String text) {
        return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    }
}
