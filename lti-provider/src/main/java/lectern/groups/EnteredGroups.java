package lectern.groups;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import lectern.account.NameKey;
import lectern.store.Database;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Groups that accumulate as students enter: each launch names the launching student's own, as ids in a custom parameter
 * whose variable the LMS filled in. The newest launch holds for its student.
 */
public final class EnteredGroups implements GroupSource {
    /** The custom parameter. */
    public static final String PARAMETER = "groups";

    private static final int MAX_ID = 255;
    private static final int MAX_OF_ONE = 50;

    private final Database database;

    public EnteredGroups(Database database) {
        this.database = database;
    }

    /**
     * A student who launched.
     *
     * @param groups the parameter's value: ids between commas; null when the LMS fills in nothing
     */
    public record Entered(
            long courseId,
            long personId,
            String sub,
            String name,
            @Nullable String groups) {
        @Override
        public String toString() {
            return "Entered[" + personId + "]"; // no name in a log
        }
    }

    /** Learns from a launch of a student; part of the caller's transaction. */
    public static void learn(Handle handle, Entered entered, long now) {
        if (entered.groups() != null) {
            EnteredStore.keep(handle, entered.courseId(), entered.personId(), ids(entered.groups()), now);
        }
        EnteredStore.meet(
                handle,
                entered.courseId(),
                new EnteredStore.Newcomer(entered.personId(), entered.sub(), NameKey.of(entered.name())));
    }

    private static List<String> ids(String text) {
        Stream<String> parts = Arrays.stream(text.split(",", MAX_OF_ONE + 1)).limit(MAX_OF_ONE);
        return parts.map(String::strip)
                .filter(id -> !id.isEmpty() && id.length() <= MAX_ID)
                .distinct()
                .toList();
    }

    @Override
    public Source kind() {
        return Source.LAUNCH;
    }

    @Override
    public Standing of(long courseId) {
        Instant asOf =
                database.read(handle -> EnteredStore.asOf(handle, courseId)).orElse(null);
        return new Standing(asOf != null, false, asOf, null);
    }

    @Override
    public void refresh(long courseId, Wish wish) {
        // Only students who open a class tell more.
    }
}
