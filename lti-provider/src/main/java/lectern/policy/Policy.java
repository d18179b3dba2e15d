package lectern.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What holds for all classes of a deployment.
 *
 * @param recording whether classes may be recorded
 * @param release whether students may see recordings that a teacher releases
 * @param chat whether a class has a chat
 * @param retentionDays the longest that a recording is kept, 1 to 3650; null for the teacher's own choice
 * @param maxPeople present at once, 2 to 500; null for the server's limit
 * @param maxMinutes after which a class ends, 5 to 1440; null for no limit
 */
public record Policy(
        boolean recording,
        boolean release,
        boolean chat,
        @Nullable Integer retentionDays,
        @Nullable Integer maxPeople,
        @Nullable Integer maxMinutes) {
    /** Of a deployment whose administrators said nothing. */
    public static final Policy OPEN = new Policy(true, true, true, null, null, null);

    public Policy {
        within("retentionDays", retentionDays, 1, 3650);
        within("maxPeople", maxPeople, 2, 500);
        within("maxMinutes", maxMinutes, 5, 1440);
    }

    private static void within(String name, @Nullable Integer value, int least, int most) {
        if (value != null && (value < least || value > most)) {
            throw new IllegalArgumentException("\"" + name + "\" must be " + least + " to " + most + ".");
        }
    }

    /** How long a recording is kept when the teacher wants this many days. */
    public int days(int wanted) {
        return retentionDays == null ? wanted : Math.min(wanted, retentionDays);
    }

    /** How many people when the server allows this many. */
    public int people(int allowed) {
        return maxPeople == null ? allowed : Math.min(allowed, maxPeople);
    }

    /** How long a class goes on at most; null for no limit. */
    public @Nullable Duration longest() {
        return maxMinutes == null ? null : Duration.ofMinutes(maxMinutes);
    }
}
