package lectern.admin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The audit table. */
final class AuditStore {
    private AuditStore() {}

    static void insert(Handle handle, AuditEntry entry) {
        handle.createUpdate("""
                        insert into audit (at, actor, name, action, registration_id, deployment_id, detail)
                        values (:at, :actor, :name, :action, :registration, :deployment, :detail)""")
                .bind("at", entry.at().toEpochMilli())
                .bind("actor", entry.actor().name().toLowerCase(Locale.ROOT))
                .bind("name", entry.name())
                .bind("action", entry.action().name().toLowerCase(Locale.ROOT))
                .bind("registration", entry.registrationId())
                .bind("deployment", entry.deploymentId())
                .bind("detail", entry.detail())
                .execute();
    }

    static List<AuditEntry> list(Handle handle, @Nullable Long tenant, @Nullable Long before, int limit) {
        return handle.createQuery("""
                        select * from audit
                        where (:tenant is null or deployment_id = :tenant) and (:before is null or id < :before)
                        order by id desc limit :limit""")
                .bind("tenant", tenant)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, ctx) -> entry(row))
                .list();
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("id"),
                Instant.ofEpochMilli(row.getLong("at")),
                AuditEntry.Actor.valueOf(row.getString("actor").toUpperCase(Locale.ROOT)),
                row.getString("name"),
                AuditEntry.Action.valueOf(row.getString("action").toUpperCase(Locale.ROOT)),
                id(row, "registration_id"),
                id(row, "deployment_id"),
                row.getString("detail"));
    }

    private static @Nullable Long id(ResultSet row, String column) throws SQLException {
        long id = row.getLong(column);
        return row.wasNull() ? null : (Long) id;
    }

    static void purge(Handle handle, long before) {
        handle.execute("delete from audit where at < ?", before);
    }
}
