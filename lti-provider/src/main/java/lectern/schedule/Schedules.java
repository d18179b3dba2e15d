package lectern.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lectern.store.Database;
import org.jdbi.v3.core.Handle;

/**
 * The room_schedule table. A schedule belongs to a room's key, not to its class: a teacher plans a class before its
 * first launch makes it, and may never save the link that would launch it.
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
        handle.createUpdate("""
                        insert into room_schedule (deployment_id, room_key, starts_at, ends_at)
                        values (:deployment, :key, :starts, :ends)
                        on conflict (deployment_id, room_key) do update set starts_at = :starts, ends_at = :ends""")
                .bind("deployment", deploymentId)
                .bind("key", roomKey)
                .bind("starts", times.starts().toEpochMilli())
                .bind("ends", times.ends().toEpochMilli())
                .execute();
    }

    /** When the class takes place; empty when nobody said so. */
    public Optional<ClassTimes> of(long classId) {
        return database.read(handle -> handle.createQuery("""
                        select s.starts_at, s.ends_at from room_schedule s
                        join class c on c.deployment_id = s.deployment_id and c.room_key = s.room_key
                        where c.id = :class""")
                .bind("class", classId)
                .map((row, ctx) -> new ClassTimes(
                        Instant.ofEpochMilli(row.getLong("starts_at")), Instant.ofEpochMilli(row.getLong("ends_at"))))
                .findOne());
    }

    /** When the class takes place, unless that is over. */
    public Optional<ClassTimes> ahead(long classId) {
        return of(classId).filter(times -> !times.over(clock.instant()));
    }

    /** Forgets plans of rooms that never came to be. */
    public void purge() {
        long before = clock.instant().minus(KEPT).toEpochMilli();
        database.change(
                handle -> handle.createUpdate("""
                        delete from room_schedule where ends_at < :before and not exists (
                          select 1 from class c where c.deployment_id = room_schedule.deployment_id
                            and c.room_key = room_schedule.room_key)""").bind("before", before).execute());
    }
}
