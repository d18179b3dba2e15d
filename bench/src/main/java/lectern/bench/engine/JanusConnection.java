package lectern.bench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Janus' JSON protocol over one WebSocket with one session: a handle for every peer connection, a transaction for every
 * request. Any thread; requests wait for their answer.
 */
final class JanusConnection implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 20;
    private static final String VIDEO_ROOM = "janus.plugin.videoroom";

    private final Map<String, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong transactions = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final WebSocket socket;
    private long session;

    private JanusConnection(WebSocket socket) {
        this.socket = socket;
    }

    static JanusConnection open(URI uri) throws IOException {
        Listener listener = new Listener();
        try {
            WebSocket socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .subprotocols("janus-protocol")
                    .buildAsync(uri, listener)
                    .join();
            JanusConnection connection = new JanusConnection(socket);
            listener.connection = connection;
            connection.session = connection.request("create", 0).at("/data/id").asLong();
            return connection;
        } catch (CompletionException e) {
            throw new IOException("Janus does not take a WebSocket: " + e.getMessage(), e);
        }
    }

    /** A handle of the VideoRoom plug-in. */
    long attach() throws IOException {
        ObjectNode request = JSON.createObjectNode().put("janus", "attach").put("plugin", VIDEO_ROOM);
        return request(request, 0).at("/data/id").asLong();
    }

    void detach(long handle) throws IOException {
        request("detach", handle);
    }

    /**
     * A message to the plug-in.
     *
     * @param jsep the session description that goes with it, null for none
     * @return the whole event, its {@code plugindata} without error
     */
    JsonNode message(long handle, JsonNode body, @Nullable JsonNode jsep) throws IOException {
        ObjectNode request = JSON.createObjectNode().put("janus", "message");
        request.set("body", body);
        if (jsep != null) {
            request.set("jsep", jsep);
        }
        JsonNode event = request(request, handle);
        JsonNode error = event.at("/plugindata/data/error");
        if (!error.isMissingNode()) {
            throw new IOException("Janus' VideoRoom said: " + error.asText());
        }
        return event;
    }

    private JsonNode request(String word, long handle) throws IOException {
        return request(JSON.createObjectNode().put("janus", word), handle);
    }

    private JsonNode request(ObjectNode request, long handle) throws IOException {
        String transaction = "t" + transactions.incrementAndGet();
        request.put("transaction", transaction);
        if (session != 0) {
            request.put("session_id", session);
        }
        if (handle != 0) {
            request.put("handle_id", handle);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(transaction, answer);
        try {
            send(request.toString());
            JsonNode node = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (node.path("janus").asText().equals("error")) {
                throw new IOException("Janus said: " + node.at("/error/reason").asText());
            }
            return node;
        } catch (TimeoutException e) {
            throw new IOException(
                    "Janus did not answer " + request.path("janus").asText(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IOException(e);
        } finally {
            waiting.remove(transaction);
        }
    }

    private synchronized void send(String text) {
        bytes.addAndGet(text.getBytes(StandardCharsets.UTF_8).length);
        socket.sendText(text, true).join();
    }

    /** Text sent and received so far. */
    long bytes() {
        return bytes.get();
    }

    /** An acknowledgement only says that the answer will come as an event. */
    private void received(String text) throws IOException {
        bytes.addAndGet(text.getBytes(StandardCharsets.UTF_8).length);
        JsonNode node = JSON.readTree(text);
        CompletableFuture<JsonNode> answer =
                waiting.get(node.path("transaction").asText());
        if (answer != null && !node.path("janus").asText().equals("ack")) {
            answer.complete(node);
        }
    }

    private void ended() {
        waiting.values().forEach(answer -> answer.completeExceptionally(new IOException("Janus closed the WebSocket")));
    }

    @Override
    public void close() {
        socket.abort();
    }

    private static final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private volatile @Nullable JanusConnection connection;

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            JanusConnection to = connection;
            if (last && to != null) {
                try {
                    to.received(text.toString());
                } catch (IOException e) {
                    to.ended();
                }
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            JanusConnection to = connection;
            if (to != null) {
                to.ended();
            }
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            onClose(socket, 0, "");
        }
    }
}
