package lectern.lti.notices;

import java.time.Instant;
import java.util.Optional;
import lectern.store.Database;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The notice and notice_handler tables. */
final class NoticeStore {
    private NoticeStore() {}

    /** Marks a notice as taken; false when it was before. */
    static boolean first(Handle handle, long registrationId, byte[] hash, Instant now) {
        return handle.createUpdate("""
                                insert into notice (registration_id, id_hash, at) values (:registration, :hash, :now)
                                on conflict do nothing""")
                        .bind("registration", registrationId)
                        .bind("hash", hash)
                        .bind("now", now.toEpochMilli())
                        .execute()
                > 0;
    }

    static void purge(Handle handle, Instant before) {
        handle.createUpdate("delete from notice where at < :before")
                .bind("before", before.toEpochMilli())
                .execute();
    }

    /**
     * How the asking stands.
     *
     * @param askedAt when the LMS took our address; null when it never did
     */
    record Asked(String serviceUrl, @Nullable Instant askedAt, int tries, Instant nextTryAt) {}

    static Optional<Asked> asked(Database database, long deploymentId) {
        return database.read(handle -> handle.createQuery(
                        "select service_url, asked_at, tries, next_try_at from notice_handler where deployment_id = :id")
                .bind("id", deploymentId)
                .map((row, ctx) -> {
                    long at = row.getLong("asked_at");
                    Instant askedAt = row.wasNull() ? null : Instant.ofEpochMilli(at);
                    return new Asked(
                            row.getString("service_url"),
                            askedAt,
                            row.getInt("tries"),
                            Instant.ofEpochMilli(row.getLong("next_try_at")));
                })
                .findOne());
    }

    static void asked(Database database, long deploymentId, String serviceUrl, Instant now) {
        database.change(handle -> handle.createUpdate("""
                        insert into notice_handler (deployment_id, service_url, asked_at)
                        values (:deployment, :url, :now)
                        on conflict (deployment_id) do update set service_url = :url, asked_at = :now, tries = 0,
                          next_try_at = 0, problem = null""")
                .bind("deployment", deploymentId)
                .bind("url", serviceUrl)
                .bind("now", now.toEpochMilli())
                .execute());
    }

    static void failed(Database database, long deploymentId, Asked asked, String problem) {
        database.change(handle -> handle.createUpdate("""
                        insert into notice_handler (deployment_id, service_url, tries, next_try_at, problem)
                        values (:deployment, :url, :tries, :next, :problem)
                        on conflict (deployment_id) do update set service_url = :url, tries = :tries,
                          next_try_at = :next, problem = :problem""")
                .bind("deployment", deploymentId)
                .bind("url", asked.serviceUrl())
                .bind("tries", asked.tries())
                .bind("next", asked.nextTryAt().toEpochMilli())
                .bind("problem", problem)
                .execute());
    }
}
