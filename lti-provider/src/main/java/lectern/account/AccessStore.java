package lectern.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The access table: tickets, lobby tokens and session tokens, by hash. */
final class AccessStore {
    private AccessStore() {}

    /** A stored token with the person behind it. */
    record Row(String kind, boolean used, boolean expired, Identity identity) {}

    static void insert(Handle handle, byte[] hash, Accounts.Access access, long expiresAt) {
        handle.createUpdate("""
                        insert into access (token_hash, kind, purpose, class_id, person_id, recording_id, may_start,
                          expires_at)
                        values (:hash, :kind, :purpose, :class, :person, :recording, :mayStart, :expires)""")
                .bind("hash", hash)
                .bind("kind", access.kind())
                .bind("purpose", access.purpose().name().toLowerCase(Locale.ROOT))
                .bind("class", access.classId())
                .bind("person", access.personId())
                .bind("recording", access.recordingId())
                .bind("mayStart", access.mayStart() ? 1 : 0)
                .bind("expires", expiresAt)
                .execute();
    }

    static Optional<Row> find(Handle handle, byte[] hash, long now) {
        return handle.createQuery("""
                        select a.kind, a.purpose, a.recording_id, a.may_start, a.used_at, a.expires_at,
                          p.id as person_id, p.public_id, p.name, p.deployment_id, m.role, m.counted, m.class_id
                        from access a
                        join person p on p.id = a.person_id
                        join membership m on m.person_id = a.person_id and m.class_id = a.class_id
                        where a.token_hash = :hash""")
                .bind("hash", hash)
                .map((row, ctx) -> row(row, now))
                .findOne();
    }

    private static Row row(ResultSet row, long now) throws SQLException {
        row.getLong("used_at");
        boolean used = !row.wasNull();
        return new Row(
                row.getString("kind"),
                used,
                row.getLong("expires_at") <= now,
                new Identity(
                        row.getLong("person_id"),
                        row.getString("public_id"),
                        row.getString("name"),
                        Role.of(row.getString("role")),
                        row.getBoolean("counted"),
                        row.getLong("class_id"),
                        row.getLong("deployment_id"),
                        Identity.Purpose.valueOf(row.getString("purpose").toUpperCase(Locale.ROOT)),
                        row.getString("recording_id"),
                        row.getBoolean("may_start")));
    }

    static void use(Handle handle, byte[] hash, long now) {
        handle.createUpdate("update access set used_at = :now where token_hash = :hash")
                .bind("now", now)
                .bind("hash", hash)
                .execute();
    }

    static Accounts.Titles titles(Handle handle, long classId) {
        return handle.createQuery("""
                        select coalesce(o.title, '') as course, c.title
                        from class c left join course o on o.id = c.course_id where c.id = :class""")
                .bind("class", classId)
                .map((row, ctx) -> new Accounts.Titles(row.getString("course"), row.getString("title")))
                .one();
    }

    static void purge(Handle handle, long before) {
        handle.createUpdate("delete from access where expires_at < :before")
                .bind("before", before)
                .execute();
    }
}
