package lectern.lti.deeplink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.lti.TestTool;
import lectern.lti.registration.Registration;
import lectern.practice.PracticeLms;
import lectern.settings.Settings;

/** The practice LMS and the tool, both real and on ports of their own, and a browser's part between them. */
final class PracticeLmsVisitor implements AutoCloseable {
    private static final Pattern ACTION = Pattern.compile("<form id=\"post\" method=\"post\" action=\"([^\"]*)\">");
    private static final Pattern FIELD = Pattern.compile("name=\"([^\"]*)\" value=\"([^\"]*)\">");

    private final HttpClient browser = HttpClient.newHttpClient();
    private final String lms;
    private final PracticeLms platform;
    final TestTool tool;

    PracticeLmsVisitor(Path folder) {
        int port = freePort();
        int lmsPort = freePort();
        String base = "http://localhost:" + port;
        lms = "http://127.0.0.1:" + lmsPort;
        platform = PracticeLms.start(new lectern.practice.Settings("127.0.0.1", lmsPort, base), Clock.systemUTC());
        tool = new TestTool(
                folder, Clock.systemUTC(), Map.of("lectern.base-url", base, "lectern.http.port", String.valueOf(port)));
        tool.lti()
                .registrations()
                .put(
                        new Settings.Registration(
                                lms,
                                "lectern-practice",
                                URI.create(lms + "/auth"),
                                URI.create(lms + "/.well-known/jwks.json"),
                                null,
                                null,
                                "generic",
                                List.of("practice-1")),
                        Registration.Source.MANUAL);
    }

    /** What the tool answers to somebody whom the LMS sends from this address. */
    HttpResponse<String> launch(String path) {
        TestTool.Login login = login(fields(get(path)));
        HttpResponse<String> page = send(HttpRequest.newBuilder(URI.create(login.location())));
        Map<String, String> message = fields(page);
        return tool.launch(login, String.valueOf(message.get("id_token")));
    }

    private TestTool.Login login(Map<String, String> initiation) {
        return tool.login(initiation);
    }

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    /** The choice as the page sends it. */
    HttpResponse<String> choose(String token, String items) {
        return tool.send(tool.request("/api/deeplink")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"items\":" + items + "}")));
    }

    /** Carries the answer to the LMS, as the page's form does. */
    HttpResponse<String> carry(HttpResponse<String> chosen) {
        JsonNode answer = json(chosen.body());
        return post(answer.path("url").asText(), answer.path("jwt").asText());
    }

    HttpResponse<String> post(String url, String jwt) {
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(TestTool.encode(Map.of("JWT", jwt)))));
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(lms + path)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return browser.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static Map<String, String> fields(HttpResponse<String> page) {
        if (!ACTION.matcher(page.body()).find()) {
            throw new AssertionError("no form: " + page.statusCode() + " " + page.body());
        }
        return hidden(page.body());
    }

    /** The hidden fields of a page's form. */
    static Map<String, String> hidden(String html) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(html);
        while (field.find()) {
            fields.put(plain(field.group(1)), plain(field.group(2)));
        }
        return fields;
    }

    private static String plain(String html) {
        return html.replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        tool.close();
        platform.close();
    }
}
