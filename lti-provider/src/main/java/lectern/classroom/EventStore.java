package lectern.classroom;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lectern.policy.Policies;
import lectern.policy.Policy;
import lectern.store.Database;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Sessions and events in the database. */
public final class EventStore {
    private final Database database;

    public EventStore(Database database) {
        this.database = database;
    }

    /** A stored session; {@code startedBy} is the host's name. */
    public record SessionRow(
            String id,
            long classId,
            String startedBy,
            Instant startedAt,
            @Nullable Instant endedAt) {}

    /** A class as the store knows it. */
    public Session.Setup setup(long classId) {
        return database.read(handle -> setup(handle, classId));
    }

    private static Session.Setup setup(Handle handle, long classId) {
        return handle.createQuery("""
                        select c.id, c.deployment_id, c.title, coalesce(o.title, '') as course, c.record,
                          c.retention_days, c.release_by_default, c.peek, c.video, c.redundant_audio
                        from class c left join course o on o.id = c.course_id where c.id = :class""")
                .bind("class", classId)
                .map((row, ctx) -> setup(row, Policies.of(handle, row.getLong("deployment_id"))))
                .one();
    }

    private static Session.Setup setup(ResultSet row, Policy policy) throws SQLException {
        return new Session.Setup(
                row.getLong("id"),
                row.getLong("deployment_id"),
                row.getString("title"),
                row.getString("course"),
                row.getBoolean("record") && policy.recording(),
                policy.days(row.getInt("retention_days")),
                row.getBoolean("release_by_default"),
                row.getBoolean("peek"),
                new Session.Codecs("h264".equals(row.getString("video")), row.getBoolean("redundant_audio")),
                policy);
    }

    /** The class's latest sessions, newest first. */
    public List<SessionRow> sessions(long classId, int limit) {
        return database.read(handle -> handle.createQuery("""
                        select s.id, s.class_id, s.started_at, s.ended_at, p.name
                        from session s join person p on p.id = s.started_by
                        where s.class_id = :class order by s.started_at desc limit :limit""")
                .bind("class", classId)
                .bind("limit", limit)
                .map((row, ctx) -> session(row))
                .list());
    }

    public Optional<SessionRow> session(String id) {
        return database.read(handle -> handle.createQuery("""
                        select s.id, s.class_id, s.started_at, s.ended_at, p.name
                        from session s join person p on p.id = s.started_by where s.id = :id""")
                .bind("id", id)
                .map((row, ctx) -> session(row))
                .findOne());
    }

    /** The latest sessions of all classes of a course, newest first. */
    public List<SessionRow> sessionsOfCourse(long courseId, int limit) {
        return database.read(handle -> handle.createQuery("""
                        select s.id, s.class_id, s.started_at, s.ended_at, p.name
                        from session s join person p on p.id = s.started_by
                        where s.class_id in (select id from class where course_id = :course)
                        order by s.started_at desc limit :limit""")
                .bind("course", courseId)
                .bind("limit", limit)
                .map((row, ctx) -> session(row))
                .list());
    }

    private static SessionRow session(ResultSet row) throws SQLException {
        long endedAt = row.getLong("ended_at");
        Instant ended = row.wasNull() ? null : Instant.ofEpochMilli(endedAt);
        return new SessionRow(
                row.getString("id"),
                row.getLong("class_id"),
                row.getString("name"),
                Instant.ofEpochMilli(row.getLong("started_at")),
                ended);
    }

    /** A session's events in order; those that this version does not know are left out. */
    public List<Stamped> events(String session) {
        return events(session, "");
    }

    /** Only who came and who went: what attendance is made of. */
    public List<Stamped> comings(String session) {
        return events(session, " and type in ('joined', 'left')");
    }

    /** The breakout rooms of the class that were open last, in whichever session; none when there never were any. */
    public List<LastRooms.Room> lastRooms(long classId) {
        Optional<String> session = database.read(handle -> handle.createQuery("""
                        select s.id from session s where s.class_id = :class and exists (
                          select 1 from event e where e.session_id = s.id and e.type = 'rooms')
                        order by s.started_at desc limit 1""")
                .bind("class", classId)
                .mapTo(String.class)
                .findOne());
        LastRooms last = new LastRooms();
        session.ifPresent(id -> roomEvents(id).forEach(stamped -> last.tell(stamped.event())));
        return last.rooms();
    }

    /** Only what says which rooms there were, and who was in them. */
    List<Stamped> roomEvents(String session) {
        return events(session, " and type in ('joined', 'moved', 'rooms', 'roomsClosed')");
    }

    private List<Stamped> events(String session, String which) {
        return database.read(handle -> handle
                .createQuery(
                        "select n, t_us, type, payload from event where session_id = :session" + which + " order by n")
                .bind("session", session)
                .map((row, ctx) -> {
                    long n = row.getLong("n");
                    long micros = row.getLong("t_us");
                    return EventJson.read(row.getString("type"), row.getString("payload"))
                            .map(event -> new Stamped(n, micros, event));
                })
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList());
    }

    /**
     * Ends the sessions that a former process left open, with the time of their last event: their classes are not held
     * any more. To be called before any class can start.
     *
     * @return how many
     */
    public int endAbandoned() {
        return database.write(handle -> handle.createUpdate("""
                        update session set ended_at = started_at
                          + coalesce((select max(t_us) from event where session_id = session.id), 0) / 1000
                        where ended_at is null""").execute());
    }

    static void open(Handle handle, Session session) {
        handle.createUpdate("""
                        insert into session (id, class_id, started_by, started_at)
                        values (:id, :class, :by, :at)""")
                .bind("id", session.id())
                .bind("class", session.setup().classId())
                .bind("by", session.startedBy().key())
                .bind("at", session.clock().startedAt().toEpochMilli())
                .execute();
    }

    static void append(Handle handle, String session, Stamped stamped, long personKey) {
        handle.createUpdate("""
                        insert into event (session_id, n, t_us, type, person_id, payload)
                        values (:session, :n, :at, :type, :person, :payload)""")
                .bind("session", session)
                .bind("n", stamped.n())
                .bind("at", stamped.micros())
                .bind("type", EventJson.type(stamped.event()))
                .bind("person", personKey == 0 ? null : (Long) personKey)
                .bind("payload", EventJson.payload(stamped.event()))
                .execute();
    }

    /**
     * Ends a session. The page tokens of its class end with it: a host's page that is loaded again afterwards must not
     * start another class by itself.
     */
    static void close(Handle handle, Session session, long endMicros) {
        handle.createUpdate("""
                        update access set expires_at = 0
                        where class_id = :class and kind = 'session' and purpose = 'class'""").bind("class", session.setup().classId()).execute();
        handle.createUpdate("update session set ended_at = :at where id = :id")
                .bind("at", session.clock().instant(endMicros).toEpochMilli())
                .bind("id", session.id())
                .execute();
    }
}
