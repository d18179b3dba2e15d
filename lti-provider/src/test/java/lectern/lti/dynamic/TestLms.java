package lectern.lti.dynamic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An LMS that takes registrations, on loopback; it begins as Moodle (see moodle/README.md). */
final class TestLms implements AutoCloseable {
    static final String TOKEN = "registration-token-1";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpServer server;
    private final List<Call> calls = new ArrayList<>();

    /** What it says of itself; a test may change it. */
    final ObjectNode configuration;

    int status = 200;
    String answer;

    /** A call as it came. */
    record Call(String method, String path, @Nullable String authorization, String body) {
        JsonNode json() {
            try {
                return MAPPER.readTree(body);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    TestLms() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        configuration = (ObjectNode) at(fixture("dynreg-openid-configuration"));
        answer = at(fixture("dynreg-registration")).toString();
        server.createContext("/", this::serve);
        server.start();
    }

    private static JsonNode fixture(String name) throws IOException {
        try (InputStream in = TestLms.class.getResourceAsStream("/moodle/" + name + ".json")) {
            return MAPPER.readTree(Objects.requireNonNull(in)).path("body");
        }
    }

    /** The fixture as if it came from here. */
    private JsonNode at(JsonNode fixture) throws IOException {
        return MAPPER.readTree(fixture.toString().replace("http://127.0.0.1:8081", url()));
    }

    private synchronized void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        calls.add(new Call(
                exchange.getRequestMethod(), path, exchange.getRequestHeaders().getFirst("Authorization"), body));
        boolean asked = path.endsWith("/openid-configuration.php");
        byte[] bytes = (asked ? configuration.toString() : answer).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(asked ? 200 : status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The newest call that is not a GET. */
    Call posted() {
        List<Call> all = calls();
        return all.stream()
                .filter(call -> !call.method().equals("GET"))
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String configurationUrl() {
        return url() + "/mod/lti/openid-configuration.php";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
