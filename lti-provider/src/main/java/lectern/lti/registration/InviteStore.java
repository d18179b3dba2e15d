package lectern.lti.registration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table of invite codes. */
final class InviteStore {
    private static final String GOOD =
            "code_hash = :hash and used < max_uses and expires_at > :now and revoked_at is null";

    private InviteStore() {}

    record Terms(String label, long createdAt, long expiresAt, int uses) {}

    static void insert(Handle handle, byte[] hash, Terms terms) {
        handle.createUpdate("""
                        insert into invite_code (code_hash, label, created_at, expires_at, max_uses)
                        values (:hash, :label, :created, :expires, :uses)""")
                .bind("hash", hash)
                .bind("label", terms.label())
                .bind("created", terms.createdAt())
                .bind("expires", terms.expiresAt())
                .bind("uses", terms.uses())
                .execute();
    }

    static int count(Handle handle) {
        return handle.createQuery("select count(*) from invite_code")
                .mapTo(Integer.class)
                .one();
    }

    static boolean good(Handle handle, byte[] hash, long now) {
        return handle.createQuery("select 1 from invite_code where " + GOOD)
                .bind("hash", hash)
                .bind("now", now)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /** Takes one use; null when there is none to take. */
    static @Nullable Long use(Handle handle, byte[] hash, long now) {
        return handle.createQuery("update invite_code set used = used + 1 where " + GOOD + " returning id")
                .bind("hash", hash)
                .bind("now", now)
                .mapTo(Long.class)
                .findOne()
                .orElse(null);
    }

    static List<InviteCodes.Invite> list(Handle handle, long now) {
        return handle.createQuery("select * from invite_code order by id desc")
                .map((row, ctx) -> invite(row, now))
                .list();
    }

    private static InviteCodes.Invite invite(ResultSet row, long now) throws SQLException {
        int left = row.getInt("max_uses") - row.getInt("used");
        return new InviteCodes.Invite(
                row.getLong("id"),
                row.getString("label"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("expires_at")),
                left,
                state(row, left, now));
    }

    private static InviteCodes.State state(ResultSet row, int left, long now) throws SQLException {
        if (row.getObject("revoked_at") != null) {
            return InviteCodes.State.REVOKED;
        }
        if (left <= 0) {
            return InviteCodes.State.USED_UP;
        }
        return row.getLong("expires_at") > now ? InviteCodes.State.GOOD : InviteCodes.State.EXPIRED;
    }

    static boolean revoke(Handle handle, long id, long now) {
        return handle.execute("update invite_code set revoked_at = ? where id = ? and revoked_at is null", now, id)
                == 1;
    }

    static void purge(Handle handle, long before) {
        handle.execute("delete from invite_code where expires_at < ?", before);
    }
}
