package lectern.lti;

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
import lectern.lti.registration.Registration;
import lectern.practice.PracticeLms;
import lectern.settings.Settings;
import org.jspecify.annotations.Nullable;

/** The practice LMS and the tool, both real and on ports of their own, and a browser's part between them. */
public final class PracticeCampus implements AutoCloseable {
    private static final Pattern ACTION = Pattern.compile("<form id=\"post\" method=\"post\" action=\"([^\"]*)\">");
    private static final Pattern FIELD = Pattern.compile("name=\"([^\"]*)\" value=\"([^\"]*)\">");

    private final HttpClient browser = HttpClient.newHttpClient();
    private final String lms;
    private final PracticeLms platform;
    private final TestTool tool;

    public PracticeCampus(Path folder) {
        int port = freePort();
        int lmsPort = freePort();
        String base = "http://localhost:" + port;
        lms = "http://127.0.0.1:" + lmsPort;
        platform = PracticeLms.start(new lectern.practice.Settings("127.0.0.1", lmsPort, base), Clock.systemUTC());
        tool = new TestTool(
                folder, Clock.systemUTC(), Map.of("lectern.base-url", base, "lectern.http.port", String.valueOf(port)));
    }

    /** Makes the LMS known to the tool, which cannot call its services. */
    public void connectForLaunches() {
        register(null, null, "generic");
    }

    /**
     * Makes the LMS known to the tool, with its services.
     *
     * @param audience of access tokens; null for the token endpoint's address
     */
    public void connect(@Nullable String audience, String family) {
        register(URI.create(lms + "/token"), audience, family);
    }

    private void register(@Nullable URI tokens, @Nullable String audience, String family) {
        tool.lti()
                .registrations()
                .put(
                        new Settings.Registration(
                                lms,
                                "lectern-practice",
                                URI.create(lms + "/auth"),
                                URI.create(lms + "/.well-known/jwks.json"),
                                tokens,
                                audience,
                                family,
                                List.of("practice-1")),
                        Registration.Source.PRACTICE);
    }

    public TestTool tool() {
        return tool;
    }

    /** The LMS's own address. */
    public String lms() {
        return lms;
    }

    /** What the tool answers to somebody whom the LMS sends from this address of its own. */
    public HttpResponse<String> launch(String path) {
        TestTool.Login login = tool.login(fields(get(path)));
        HttpResponse<String> page = send(HttpRequest.newBuilder(URI.create(login.location())));
        return tool.launch(login, String.valueOf(fields(page).get("id_token")));
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(lms + path)));
    }

    /** A form of the LMS's own pages. */
    public HttpResponse<String> post(String path, Map<String, String> fields) {
        return send(HttpRequest.newBuilder(URI.create(lms + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", lms)
                .POST(BodyPublishers.ofString(TestTool.encode(fields))));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return browser.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> fields(HttpResponse<String> page) {
        if (!ACTION.matcher(page.body()).find()) {
            throw new AssertionError("no form: " + page.statusCode() + " " + page.body());
        }
        return hidden(page.body());
    }

    /** The hidden fields of a page's form. */
    public static Map<String, String> hidden(String html) {
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
