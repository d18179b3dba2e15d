package lectern.lti.refusal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import lectern.store.Database;
import org.jspecify.annotations.Nullable;

/** The launch log for those who read it. Thread-safe. */
public final class LaunchHistory {
    private final Database database;

    public LaunchHistory(Database database) {
        this.database = database;
    }

    /** A deployment as an LMS names it. */
    public record Place(String iss, String clientId, String deploymentId) {}

    /**
     * A launch or a refused login.
     *
     * @param code "ok", or why it was refused
     */
    public record Row(
            long id,
            Instant at,
            String launchId,
            @Nullable String iss,
            @Nullable String clientId,
            @Nullable String deploymentId,
            @Nullable String messageType,
            String code) {
        /** What the code means, in the standard's words; empty for a good launch and for a code of another version. */
        public String meaning() {
            for (Refusal refusal : Refusal.values()) {
                if (refusal.code().equals(code)) {
                    return refusal.forAdmin();
                }
            }
            return "";
        }
    }

    /**
     * Which rows.
     *
     * @param place of this deployment only; null for all
     * @param code with this code only; "refused" for all but good ones; empty for all
     * @param launchId this one only; empty for all
     * @param before only older ones than this row; null for the newest
     */
    public record Wanted(
            @Nullable Place place,
            String code,
            String launchId,
            @Nullable Long before) {}

    /** Newest first. */
    public List<Row> list(Wanted wanted, int limit) {
        return database.read(handle -> LaunchHistoryStore.list(handle, wanted, limit));
    }

    /** When each deployment launched last, and with what code. */
    public Map<Place, Row> last() {
        return database.read(LaunchHistoryStore::last);
    }
}
