package lectern.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The console_link and admin_session tables. */
final class AdminAccessStore {
    private AdminAccessStore() {}

    static boolean linked(Handle handle) {
        return handle.createQuery("select exists (select 1 from console_link)")
                .mapTo(Boolean.class)
                .one();
    }

    static void insertLink(Handle handle, byte[] hash, long expiresAt) {
        handle.createUpdate("insert into console_link (link_hash, expires_at) values (:hash, :expires)")
                .bind("hash", hash)
                .bind("expires", expiresAt)
                .execute();
    }

    static void forgetLinks(Handle handle, int kept) {
        handle.execute("delete from console_link where id <= (select max(id) from console_link) - ?", kept);
    }

    static boolean useLink(Handle handle, byte[] hash, long now) {
        return handle.createUpdate("""
                        update console_link set used_at = :now
                        where link_hash = :hash and used_at is null and expires_at > :now""").bind("hash", hash).bind("now", now).execute() == 1;
    }

    static void insertSession(
            Handle handle, byte[] hash, @Nullable Long deploymentId, @Nullable Long personId, long expiresAt) {
        handle.createUpdate("""
                        insert into admin_session (token_hash, deployment_id, person_id, expires_at)
                        values (:hash, :deployment, :person, :expires)""")
                .bind("hash", hash)
                .bind("deployment", deploymentId)
                .bind("person", personId)
                .bind("expires", expiresAt)
                .execute();
    }

    /** Whoever runs the server, or an administrator of a deployment that may launch. */
    static Optional<AdminIdentity> find(Handle handle, byte[] hash, long now) {
        return handle.createQuery("""
                        select s.expires_at, s.deployment_id as tenant, coalesce(p.name, '') as name,
                          d.registration_id, d.deployment_id, r.iss, r.client_id
                        from admin_session s
                        left join deployment d on d.id = s.deployment_id
                        left join registration r on r.id = d.registration_id
                        left join person p on p.id = s.person_id
                        where s.token_hash = :hash and s.expires_at > :now
                          and (s.deployment_id is null
                            or (d.status = 'enabled' and r.status = 'active' and r.approved = 1))""")
                .bind("hash", hash)
                .bind("now", now)
                .map((row, ctx) -> identity(row))
                .findOne();
    }

    private static AdminIdentity identity(ResultSet row) throws SQLException {
        long tenant = row.getLong("tenant");
        return new AdminIdentity(
                row.wasNull()
                        ? null
                        : new AdminIdentity.Tenant(
                                tenant,
                                row.getLong("registration_id"),
                                row.getString("iss"),
                                row.getString("client_id"),
                                row.getString("deployment_id")),
                row.getString("name"),
                Instant.ofEpochMilli(row.getLong("expires_at")));
    }

    static void end(Handle handle, byte[] hash) {
        handle.createUpdate("delete from admin_session where token_hash = :hash")
                .bind("hash", hash)
                .execute();
    }

    static void purge(Handle handle, long before) {
        handle.execute("delete from admin_session where expires_at < ?", before);
    }
}
