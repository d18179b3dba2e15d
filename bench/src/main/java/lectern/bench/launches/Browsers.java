package lectern.bench.launches;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What browsers do between a link of the LMS and the lobby: the login initiation, then the form with the LMS's token and
 * the login's cookies. Connections are kept, as those of a proxy are. Thread-safe; calls block.
 */
final class Browsers {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String FORM = "application/x-www-form-urlencoded";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final SyntheticPlatform platform;
    private final String base;

    Browsers(SyntheticPlatform platform, String base) {
        this.platform = platform;
        this.base = base;
    }

    /**
     * A browser that has begun a login.
     *
     * @param target the tool's address that the login named
     * @param cookies that the login set
     */
    record Begun(String state, String nonce, String target, String cookies) {}

    /**
     * A launch that needs only be sent.
     *
     * @param form with state and token
     */
    record Ready(String form, String cookies) {}

    /** {@code POST /lti/login}, to the redirect to the LMS. */
    Begun login(Visit visit) throws IOException, InterruptedException {
        String form = "iss=" + encode(platform.iss()) + "&client_id=" + SyntheticPlatform.CLIENT + "&login_hint="
                + visit.sub() + "&lti_message_hint=link-" + visit.room() + "&target_link_uri="
                + encode(base + "/lti/launch");
        HttpResponse<String> answer =
                http.send(request("/lti/login", form).build(), HttpResponse.BodyHandlers.ofString());
        String location = answer.headers().firstValue("Location").orElse("");
        if (answer.statusCode() != 302 || location.isEmpty()) {
            throw new IOException("a login was answered " + answer.statusCode());
        }
        List<String> cookies = answer.headers().allValues("Set-Cookie");
        return new Begun(
                parameter(location, "state"),
                parameter(location, "nonce"),
                base + "/lti/launch",
                cookies.stream().map(cookie -> cookie.split(";", 2)[0]).collect(Collectors.joining("; ")));
    }

    /** What the LMS does: it signs. */
    Ready sign(Visit visit, Begun begun) {
        return new Ready(
                "state=" + encode(begun.state()) + "&id_token=" + platform.token(visit, begun), begun.cookies());
    }

    /** {@code POST /lti/launch}, to the last byte of the lobby, which this returns. */
    String launch(Ready ready) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                request("/lti/launch", ready.form())
                        .header("Cookie", ready.cookies())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200 || !answer.body().contains("\"token\"")) {
            throw new IOException("a launch was answered " + answer.statusCode());
        }
        return answer.body();
    }

    /** The body of a page's call. */
    byte[] get(String path, String token) throws IOException, InterruptedException {
        return call(path, http.send(bearer(path, token).GET().build(), HttpResponse.BodyHandlers.ofByteArray()));
    }

    /** A change by a page. */
    void put(String path, String token, String json) throws IOException, InterruptedException {
        call(
                path,
                http.send(
                        bearer(path, token)
                                .header("Content-Type", "application/json")
                                .PUT(HttpRequest.BodyPublishers.ofString(json))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray()));
    }

    private HttpRequest.Builder bearer(String path, String token) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    private static byte[] call(String path, HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw new IOException(path + " was answered " + answer.statusCode());
        }
        return answer.body();
    }

    private HttpRequest.Builder request(String path, String form) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Content-Type", FORM)
                .header("Origin", platform.iss())
                .POST(HttpRequest.BodyPublishers.ofString(form));
    }

    private static String parameter(String url, String name) throws IOException {
        for (String pair : URI.create(url).getRawQuery().split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        throw new IOException("the login's answer has no " + name);
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
