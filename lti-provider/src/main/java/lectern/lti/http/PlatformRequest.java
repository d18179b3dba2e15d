package lectern.lti.http;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call to a platform.
 *
 * @param body null for none
 * @param maxBytes longest answer that is taken, 1 to 16 MiB
 */
public record PlatformRequest(
        String method,
        URI uri,
        Map<String, String> headers,
        @Nullable String body,
        int maxBytes) {
    private static final int LARGEST = 16 * 1024 * 1024;
    private static final int USUAL = 1024 * 1024;

    public PlatformRequest {
        headers = Map.copyOf(headers);
        if (maxBytes < 1 || maxBytes > LARGEST) {
            throw new IllegalArgumentException("maxBytes must be 1 to " + LARGEST);
        }
    }

    public static PlatformRequest get(URI uri, String accept) {
        return new PlatformRequest("GET", uri, Map.of("Accept", accept), null, USUAL);
    }

    /** A call with a body: {@code POST} or {@code PUT}. */
    public static PlatformRequest with(String method, URI uri, String contentType, String body) {
        return new PlatformRequest(method, uri, Map.of("Content-Type", contentType), body, USUAL);
    }

    public static PlatformRequest delete(URI uri) {
        return new PlatformRequest("DELETE", uri, Map.of(), null, USUAL);
    }

    public PlatformRequest header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new PlatformRequest(method, uri, more, body, maxBytes);
    }

    public PlatformRequest atMost(int bytes) {
        return new PlatformRequest(method, uri, headers, body, bytes);
    }

    PlatformRequest to(URI other) {
        return new PlatformRequest(method, other, headers, body, maxBytes);
    }

    @Override
    public String toString() {
        return "PlatformRequest[" + method + " " + uri.getHost() + "]"; // headers and queries hold secrets
    }
}
