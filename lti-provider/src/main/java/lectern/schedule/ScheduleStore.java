package lectern.schedule;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The room_schedule table. */
final class ScheduleStore {
    private ScheduleStore() {}

    static void set(Handle handle, long deploymentId, String roomKey, ClassTimes times) {
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

    static Optional<ClassTimes> of(Handle handle, long classId) {
        return handle.createQuery("""
                        select s.starts_at, s.ends_at from room_schedule s
                        join class c on c.deployment_id = s.deployment_id and c.room_key = s.room_key
                        where c.id = :class""")
                .bind("class", classId)
                .map((row, ctx) -> new ClassTimes(
                        Instant.ofEpochMilli(row.getLong("starts_at")), Instant.ofEpochMilli(row.getLong("ends_at"))))
                .findOne();
    }

    /** Rooms that have a class keep theirs. */
    static void purge(Handle handle, long before) {
        handle.createUpdate("""
                        delete from room_schedule where ends_at < :before and not exists (
                          select 1 from class c where c.deployment_id = room_schedule.deployment_id
                            and c.room_key = room_schedule.room_key)""").bind("before", before).execute();
    }
}
