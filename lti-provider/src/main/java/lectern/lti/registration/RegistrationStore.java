package lectern.lti.registration;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lectern.settings.Settings;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The registration and deployment tables. */
final class RegistrationStore {
    private static final String SELECT =
            "select id, iss, client_id, auth_url, jwks_url, family, token_url, token_aud, scopes from registration "
                    + "where status = 'active' ";

    private RegistrationStore() {}

    /** Those that each start names anew. */
    static void disableNamedByStart(Handle handle) {
        handle.execute("update registration set status = 'disabled' where in_settings = 1 or source = 'practice'");
    }

    static void inSettings(Handle handle, long id) {
        handle.execute("update registration set in_settings = 1 where id = ?", id);
    }

    static long put(Handle handle, Settings.Registration registration, String source, long now) {
        return handle.createQuery("""
                        insert into registration (iss, client_id, auth_url, token_url, token_aud, jwks_url, family,
                          source, created_at)
                        values (:iss, :client, :auth, :token, :tokenAud, :jwks, :family, :source, :now)
                        on conflict (iss, client_id) do update set auth_url = :auth, token_url = :token,
                          token_aud = :tokenAud, jwks_url = :jwks, family = :family, source = :source, status = 'active',
                          approved = 1
                        returning id""")
                .bind("iss", registration.iss())
                .bind("client", registration.clientId())
                .bind("auth", registration.authUrl().toString())
                .bind("token", text(registration.tokenUrl()))
                .bind("tokenAud", registration.tokenAudience())
                .bind("jwks", registration.jwksUrl().toString())
                .bind("family", registration.family())
                .bind("source", source)
                .bind("now", now)
                .mapTo(Long.class)
                .one();
    }

    private static @Nullable String text(@Nullable URI uri) {
        return uri == null ? null : uri.toString();
    }

    static Optional<Registration> byId(Handle handle, long id) {
        return handle.createQuery(SELECT + "and id = :id")
                .bind("id", id)
                .map((row, ctx) -> registration(row))
                .findOne();
    }

    static Optional<Registration> find(Handle handle, String iss, String clientId) {
        return handle.createQuery(SELECT + "and iss = :iss and client_id = :client")
                .bind("iss", iss)
                .bind("client", clientId)
                .map((row, ctx) -> registration(row))
                .findOne();
    }

    static List<Registration> byIssuer(Handle handle, String iss) {
        return handle.createQuery(SELECT + "and iss = :iss limit 2")
                .bind("iss", iss)
                .map((row, ctx) -> registration(row))
                .list();
    }

    static List<Registration> approved(Handle handle) {
        return handle.createQuery(SELECT + "and approved = 1 order by id")
                .map((row, ctx) -> registration(row))
                .list();
    }

    private static Registration registration(ResultSet row) throws SQLException {
        return new Registration(
                row.getLong("id"),
                row.getString("iss"),
                row.getString("client_id"),
                URI.create(row.getString("auth_url")),
                URI.create(row.getString("jwks_url")),
                row.getString("family"),
                services(row));
    }

    private static Registration.@Nullable Services services(ResultSet row) throws SQLException {
        String token = row.getString("token_url");
        if (token == null) {
            return null;
        }
        String audience = row.getString("token_aud");
        return new Registration.Services(
                URI.create(token), audience == null ? token : audience, scopes(row.getString("scopes")));
    }

    static Set<String> scopes(@Nullable String scopes) {
        return scopes == null || scopes.isBlank()
                ? Set.of()
                : new HashSet<>(List.of(scopes.strip().split(" +", -1)));
    }

    static void enable(Handle handle, long registrationId, String deploymentId, long now) {
        handle.createUpdate("""
                        insert into deployment (registration_id, deployment_id, status, created_at)
                        values (:registration, :deployment, 'enabled', :now)
                        on conflict (registration_id, deployment_id) do update set status = 'enabled'""")
                .bind("registration", registrationId)
                .bind("deployment", deploymentId)
                .bind("now", now)
                .execute();
    }

    /** A new deployment of a registration that waits for an approval waits with it. */
    static void insertDeployment(Handle handle, long registrationId, String deploymentId, String status, long now) {
        handle.createUpdate("""
                        insert into deployment (registration_id, deployment_id, status, created_at)
                        select id, :deployment, case when approved = 1 then :status else 'pending' end, :now
                        from registration where id = :registration
                        on conflict (registration_id, deployment_id) do nothing""")
                .bind("registration", registrationId)
                .bind("deployment", deploymentId)
                .bind("status", status)
                .bind("now", now)
                .execute();
    }

    static Deployment deployment(Handle handle, long registrationId, String deploymentId) {
        return known(handle, registrationId, deploymentId).orElseThrow();
    }

    static Optional<Deployment> known(Handle handle, long registrationId, String deploymentId) {
        return handle.createQuery("""
                        select deployment.id, deployment.status = 'enabled' and registration.approved = 1 as enabled
                        from deployment join registration on registration.id = registration_id
                        where registration_id = :registration and deployment_id = :deployment""")
                .bind("registration", registrationId)
                .bind("deployment", deploymentId)
                .map((row, ctx) -> new Deployment(row.getLong("id"), row.getBoolean("enabled")))
                .findOne();
    }
}
