package lectern.lti;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import lectern.store.Database;
import lectern.web.Form;
import lectern.web.Json;

/** The services of an LMS as a test wants them, over real HTTP on loopback; its tokens are good for everything. */
public final class TestLms implements AutoCloseable {
    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile Reply token = Reply.json(200, "{\"access_token\":\"t\",\"expires_in\":3600}");

    /** A call of a service, of its token endpoint not. */
    public record Call(String method, String path, String query, String accept, String contentType, String body) {
        public String parameter(String name) {
            return String.valueOf(Form.parse(query).get(name));
        }

        public JsonNode json() {
            return parse(body);
        }
    }

    /** What the LMS answers. */
    public record Reply(int status, Map<String, String> headers, String body) {
        public static Reply json(int status, String body) {
            return new Reply(status, Map.of(), body);
        }

        public Reply with(String header, String value) {
            return new Reply(status, Map.of(header, value), body);
        }

        /** The status, link header and body of a captured answer. */
        public static Reply captured(String file) {
            JsonNode message = TestLms.captured(file);
            JsonNode link = message.path("headers").path("link");
            Reply reply =
                    json(message.path("status").asInt(), message.path("body").toString());
            return link.isMissingNode() ? reply : reply.with("link", link.asText());
        }
    }

    /** One service. */
    @FunctionalInterface
    public interface Service {
        Reply answer(Call call);
    }

    public TestLms() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/token", exchange -> send(exchange, token));
        server.start();
    }

    public String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public void on(String path, Service service) {
        server.createContext(path, exchange -> {
            Call call = new Call(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    String.valueOf(exchange.getRequestURI().getRawQuery()),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Accept")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            calls.add(call);
            send(exchange, service.answer(call));
        });
    }

    /** What the token endpoint answers from now on. */
    public void tokens(Reply reply) {
        token = reply;
    }

    public List<Call> calls() {
        return calls;
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** A captured message of a real Moodle. */
    public static JsonNode captured(String file) {
        try (InputStream in = TestLms.class.getResourceAsStream("/moodle/" + file + ".json")) {
            return Json.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode parse(String json) {
        try {
            return Json.shared().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A registration, a deployment and a course with the class 1, whose link is "link-1"; no service yet. */
    public void register(Database database) {
        database.change(handle -> {
            handle.execute(
                    "insert into registration (id, iss, client_id, auth_url, jwks_url, token_url, created_at) "
                            + "values (1, 'i', 'c', 'https://lms.invalid/a', 'https://lms.invalid/j', ?, 0)",
                    base() + "/token");
            handle.execute(
                    "insert into deployment (id, registration_id, deployment_id, created_at) values (1, 1, 'd', 0)");
            handle.execute("insert into course (id, deployment_id, context_id, title) values (1, 1, 'x', 'Physics')");
            handle.execute("insert into class (id, deployment_id, room_key, course_id, title, created_at) "
                    + "values (1, 1, 'link:link-1', 1, 'Optics', 0)");
            handle.execute("insert into class_link (class_id, resource_link_id, updated_at) values (1, 'link-1', 0)");
            handle.execute("insert into course_services (course_id, updated_at) values (1, 0)");
        });
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
