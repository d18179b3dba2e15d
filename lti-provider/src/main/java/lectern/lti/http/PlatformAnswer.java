package lectern.lti.http;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * What a platform answered.
 *
 * @param headers names are case-insensitive (RFC 9110 §5.1)
 * @param body as UTF-8 text, at most what the request allowed
 * @param uri where it came from, after redirects
 */
public record PlatformAnswer(int status, HttpHeaders headers, String body, URI uri) {
    private static final int SHOWN = 500;

    public boolean good() {
        return status >= 200 && status < 300;
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The body's beginning on one line, for an admin who has to know the platform's own words. */
    public String shownBody() {
        String line = body.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "").strip();
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    }

    @Override
    public String toString() {
        return "PlatformAnswer[" + status + "]"; // bodies hold people and tokens
    }
}
