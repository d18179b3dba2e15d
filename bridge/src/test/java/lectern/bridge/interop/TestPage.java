package lectern.bridge.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A page on a free port, what it asks for by HTTP, and a browser that shows it. */
final class TestPage implements AutoCloseable {
    private final HttpServer web;
    private final String page;
    private final Answers answers;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "page");
        thread.setDaemon(true);
        return thread;
    });

    /** What the page may ask; called by several threads at once. */
    @FunctionalInterface
    interface Answers {
        /**
         * Answers one request.
         *
         * @param path without the first slash, by its parts
         * @throws Exception to be told to the page as a refusal
         */
        String answer(String[] path, String body) throws Exception;
    }

    /** Serves on the loopback address from now on. */
    TestPage(String page, Answers answers) throws IOException {
        this(InetAddress.getLoopbackAddress(), page, answers);
    }

    /** Serves on an address from now on. */
    TestPage(InetAddress address, String page, Answers answers) throws IOException {
        this.page = page;
        this.answers = answers;
        web = HttpServer.create(new InetSocketAddress(address, 0), 0);
        web.setExecutor(threads);
        web.createContext("/", this::serve);
        web.start();
    }

    /** The text of a file beside this class. */
    static String resource(String name) throws IOException {
        try (InputStream file = TestPage.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), UTF_8);
        }
    }

    String url() {
        InetSocketAddress address = web.getAddress();
        String host = address.getAddress().isLoopbackAddress() ? "localhost" : address.getHostString();
        return "http://" + host + ":" + address.getPort() + "/";
    }

    /**
     * Shows the page in a Chromium until it has said something.
     *
     * @param query behind the page's address, empty for none
     * @param more options of Chromium
     */
    <T> T show(Path profile, String query, Future<T> said, int seconds, String... more) throws Exception {
        Process browser = Browsers.chromium(profile, url() + query, List.of(more));
        try {
            return said.get(seconds, TimeUnit.SECONDS);
        } finally {
            Browsers.end(browser);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().substring(1).split("/", -1);
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        try {
            if (path[0].isEmpty()) {
                reply(exchange, 200, "text/html", page);
            } else if (path[0].endsWith(".js")) {
                reply(exchange, 200, "text/javascript", resource(path[0]));
            } else {
                reply(exchange, 200, "text/plain", answers.answer(path, body));
            }
        } catch (Exception e) {
            reply(exchange, 400, "text/plain", e.toString());
        }
    }

    private static void reply(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        web.stop(0);
        threads.shutdownNow();
    }
}
