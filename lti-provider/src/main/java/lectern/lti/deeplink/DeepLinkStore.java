package lectern.lti.deeplink;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lectern.lti.deeplink.Request.Deployed;
import lectern.lti.deeplink.Request.Terms;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The deep_link_request and room_alias tables, and the rooms of a course. */
final class DeepLinkStore {
    private DeepLinkStore() {}

    /** A stored request. */
    record Row(Request request, boolean used) {}

    /**
     * A room of a course.
     *
     * @param origin the key without the mark of a copy, when the room is a copy of one in another course; else null
     */
    record Room(
            long id,
            String key,
            @Nullable String origin,
            String title,
            @Nullable Instant heldAt) {}

    static int live(Handle handle, long now) {
        return handle.createQuery("select count(*) from deep_link_request where expires_at > :now and used_at is null")
                .bind("now", now)
                .mapTo(Integer.class)
                .one();
    }

    static void insert(Handle handle, byte[] hash, Request request, long expiresAt) {
        handle.createUpdate("""
                        insert into deep_link_request (token_hash, deployment_id, course_id, return_url, data, multiple,
                          line_item, new_window, expires_at)
                        values (:hash, :deployment, :course, :url, :data, :multiple, :item, :window, :expires)""")
                .bind("hash", hash)
                .bind("deployment", request.deployment().id())
                .bind("course", request.courseId())
                .bind("url", request.returnUrl())
                .bind("data", request.data())
                .bind("multiple", request.terms().multiple() ? 1 : 0)
                .bind("item", request.terms().lineItem() ? 1 : 0)
                .bind("window", request.terms().newWindow() ? 1 : 0)
                .bind("expires", expiresAt)
                .execute();
    }

    /** The request that has not expired; its deployment must be enabled still. */
    static Optional<Row> find(Handle handle, byte[] hash, long now) {
        return handle.createQuery("""
                        select q.*, d.deployment_id as name, r.iss, r.client_id from deep_link_request q
                        join deployment d on d.id = q.deployment_id and d.status = 'enabled'
                        join registration r on r.id = d.registration_id and r.status = 'active'
                        where q.token_hash = :hash and q.expires_at > :now""")
                .bind("hash", hash)
                .bind("now", now)
                .map((row, ctx) -> row(row))
                .findOne();
    }

    private static Row row(ResultSet row) throws SQLException {
        row.getLong("used_at");
        boolean used = !row.wasNull();
        long course = row.getLong("course_id");
        Long courseId = row.wasNull() ? null : course;
        return new Row(
                new Request(
                        new Deployed(
                                row.getLong("deployment_id"),
                                row.getString("name"),
                                row.getString("iss"),
                                row.getString("client_id")),
                        courseId,
                        row.getString("return_url"),
                        row.getString("data"),
                        new Terms(
                                row.getBoolean("multiple"), row.getBoolean("line_item"), row.getBoolean("new_window"))),
                used);
    }

    static void use(Handle handle, byte[] hash, long now) {
        handle.createUpdate("update deep_link_request set used_at = :now where token_hash = :hash")
                .bind("now", now)
                .bind("hash", hash)
                .execute();
    }

    static void purge(Handle handle, long before) {
        handle.createUpdate("delete from deep_link_request where expires_at < :before")
                .bind("before", before)
                .execute();
    }

    /** The course's rooms, the last held first. */
    static List<Room> rooms(Handle handle, long deploymentId, long courseId, int limit) {
        return handle.createQuery(ROOMS + " order by held_at desc nulls last, c.title limit :limit")
                .bind("deployment", deploymentId)
                .bind("course", courseId)
                .bind("mark", "@" + courseId)
                .bind("limit", limit)
                .map((row, ctx) -> room(row))
                .list();
    }

    static Optional<Room> room(Handle handle, long deploymentId, long courseId, long id) {
        return handle.createQuery(ROOMS + " and c.id = :id")
                .bind("deployment", deploymentId)
                .bind("course", courseId)
                .bind("mark", "@" + courseId)
                .bind("id", id)
                .map((row, ctx) -> room(row))
                .findOne();
    }

    /** A copy is told from a room whose name ends so by the room that it was copied from. */
    private static final String ROOMS = """
            select c.id, c.room_key, c.title,
              (select max(s.started_at) from session s where s.class_id = c.id) as held_at,
              (select o.room_key from class o where o.deployment_id = c.deployment_id
                 and o.course_id is not c.course_id and o.room_key || :mark = c.room_key) as origin
            from class c where c.deployment_id = :deployment and c.course_id = :course""";

    private static Room room(ResultSet row) throws SQLException {
        long at = row.getLong("held_at");
        Instant heldAt = row.wasNull() ? null : Instant.ofEpochMilli(at);
        return new Room(
                row.getLong("id"), row.getString("room_key"), row.getString("origin"), row.getString("title"), heldAt);
    }

    static Optional<String> aliasOf(Handle handle, long classId) {
        return handle.createQuery("select min(room_key) from room_alias where class_id = :class")
                .bind("class", classId)
                .mapTo(String.class)
                .findOne();
    }

    static void alias(Handle handle, long deploymentId, String key, long classId) {
        handle.createUpdate("""
                        insert into room_alias (deployment_id, room_key, class_id)
                        values (:deployment, :key, :class)""")
                .bind("deployment", deploymentId)
                .bind("key", key)
                .bind("class", classId)
                .execute();
    }
}
