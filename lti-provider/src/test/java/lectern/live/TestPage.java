package lectern.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import lectern.TestSite;
import org.jspecify.annotations.Nullable;

/** A class page's WebSocket, on the JDK's client. */
final class TestPage implements WebSocket.Listener {
    private static final HttpClient BROWSER = HttpClient.newHttpClient();
    private static final long LIMIT_SECONDS = 60;

    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final List<JsonNode> heard = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder part = new StringBuilder();
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();

    TestPage(TestSite site) {
        this(site.port());
    }

    TestPage(int port) {
        socket = BROWSER.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/room/socket"), this)
                .join();
    }

    /** A page that has said hello. */
    static TestPage hello(TestSite site, String token) {
        TestPage page = new TestPage(site);
        page.say("{\"type\":\"hello\",\"v\":1,\"token\":\"" + token + "\",\"tiles\":9}");
        return page;
    }

    /** A page of staff who do not start the class yet. */
    static TestPage early(TestSite site, String token) {
        TestPage page = new TestPage(site);
        page.say("{\"type\":\"hello\",\"v\":1,\"token\":\"" + token + "\",\"tiles\":9,\"early\":true}");
        return page;
    }

    /** A page that lost its socket and has its media still. */
    static TestPage resume(TestSite site, String token) {
        TestPage page = new TestPage(site);
        page.say("{\"type\":\"hello\",\"v\":1,\"token\":\"" + token + "\",\"tiles\":9,\"resume\":true}");
        return page;
    }

    void say(String text) {
        socket.sendText(text, true).join();
    }

    /** Says it with an id and answers {@code ok} or the error's code. */
    String ask(String fields) {
        int id = ids.incrementAndGet();
        say("{\"id\":" + id + "," + fields + "}");
        JsonNode answer = next(m -> m.path("id").asInt() == id);
        return answer.path("type").asText().equals("ok")
                ? "ok"
                : answer.path("code").asText();
    }

    /** The next message of the type; what comes before it is passed over. */
    JsonNode next(String type) {
        return next(m -> m.path("type").asText().equals(type));
    }

    JsonNode next(Predicate<JsonNode> wanted) {
        try {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
            while (true) {
                JsonNode message = messages.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (message == null) {
                    throw new AssertionError("no such message came");
                }
                if (wanted.test(message)) {
                    return message;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Everything that comes before the answer to a message sent now. */
    List<JsonNode> untilNow() {
        List<JsonNode> all = new ArrayList<>();
        int id = ids.incrementAndGet();
        say("{\"id\":" + id + ",\"type\":\"view\",\"tiles\":[]}");
        next(m -> {
            all.add(m);
            return m.path("id").asInt() == id;
        });
        all.remove(all.size() - 1);
        return all;
    }

    /** Everything that came so far. */
    List<JsonNode> heard() {
        return heard;
    }

    int closeCode() {
        return closed.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }

    boolean isClosed() {
        return closed.isDone();
    }

    /** As when the network is gone: no goodbye. */
    void drop() {
        socket.abort();
    }

    void binary() {
        socket.sendBinary(java.nio.ByteBuffer.wrap(new byte[] {1, 2, 3}), true).join();
    }

    @Override
    public synchronized @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            JsonNode message = TestSite.parse(part.toString());
            heard.add(message);
            messages.add(message);
            part.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete(-1);
    }
}
