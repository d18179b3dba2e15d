package lectern.bridge;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A selective forwarding unit (RFC 7667 §3.7) inside this JVM. Two bridges in one JVM do not know of each other.
 *
 * <p>Open one with {@code new EmbeddedBridge(settings)}; another engine could stand behind the same interface.
 */
public interface Bridge extends AutoCloseable {
    /**
     * Opens a conference on the least loaded media loop.
     *
     * @param id unique among this bridge's open conferences, 1 to 64 characters, used in logs and statistics only
     * @throws IllegalArgumentException when the id is in use or malformed
     * @throws IllegalStateException when the bridge is closed
     */
    Conference open(String id, ConferenceSettings settings, ConferenceListener listener);

    /** Opens a conference with the default settings. */
    default Conference open(String id, ConferenceListener listener) {
        return open(id, ConferenceSettings.DEFAULT, listener);
    }

    /**
     * How the media loops do, in their order.
     *
     * @return completes on one of the loops; exceptionally when the bridge is closed
     */
    CompletableFuture<List<LoopStats>> loops();

    /** Ends all conferences and frees threads and sockets; returns when both are gone. Idempotent. */
    @Override
    void close();
}
