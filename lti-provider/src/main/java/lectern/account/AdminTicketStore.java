package lectern.account;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The admin_ticket table. */
final class AdminTicketStore {
    private AdminTicketStore() {}

    static void insert(Handle handle, byte[] hash, long deploymentId, long personId, long expiresAt) {
        handle.createUpdate("""
                        insert into admin_ticket (ticket_hash, deployment_id, person_id, expires_at)
                        values (:hash, :deployment, :person, :expires)""")
                .bind("hash", hash)
                .bind("deployment", deploymentId)
                .bind("person", personId)
                .bind("expires", expiresAt)
                .execute();
    }

    static Optional<AdminTickets.Admin> use(Handle handle, byte[] hash, long now) {
        int used = handle.createUpdate("""
                        update admin_ticket set used_at = :now
                        where ticket_hash = :hash and used_at is null and expires_at > :now""").bind("hash", hash).bind("now", now).execute();
        return used == 0
                ? Optional.empty()
                : handle.createQuery("""
                        select t.deployment_id, t.person_id, p.name
                        from admin_ticket t join person p on p.id = t.person_id where t.ticket_hash = :hash""")
                        .bind("hash", hash)
                        .map((row, ctx) -> new AdminTickets.Admin(
                                row.getLong("deployment_id"), row.getLong("person_id"), row.getString("name")))
                        .findOne();
    }

    static void purge(Handle handle, long before) {
        handle.createUpdate("delete from admin_ticket where expires_at < :before")
                .bind("before", before)
                .execute();
    }
}
