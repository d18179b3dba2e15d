package lectern.lti.login;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The login table. */
final class LoginStore {
    private LoginStore() {}

    record Row(
            String nonce,
            long registrationId,
            URI targetLinkUri,
            String loginHint,
            @Nullable String messageHint,
            @Nullable String storageTarget,
            long expiresAt,
            boolean used) {}

    static int live(Handle handle, long now) {
        return handle.createQuery("select count(*) from login where expires_at > :now")
                .bind("now", now)
                .mapTo(Integer.class)
                .one();
    }

    static void insert(Handle handle, byte[] stateHash, Login login, long expiresAt) {
        handle.createUpdate("""
                        insert into login (state_hash, nonce, registration_id, target_link_uri, login_hint,
                          message_hint, storage_target, expires_at)
                        values (:state, :nonce, :registration, :target, :hint, :message, :storage, :expires)""")
                .bind("state", stateHash)
                .bind("nonce", login.nonce())
                .bind("registration", login.registration().id())
                .bind("target", login.targetLinkUri().toString())
                .bind("hint", login.loginHint())
                .bind("message", login.messageHint())
                .bind("storage", login.storageTarget())
                .bind("expires", expiresAt)
                .execute();
    }

    static Optional<Row> find(Handle handle, byte[] stateHash) {
        return handle.createQuery("select * from login where state_hash = :state")
                .bind("state", stateHash)
                .map((row, ctx) -> row(row))
                .findOne();
    }

    private static Row row(ResultSet row) throws SQLException {
        row.getLong("used_at");
        boolean used = !row.wasNull();
        return new Row(
                row.getString("nonce"),
                row.getLong("registration_id"),
                URI.create(row.getString("target_link_uri")),
                row.getString("login_hint"),
                row.getString("message_hint"),
                row.getString("storage_target"),
                row.getLong("expires_at"),
                used);
    }

    static void use(Handle handle, byte[] stateHash, long now) {
        handle.createUpdate("update login set used_at = :now where state_hash = :state")
                .bind("now", now)
                .bind("state", stateHash)
                .execute();
    }

    static void purge(Handle handle, long before) {
        handle.createUpdate("delete from login where expires_at < :before")
                .bind("before", before)
                .execute();
    }
}
