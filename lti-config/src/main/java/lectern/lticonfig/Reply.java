package lectern.lticonfig;

import java.net.http.HttpHeaders;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered.
 *
 * @param certificateEnds null without TLS
 */
public record Reply(
        int status,
        HttpHeaders headers,
        String body,
        @Nullable Instant certificateEnds) {
    /** Empty when it is absent. */
    String header(String name) {
        return headers.firstValue(name).orElse("");
    }
}
