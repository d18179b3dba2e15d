package lectern.bridge.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** Time for the answer to get away before the line goes. */
    private static final long CHANGE_MILLIS = 300;

    private final TestPage page;
    private volatile @Nullable Conference conference;
    private volatile Change change = () -> {};

    /** Does something to a page's network. */
    interface Change {
        void make() throws Exception;
    }

    /**
     * Serves on a free loopback port.
     *
     * @param page a resource beside this class
     */
    PageServer(String page) throws IOException {
        this(InetAddress.getLoopbackAddress(), page);
    }

    /** Serves on a free port of an address. */
    PageServer(InetAddress address, String page) throws IOException {
        this.page = new TestPage(address, TestPage.resource(page), this::act);
    }

    void start(Conference steered) {
        conference = steered;
        steered.tap(new Tracks());
    }

    /** What happens when a page asks for another network. */
    void changes(Change next) {
        change = next;
    }

    private void change() {
        try {
            change.make();
        } catch (Exception e) {
            results.put("error", "the network could not be changed: " + e);
        }
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

    /**
     * Prints for {@link Namespace} what the pages of these names reported, and first what they lack, once all of them are
     * done, one reports an error or the time is over.
     *
     * @return the process's exit status
     */
    int report(Conference told, long seconds, String... names) throws Exception {
        Set<String> ends = Stream.of(names).map(name -> name + "-done").collect(Collectors.toSet());
        boolean whole = awaitDone(ends, seconds) && !results.containsKey("error");
        if (!whole) {
            missing(names).forEach(line -> System.out.println(Namespace.MISSING + line));
            System.out.println(slots + " " + told.stats().get());
        }
        results.forEach((name, value) -> System.out.println(name + "=" + value));
        log.forEach(System.out::println);
        tracks.forEach(System.out::println);
        return whole ? 0 : 2;
    }

    private List<String> missing(String... names) {
        List<String> missing = new ArrayList<>();
        String error = results.get("error");
        if (error != null) {
            missing.add(error.lines().findFirst().orElse(""));
        }
        for (String name : names) {
            if (!results.containsKey(name + "-began")) {
                missing.add("the page of the " + name + " did not run");
            } else if (!results.containsKey(name + "-done")) {
                missing.add(
                        "the " + name + " waits for " + results.getOrDefault(name + "-waits", "nothing in particular"));
            }
        }
        return missing;
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
            case "change" ->
                CompletableFuture.delayedExecutor(CHANGE_MILLIS, TimeUnit.MILLISECONDS)
                        .execute(this::change);
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
