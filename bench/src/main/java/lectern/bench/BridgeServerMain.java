package lectern.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import lectern.bridge.AudienceTable;
import lectern.bridge.AudienceTable.Row;
import lectern.bridge.Bridge;
import lectern.bridge.BridgeSettings;
import lectern.bridge.Conference;
import lectern.bridge.ConferenceListener;
import lectern.bridge.ConferenceStats;
import lectern.bridge.SlotMap;
import lectern.bridge.conference.EmbeddedBridge;
import lectern.bridge.srtp.SrtpEngine;

/**
 * The bridge alone in a process, driven by lines on standard input and answering each with one line on standard output
 * ({@code ok …} or {@code error …}). Ends with its input.
 */
public final class BridgeServerMain {
    private static final ConferenceListener QUIET = new ConferenceListener() {
        @Override
        public void connected(String endpoint) {}

        @Override
        public void channelOpened(String endpoint) {}

        @Override
        public void message(String endpoint, String text) {}

        @Override
        public void slots(String endpoint, SlotMap map) {}

        @Override
        public void speaking(String endpoint, boolean speaking) {}

        @Override
        public void disconnected(String endpoint, String reason) {}
    };

    private final Bridge bridge = new EmbeddedBridge(BridgeSettings.loopback());
    private final Map<String, Conference> conferences = new HashMap<>();

    private BridgeServerMain() {}

    public static void main(String[] args) throws IOException {
        // Log lines must not stand among the answers: they go to standard error from here on.
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        SrtpEngine.warmUp();
        BridgeServerMain server = new BridgeServerMain();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        out.println("ok ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(server.answer(line.split(" ", -1)));
        }
        server.bridge.close();
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
            case "open" -> conferences.put(words[1], bridge.open(words[1], QUIET));
            case "close" -> conference(words[1]).close();
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
                return Long.toString(System.nanoTime());
            }
            case "stats" -> {
                ConferenceStats stats = conference(words[1]).stats().get();
                return stats.received() + " " + stats.forwarded() + " " + stats.retransmitted() + " " + stats.dropped()
                        + " " + stats.keyframeRequests();
            }
            default -> throw new IllegalArgumentException("unknown word " + words[0]);
        }
        return "";
    }

    private Conference conference(String id) {
        Conference conference = conferences.get(id);
        if (conference == null) {
            throw new IllegalArgumentException("no conference " + id);
        }
        return conference;
    }

    /** Each word a room, {@code a,b,c}: everybody in it hears, sees and watches everybody else in it. */
    static AudienceTable rooms(String[] rooms) {
        Map<String, Row> rows = new HashMap<>();
        for (String room : rooms) {
            Set<String> people = Set.of(room.split(","));
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
