package lectern.bridge.interop;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import lectern.bridge.AudienceTable;
import lectern.bridge.Conference;
import lectern.bridge.ConferenceListener;
import lectern.bridge.SlotMap;
import lectern.bridge.SourceKind;
import lectern.bridge.Tap;
import lectern.bridge.VideoCodec;
import lectern.bridge.View;
import org.jspecify.annotations.Nullable;

/** Signalling for test pages: a page steers its conference by HTTP and reports what it saw. */
final class PageServer implements ConferenceListener, AutoCloseable {
    final Map<String, String> results = new ConcurrentHashMap<>();
    final Map<String, SlotMap> slots = new ConcurrentHashMap<>();
    final Queue<String> log = new ConcurrentLinkedQueue<>();
    final Queue<String> messages = new ConcurrentLinkedQueue<>();
    final Queue<Tap.Track> tracks = new ConcurrentLinkedQueue<>();

    private final TestPage page;
    private volatile @Nullable Conference conference;

    /**
     * Serves on a free loopback port.
     *
     * @param page a resource beside this class
     */
    PageServer(String page) throws IOException {
        this.page = new TestPage(TestPage.resource(page), this::act);
    }

    void start(Conference steered) {
        conference = steered;
        steered.tap(new Tracks());
    }

    String url() {
        return page.url();
    }

    /** Waits until every one of these pages has said {@code done}, or one says {@code error}. */
    boolean awaitDone(Set<String> pages, long seconds) throws InterruptedException {
        long until = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < until) {
            if (results.containsKey("error") || results.keySet().containsAll(pages)) {
                return true;
            }
            Thread.sleep(50);
        }
        return false;
    }

    @Override
    public void close() {
        page.close();
    }

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

    @Override
    public void videoCodec(VideoCodec codec) {
        log.add("codec " + codec);
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

    private String act(String[] path, String body) throws Exception {
        Conference steered = Objects.requireNonNull(conference);
        switch (path[0]) {
            case "join" -> {
                return steered.join(path[1], new Conference.Slots(3, 4)).get();
            }
            case "answer" -> steered.answer(path[1], body).get();
            case "leave" -> steered.leave(path[1]);
            case "restart" -> {
                return steered.restart(path[1]).get();
            }
            case "table" -> steered.audience(table(body)).get();
            case "view" -> steered.view(path[1], view(body));
            case "send" -> {
                if (!steered.send(path[1], body).get()) {
                    throw new IllegalStateException("there is no channel to " + path[1]);
                }
            }
            case "slots" -> {
                return describe(slots.get(path[1]));
            }
            case "messages" -> {
                return String.join("\n", messages);
            }
            case "log" -> {
                return String.join("\n", log);
            }
            case "results" -> {
                return results.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining("\n"));
            }
            case "result" -> results.put(path[1], body);
            default -> throw new IllegalArgumentException(path[0]);
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

    private static String describe(@Nullable SlotMap map) {
        List<SlotMap.Slot> filled = new ArrayList<>(map == null ? List.of() : map.slots());
        filled.removeIf(slot -> slot.endpoint() == null);
        return filled.stream()
                .map(slot -> "\"" + slot.mid() + "\":\"" + slot.endpoint() + "/" + slot.kind() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }
}
