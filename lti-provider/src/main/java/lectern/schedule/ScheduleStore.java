package lectern.schedule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The class_series tables. */
final class ScheduleStore {
    private ScheduleStore() {}

    /** A room, whether it has a class yet or not. */
    record Room(long deploymentId, String key) {}

    /** A class of a course and one plan for it. */
    record Titled(long classId, String title, Series series) {}

    static Optional<Room> room(Handle handle, long classId) {
        return handle.createQuery("select deployment_id, room_key from class where id = :class")
                .bind("class", classId)
                .map((row, ctx) -> new Room(row.getLong("deployment_id"), row.getString("room_key")))
                .findOne();
    }

    static long insert(Handle handle, Room room, String uid, Rule rule, long now) {
        return bound(
                        handle.createQuery("""
                                insert into class_series (deployment_id, room_key, uid, zone, starts_on, starts_at,
                                  minutes, days, every, until, count, over_at, changed_at)
                                values (:deployment, :key, :uid, :zone, :on, :at, :minutes, :days, :every, :until,
                                  :count, :over, :now)
                                returning id""")
                                .bind("deployment", room.deploymentId())
                                .bind("key", room.key())
                                .bind("uid", uid)
                                .bind("now", now),
                        rule)
                .mapTo(Long.class)
                .one();
    }

    /** Replaces the rule; false when the room has no such series. */
    static boolean update(Handle handle, Room room, long id, Rule rule) {
        return bound(
                                handle.createUpdate("""
                                update class_series set zone = :zone, starts_on = :on, starts_at = :at,
                                  minutes = :minutes, days = :days, every = :every, until = :until, count = :count,
                                  over_at = :over
                                where id = :id and deployment_id = :deployment and room_key = :key""")
                                        .bind("id", id)
                                        .bind("deployment", room.deploymentId())
                                        .bind("key", room.key()),
                                rule)
                        .execute()
                > 0;
    }

    private static <S extends SqlStatement<S>> S bound(S statement, Rule rule) {
        Repeat repeat = rule.repeat();
        return statement
                .bind("zone", rule.zone().getId())
                .bind("on", rule.date().toString())
                .bind("at", rule.starts().toString())
                .bind("minutes", rule.minutes())
                .bind("days", repeat == null ? "" : Weekdays.write(repeat.days()))
                .bind("every", repeat == null ? 1 : repeat.every())
                .bind(
                        "until",
                        repeat == null || repeat.until() == null
                                ? null
                                : repeat.until().toString())
                .bind("count", repeat == null ? null : repeat.count())
                .bind("over", rule.over().toEpochMilli());
    }

    /** Marks a change: calendars take the higher sequence. */
    static void touch(Handle handle, long id, Instant over, long now) {
        handle.createUpdate("""
                        update class_series set sequence = sequence + 1, changed_at = :now, over_at = :over
                        where id = :id""")
                .bind("id", id)
                .bind("over", over.toEpochMilli())
                .bind("now", now)
                .execute();
    }

    static boolean remove(Handle handle, Room room, long id) {
        return handle.createUpdate(
                                "delete from class_series where id = :id and deployment_id = :deployment and room_key = :key")
                        .bind("id", id)
                        .bind("deployment", room.deploymentId())
                        .bind("key", room.key())
                        .execute()
                > 0;
    }

    static void change(Handle handle, long id, LocalDate day, Change change) {
        LocalDateTime to = change.starts();
        handle.createUpdate("""
                        insert into class_series_change (series_id, day, moved_to, minutes)
                        values (:id, :day, :to, :minutes)
                        on conflict (series_id, day) do update set moved_to = :to, minutes = :minutes""")
                .bind("id", id)
                .bind("day", day.toString())
                .bind("to", to == null ? null : to.toString())
                .bind("minutes", to == null ? null : (Integer) change.minutes())
                .execute();
    }

    static void restore(Handle handle, long id, LocalDate day) {
        handle.createUpdate("delete from class_series_change where series_id = :id and day = :day")
                .bind("id", id)
                .bind("day", day.toString())
                .execute();
    }

