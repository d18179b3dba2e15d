package lectern.lti.roster;

import java.time.Instant;
import java.util.Map;
import lectern.store.Database;
import org.jspecify.annotations.Nullable;

/**
 * How the asking for course lists stands in one deployment, or in several together.
 *
 * @param lastAt when a list came whole the last time; null for never
 * @param failing lists that did not come the last time
 * @param problem one reason, in the LMS's words; null for none
 */
public record RosterStanding(
        @Nullable Instant lastAt, int failing, @Nullable String problem) {
    public static final RosterStanding NONE = new RosterStanding(null, 0, null);

    /** By the row of the deployment; those without any list are left out. */
    public static Map<Long, RosterStanding> of(Database database) {
        return database.read(RosterStandingStore::all);
    }

    public RosterStanding with(RosterStanding other) {
        Instant last = lastAt == null || (other.lastAt != null && other.lastAt.isAfter(lastAt)) ? other.lastAt : lastAt;
        return new RosterStanding(last, failing + other.failing, problem == null ? other.problem : problem);
    }
}
