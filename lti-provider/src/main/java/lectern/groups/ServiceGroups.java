package lectern.groups;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import lectern.store.Database;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What the LMSs' groups services told of courses, and how they stand. Thread-safe. */
public final class ServiceGroups {
    private final Database database;
    private final Clock clock;

    public ServiceGroups(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Replaces what the service of a course told before.
     *
     * @param sets makes them, with the people in them, in the same transaction
     * @param problem what of it does not fit, or null
     */
    public void told(long courseId, Function<Handle, List<Told>> sets, @Nullable String problem) {
        database.change(handle -> {
            GroupStore.replace(handle, courseId, Source.SERVICE, sets.apply(handle), clock.millis());
            GroupStore.service(handle, courseId, clock.millis(), problem);
        });
    }

    /** The service could not be asked; what it told before stays. */
    public void failed(long courseId, String problem) {
        database.change(handle -> GroupStore.service(handle, courseId, null, problem));
    }

    /** The LMS's ids of the course's students, for a service that has to be asked about each. */
    public Set<String> students(long courseId) {
        return Set.copyOf(database.read(handle -> GroupStore.students(handle, courseId)).stream()
                .map(GroupStore.Student::sub)
                .toList());
    }

    /** How the service of a course stands. */
    public GroupSource.Standing standing(long courseId) {
        return database.read(handle -> GroupStore.service(handle, courseId))
                .map(row -> new GroupSource.Standing(true, true, row.asOf(), row.problem()))
                .orElse(new GroupSource.Standing(true, true, null, null));
    }
}
