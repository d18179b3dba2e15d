package lectern.lti.keys;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One of our keys as the store knows it.
 *
 * @param kid its thumbprint (RFC 7638)
 * @param signsFrom when it begins to sign; until then it is published only
 * @param publishedUntil when LMSs are not told of it any more; null while no other follows it
 */
public record ToolKey(
        String kid,
        Instant createdAt,
        Instant signsFrom,
        @Nullable Instant publishedUntil) {
    boolean published(Instant now) {
        return publishedUntil == null || publishedUntil.isAfter(now);
    }

    boolean signs(Instant now) {
        return !signsFrom.isAfter(now);
    }
}
