package lectern.lti.keys;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The tool_key table: which keys there are, from when each signs and how long it is published. */
final class ToolKeyStore {
    private ToolKeyStore() {}

    /** In the order in which they sign. */
    static List<ToolKey> all(Handle handle) {
        return handle.createQuery("select * from tool_key order by signs_from, created_at")
                .map((row, ctx) -> key(row))
                .list();
    }

    private static ToolKey key(ResultSet row) throws SQLException {
        long until = row.getLong("published_until");
        Instant publishedUntil = row.wasNull() ? null : Instant.ofEpochMilli(until);
        return new ToolKey(
                row.getString("kid"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("signs_from")),
                publishedUntil);
    }

    static void insert(Handle handle, ToolKey key) {
        handle.createUpdate("insert into tool_key (kid, created_at, signs_from) values (:kid, :created, :from)")
                .bind("kid", key.kid())
                .bind("created", key.createdAt().toEpochMilli())
                .bind("from", key.signsFrom().toEpochMilli())
                .execute();
    }

    /** Gives every other key an end, or an earlier one. */
    static void endOthers(Handle handle, String kid, Instant until) {
        handle.createUpdate("""
                        update tool_key set published_until = min(coalesce(published_until, :until), :until)
                        where kid <> :kid""")
                .bind("kid", kid)
                .bind("until", until.toEpochMilli())
                .execute();
    }

    static void delete(Handle handle, String kid) {
        handle.createUpdate("delete from tool_key where kid = :kid")
                .bind("kid", kid)
                .execute();
    }
}
