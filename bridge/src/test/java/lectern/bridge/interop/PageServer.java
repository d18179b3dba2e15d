package lectern.bridge.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
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

    private final HttpServer web;
    private final String page;
    private volatile @Nullable Conference conference;

    /**
     * Serves on a free loopback port.
     *
     * @param page a resource beside this class
     */
    PageServer(String page) throws IOException {
        this.page = page;
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "pages");
            thread.setDaemon(true);
            return thread;
        }));
        web.createContext("/", this::serve);
    }

    void start(Conference steered) {
        conference = steered;
        steered.tap(new Tracks());
        web.start();
    }

    String url() {
        return "http://localhost:" + web.getAddress().getPort() + "/";
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
        web.stop(0);
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

    private void serve(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String action = path.length > 1 ? path[1] : "";
        try {
            if (action.isEmpty()) {
                reply(exchange, "text/html", resource(page));
            } else if (action.endsWith(".js")) {
                reply(exchange, "text/javascript", resource(action));
            } else {
                reply(exchange, "text/plain", act(action, path, body));
            }
        } catch (Exception e) {
            byte[] text = e.toString().getBytes(UTF_8);
            exchange.sendResponseHeaders(400, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        }
    }

    private String act(String action, String[] path, String body) throws Exception {
        Conference steered = Objects.requireNonNull(conference);
        switch (action) {
            case "join" -> {
                return steered.join(path[2], new Conference.Slots(3, 4)).get();
            }
            case "answer" -> steered.answer(path[2], body).get();
            case "leave" -> steered.leave(path[2]);
            case "restart" -> {
                return steered.restart(path[2]).get();
            }
            case "table" -> steered.audience(table(body)).get();
            case "view" -> steered.view(path[2], view(body));
            case "send" -> {
                if (!steered.send(path[2], body).get()) {
                    throw new IllegalStateException("there is no channel to " + path[2]);
                }
            }
            case "slots" -> {
                return describe(slots.get(path[2]));
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
            case "result" -> results.put(path[2], body);
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

    private static String describe(@Nullable SlotMap map) {
        List<SlotMap.Slot> filled = new ArrayList<>(map == null ? List.of() : map.slots());
        filled.removeIf(slot -> slot.endpoint() == null);
        return filled.stream()
                .map(slot -> "\"" + slot.mid() + "\":\"" + slot.endpoint() + "/" + slot.kind() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String resource(String name) throws IOException {
        try (InputStream page = PageServer.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(page, name).readAllBytes(), UTF_8);
        }
    }

    private static void reply(HttpExchange exchange, String type, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
