package lectern.recordings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lectern.store.Database;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The recording table. */
final class RecordingStore {
    private static final String SELECT = """
            select r.id, r.session_id, r.directory, r.status, r.released and coalesce(l.release, 1) as released,
              r.problem, r.keep_until,
              s.class_id, s.started_at, s.ended_at, p.name as teacher,
              (select count(distinct e.person_id) from event e
                 where e.session_id = s.id and e.type = 'joined') as people,
              (select coalesce(sum(json_array_length(e.payload, '$.rooms')), 0) from event e
                 where e.session_id = s.id and e.type = 'rooms') as rooms
            from recording r join session s on s.id = r.session_id join person p on p.id = s.started_by
              join class c on c.id = s.class_id left join policy l on l.deployment_id = c.deployment_id
            """;

    private final Database database;

    RecordingStore(Database database) {
        this.database = database;
    }

    List<RecordingRow> ofClass(long classId, int limit) {
        return database.read(handle -> handle.createQuery(
                        SELECT + "where s.class_id = :class order by s.started_at desc limit :limit")
                .bind("class", classId)
                .bind("limit", limit)
                .map((row, ctx) -> row(row))
                .list());
    }

    List<RecordingRow> ofCourse(long courseId, boolean unreleased, int limit) {
        return database.read(handle -> handle.createQuery(SELECT + """
                        where s.class_id in (select id from class where course_id = :course)
                          and ((r.released and coalesce(l.release, 1)) or :unreleased)
                        order by s.started_at desc limit :limit""")
                .bind("course", courseId)
                .bind("unreleased", unreleased ? 1 : 0)
                .bind("limit", limit)
                .map((row, ctx) -> row(row))
                .list());
    }

    Optional<RecordingRow> find(String id) {
        return database.read(handle -> handle.createQuery(SELECT + "where r.id = :id")
                .bind("id", id)
                .map((row, ctx) -> row(row))
                .findOne());
    }

    /** Those whose day has come; never one of a class that goes on. */
    List<RecordingRow> due(Instant now) {
        return database.read(handle -> handle.createQuery(
                        SELECT + "where r.keep_until <= :now and s.ended_at is not null limit 1000")
                .bind("now", now.toEpochMilli())
                .map((row, ctx) -> row(row))
                .list());
    }

    /** Those of ended classes that the recorder has not finished, as far as the store knows. */
    List<RecordingRow> unfinished() {
        return database.read(
                handle -> handle.createQuery(SELECT + "where r.status <> 'ready' and s.ended_at is not null limit 1000")
                        .map((row, ctx) -> row(row))
                        .list());
    }

    private static RecordingRow row(ResultSet row) throws SQLException {
        long endedAt = row.getLong("ended_at");
        Instant ended = row.wasNull() ? null : Instant.ofEpochMilli(endedAt);
        return new RecordingRow(
                row.getString("id"),
                row.getString("session_id"),
                row.getLong("class_id"),
                row.getString("directory"),
                RecordingRow.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getBoolean("released"),
                row.getString("problem"),
                Instant.ofEpochMilli(row.getLong("keep_until")),
                Instant.ofEpochMilli(row.getLong("started_at")),
                ended,
                row.getString("teacher"),
                row.getInt("people"),
                row.getInt("rooms"));
    }

    /** A recording that begins. */
    record New(String id, String session, String directory, boolean released, Instant keepUntil) {}

    static void insert(Handle handle, New recording) {
        handle.createUpdate("""
                        insert into recording (id, session_id, directory, status, released, keep_until)
                        values (:id, :session, :directory, 'recording', :released, :keepUntil)""")
                .bind("id", recording.id())
                .bind("session", recording.session())
                .bind("directory", recording.directory())
                .bind("released", recording.released() ? 1 : 0)
                .bind("keepUntil", recording.keepUntil().toEpochMilli())
                .execute();
    }

    static void status(Handle handle, String session, RecordingRow.Status status) {
        handle.createUpdate("update recording set status = :status where session_id = :session")
                .bind("status", status.name().toLowerCase(Locale.ROOT))
                .bind("session", session)
                .execute();
    }

    /** Keeps the first sentence; later ones add nothing for the teacher. */
    static void problem(Handle handle, String session, @Nullable String sentence) {
        handle.createUpdate("update recording set problem = coalesce(problem, :problem) where session_id = :session")
                .bind("problem", sentence)
                .bind("session", session)
                .execute();
    }

    /** Whether the policy of the recording's deployment lets students see any. */
    boolean mayRelease(String id) {
        return database.read(handle -> handle.createQuery("""
                        select coalesce(l.release, 1) from recording r join session s on s.id = r.session_id
                        join class c on c.id = s.class_id left join policy l on l.deployment_id = c.deployment_id
                        where r.id = :id""")
                .bind("id", id)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false));
    }

    /** Brings forward the days of those that are kept longer than the policy of their deployment lets them. */
    void shorten() {
        database.change(handle -> handle.createUpdate("""
                        update recording set keep_until = q.latest
                        from (select r.id, s.started_at + l.retention_days * 86400000 as latest
                          from recording r join session s on s.id = r.session_id join class c on c.id = s.class_id
                          join policy l on l.deployment_id = c.deployment_id where l.retention_days is not null) q
                        where q.id = recording.id and recording.keep_until > q.latest""").execute());
    }

    /** How many of a deployment are kept now and began before this time. */
    int olderThan(long deploymentId, Instant before, Instant now) {
        return database.read(handle -> handle.createQuery("""
                        select count(*) from recording r join session s on s.id = r.session_id
                        join class c on c.id = s.class_id
                        where c.deployment_id = :deployment and s.started_at <= :before and r.keep_until > :now
                          and s.ended_at is not null""")
                .bind("deployment", deploymentId)
                .bind("before", before.toEpochMilli())
                .bind("now", now.toEpochMilli())
                .mapTo(Integer.class)
                .one());
    }

    void settle(String session, RecordingRow.Status status) {
        database.change(handle -> status(handle, session, status));
    }

    void release(String id, boolean released) {
        database.change(handle -> handle.createUpdate("update recording set released = :released where id = :id")
                .bind("released", released ? 1 : 0)
                .bind("id", id)
                .execute());
    }

    void delete(String id) {
        database.change(handle -> handle.createUpdate("delete from recording where id = :id")
                .bind("id", id)
                .execute());
    }
}
