package lectern.schedule;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import lectern.store.Database;
import org.jdbi.v3.core.Handle;

/**
 * When rooms' classes take place. A schedule belongs to a room's key, not to its class: a teacher plans a class before
 * its first launch makes it, and may never save the link that would launch it.
 */
public final class Schedules {
    /** Times of a room that no launch ever made are forgotten so long after their end. */
    private static final Duration KEPT = Duration.ofDays(400);

    private final Database database;
    private final Clock clock;

    public Schedules(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Sets, or replaces, when the class of this room takes place; part of the caller's transaction. */
    public static void set(Handle handle, long deploymentId, String roomKey, ClassTimes times) {
        ScheduleStore.set(handle, deploymentId, roomKey, times);
    }

    /** When the class takes place; empty when nobody said so. */
    public Optional<ClassTimes> of(long classId) {
        return database.read(handle -> ScheduleStore.of(handle, classId));
    }

    /** When the class takes place, unless that is over. */
    public Optional<ClassTimes> ahead(long classId) {
        return of(classId).filter(times -> !times.over(clock.instant()));
    }

    /** Forgets plans of rooms that never came to be. */
    public void purge() {
        long before = clock.instant().minus(KEPT).toEpochMilli();
        database.change(handle -> ScheduleStore.purge(handle, before));
    }
}
