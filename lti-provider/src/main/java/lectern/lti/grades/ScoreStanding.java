package lectern.lti.grades;

import java.time.Instant;
import java.util.Map;
import lectern.store.Database;
import org.jspecify.annotations.Nullable;

/**
 * How the sending of grades stands in one deployment, or in several together.
 *
 * @param lastAt when a score was taken by the LMS the last time; null for never
 * @param waiting scores that are still to be sent
 * @param failed scores that the LMS refused
 * @param problem one reason, in the LMS's words; null for none
 */
public record ScoreStanding(
        @Nullable Instant lastAt,
        int waiting,
        int failed,
        @Nullable String problem) {
    public static final ScoreStanding NONE = new ScoreStanding(null, 0, 0, null);

    /** By the row of the deployment; those without any score are left out. */
    public static Map<Long, ScoreStanding> of(Database database) {
        return database.read(ScoreStandingStore::all);
    }

    public ScoreStanding with(ScoreStanding other) {
        Instant last = lastAt == null || (other.lastAt != null && other.lastAt.isAfter(lastAt)) ? other.lastAt : lastAt;
        return new ScoreStanding(
                last, waiting + other.waiting, failed + other.failed, problem == null ? other.problem : problem);
    }
}