    static List<Series> of(Handle handle, Room room) {
        String where = " where s.deployment_id = :deployment and s.room_key = :key";
        Map<Long, SortedMap<LocalDate, Change>> changes = changes(handle.createQuery(CHANGES + where)
                .bind("deployment", room.deploymentId())
                .bind("key", room.key()));
        return handle.createQuery("select s.* from class_series s" + where + " order by s.starts_on, s.starts_at, s.id")
                .bind("deployment", room.deploymentId())
                .bind("key", room.key())
                .map((row, ctx) -> series(row, changes))
                .list();
    }

    /** What is planned for the classes of a course and was not over at this time. */
    static List<Titled> ofCourse(Handle handle, long courseId, long after, int limit) {
        String join = " join class c on c.deployment_id = s.deployment_id and c.room_key = s.room_key"
                + " where c.course_id = :course and s.over_at > :after";
        Map<Long, SortedMap<LocalDate, Change>> changes = changes(
                handle.createQuery(CHANGES + join).bind("course", courseId).bind("after", after));
        return handle.createQuery("select s.*, c.id as class, c.title from class_series s" + join
                        + " order by s.starts_on, s.starts_at, s.id limit :limit")
                .bind("course", courseId)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, ctx) -> new Titled(row.getLong("class"), row.getString("title"), series(row, changes)))
                .list();
    }

    private static final String CHANGES =
            "select g.* from class_series_change g join class_series s on s.id = g.series_id";

    private static Map<Long, SortedMap<LocalDate, Change>> changes(Query query) {
        Map<Long, SortedMap<LocalDate, Change>> found = new HashMap<>();
        query.map((row, ctx) ->
                        new Changed(row.getLong("series_id"), LocalDate.parse(row.getString("day")), change(row)))
                .forEach(one -> found.computeIfAbsent(one.series(), id -> new TreeMap<>())
                        .put(one.day(), one.change()));
        return found;
    }

    private record Changed(long series, LocalDate day, Change change) {}

    private static Change change(ResultSet row) throws SQLException {
        String to = row.getString("moved_to");
        return to == null ? Change.CANCELLED : new Change(LocalDateTime.parse(to), row.getInt("minutes"));
    }

    private static Series series(ResultSet row, Map<Long, SortedMap<LocalDate, Change>> changes) throws SQLException {
        long id = row.getLong("id");
        return new Series(
                id,
                row.getString("uid"),
                new Rule(
                        ZoneId.of(row.getString("zone")),
                        LocalDate.parse(row.getString("starts_on")),
                        LocalTime.parse(row.getString("starts_at")),
                        row.getInt("minutes"),
                        repeat(row)),
                changes.getOrDefault(id, new TreeMap<>()),
                row.getInt("sequence"),
                Instant.ofEpochMilli(row.getLong("changed_at")));
    }

    private static @Nullable Repeat repeat(ResultSet row) throws SQLException {
        String days = row.getString("days");
        if (days.isEmpty()) {
            return null;
        }
        String until = row.getString("until");
        return new Repeat(
                new TreeSet<>(Weekdays.read(days)),
                row.getInt("every"),
                until == null ? null : LocalDate.parse(until),
                until == null ? (Integer) row.getInt("count") : null);
    }

    /** When sessions of the class that ended were begun, from this time on. */
    static List<Instant> held(Handle handle, long classId, long since) {
        return handle.createQuery("""
                        select started_at from session
                        where class_id = :class and ended_at is not null and started_at > :since""")
                .bind("class", classId)
                .bind("since", since)
                .map((row, ctx) -> Instant.ofEpochMilli(row.getLong("started_at")))
                .list();
    }

    /** The same for all classes of a course, by class. */
    static Map<Long, List<Instant>> heldInCourse(Handle handle, long courseId, long since) {
        Map<Long, List<Instant>> held = new HashMap<>();
        handle.createQuery("""
                        select s.class_id, s.started_at from session s join class c on c.id = s.class_id
                        where c.course_id = :course and s.ended_at is not null and s.started_at > :since""")
                .bind("course", courseId)
                .bind("since", since)
                .map((row, ctx) -> Map.entry(row.getLong("class_id"), Instant.ofEpochMilli(row.getLong("started_at"))))
                .forEach(one -> held.computeIfAbsent(one.getKey(), id -> new ArrayList<>())
                        .add(one.getValue()));
        return held;
    }

    static void purge(Handle handle, long before) {
        handle.createUpdate("delete from class_series where over_at < :before")
                .bind("before", before)
                .execute();
    }
}
