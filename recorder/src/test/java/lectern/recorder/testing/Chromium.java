package lectern.recorder.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lectern.recorder.archive.Recording;

/** A real Chromium that decodes parts by WebCodecs and says what came out. */
public final class Chromium {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Chromium() {}

    /** One result for each part. */
    public static JsonNode decode(Path directory, List<Recording.Part> parts) throws Exception {
        CompletableFuture<JsonNode> result = new CompletableFuture<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, directory, parts, result));
        server.start();
        Path profile = Files.createTempDirectory("chromium");
        Process browser = new ProcessBuilder(
                        "chromium",
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--user-data-dir=" + profile,
                        "http://localhost:" + server.getAddress().getPort() + "/")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return result.get(120, TimeUnit.SECONDS);
        } finally {
            browser.descendants().forEach(ProcessHandle::destroyForcibly);
            browser.destroyForcibly().waitFor();
            server.stop(0);
        }
    }

    private static void answer(
            HttpExchange exchange, Path directory, List<Recording.Part> parts, CompletableFuture<JsonNode> result)
            throws IOException {
        String path = exchange.getRequestURI().getPath().substring(1);
        byte[] body;
        String type = "application/octet-stream";
        if (path.isEmpty()) {
            type = "text/html";
            try (InputStream page = Chromium.class.getResourceAsStream("decode.html")) {
                body = Objects.requireNonNull(page).readAllBytes();
            }
        } else if (path.equals("parts.json")) {
            ArrayNode list = JSON.createArrayNode();
            parts.forEach(part -> list.add(JSON.valueToTree(part)));
            body = JSON.writeValueAsBytes(list);
        } else if (path.equals("result")) {
            result.complete(JSON.readTree(exchange.getRequestBody()));
            body = new byte[0];
        } else {
            Path file = directory.resolve(path);
            body = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        }
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
