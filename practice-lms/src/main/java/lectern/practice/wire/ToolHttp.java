package lectern.practice.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Calls of the tool's server, and of nobody else: every address must be of its origin. Any thread. */
public final class ToolHttp {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_BYTES = 1024 * 1024;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    private final String origin;

    public ToolHttp(String origin) {
        this.origin = origin;
    }

    /**
     * What the tool answered; redirects are answers.
     *
     * @param location where it redirects to, empty when it does not
     * @param cookies each as {@code name=value}
     */
    public record Reply(int status, String location, List<String> cookies, String body) {}

    /** Whether an address is one of the tool's. */
    public static boolean owns(String origin, String url) {
        try {
            URI uri = URI.create(url);
            return uri.getScheme() != null
                    && uri.getRawUserInfo() == null
                    && origin.equals(uri.getScheme() + "://" + uri.getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A GET. */
    public Reply get(String url) throws IOException {
        return send(request(url).GET().build());
    }

    /** A POST of JSON. */
    public Reply postJson(String url, String json) throws IOException {
        return send(request(url)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    /** A POST of a form with cookies, as a browser would send it. */
    public Reply postForm(String url, Map<String, String> form, List<String> cookies) throws IOException {
        HttpRequest.Builder request = request(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encode(form)));
        if (!cookies.isEmpty()) {
            request.header("Cookie", String.join("; ", cookies));
        }
        return send(request.build());
    }

    private HttpRequest.Builder request(String url) throws IOException {
        if (!owns(origin, url)) {
            throw new IOException(url + " is not an address of the tool at " + origin);
        }
        return HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).header("User-Agent", "practice-lms");
    }

    private Reply send(HttpRequest request) throws IOException {
        try {
            HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                return new Reply(
                        answer.statusCode(),
                        answer.headers().firstValue("Location").orElse(""),
                        answer.headers().allValues("Set-Cookie").stream()
                                .map(cookie -> cookie.replaceFirst(";.*", ""))
                                .toList(),
                        new String(body.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** A form's fields as one text. */
    public static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(f -> encode(f.getKey()) + "=" + encode(f.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
