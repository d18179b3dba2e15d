package lectern.lti.registration;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lectern.settings.Settings;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The registration and deployment tables as those see them who run this server. */
final class ConnectionStore {
    private static final String SELECT =
            "select id, iss, client_id, name, family, status, approved, source, in_settings, client_uri, scopes, "
                    + "created_at from registration ";

    private ConnectionStore() {}

    static List<Connection> all(Handle handle) {
        Map<Long, List<Connection.Place>> places = places(handle);
        return handle.createQuery(SELECT + "order by id")
                .map((row, ctx) -> connection(row, places.getOrDefault(row.getLong("id"), List.of())))
                .list();
    }

    static Optional<Connection> find(Handle handle, long id) {
        return all(handle).stream().filter(connection -> connection.id() == id).findFirst();
    }

    private record Row(long registration, Connection.Place place) {}

    private static Map<Long, List<Connection.Place>> places(Handle handle) {
        return handle
                .createQuery(
                        "select id, registration_id, deployment_id, status, created_at from deployment order by id")
                .map((row, ctx) -> new Row(
                        row.getLong("registration_id"),
                        new Connection.Place(
                                row.getLong("id"),
                                row.getString("deployment_id"),
                                Connection.PlaceState.valueOf(
                                        row.getString("status").toUpperCase(Locale.ROOT)),
                                Instant.ofEpochMilli(row.getLong("created_at")))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Row::registration, Collectors.mapping(Row::place, Collectors.toList())));
    }

    private static Connection connection(ResultSet row, List<Connection.Place> places) throws SQLException {
        String name = row.getString("name");
        return new Connection(
                row.getLong("id"),
                row.getString("iss"),
                row.getString("client_id"),
                name == null ? "" : name,
                row.getString("family"),
                state(row),
                new Connection.Origin(
                        Registration.Source.valueOf(row.getString("source").toUpperCase(Locale.ROOT)),
                        row.getBoolean("in_settings"),
                        row.getString("client_uri") != null,
                        Instant.ofEpochMilli(row.getLong("created_at"))),
                RegistrationStore.scopes(row.getString("scopes")),
                places);
    }

    private static Connection.State state(ResultSet row) throws SQLException {
        if (!row.getString("status").equals("active")) {
            return Connection.State.REMOVED;
        }
        return row.getBoolean("approved") ? Connection.State.ACTIVE : Connection.State.WAITING;
    }

    static int waiting(Handle handle) {
        return handle.createQuery("select count(*) from registration where status = 'active' and approved = 0")
                .mapTo(Integer.class)
                .one();
    }

    static Optional<Registered.Management> management(Handle handle, long id) {
        return handle.createQuery("""
                        select client_uri, client_token from registration
                        where id = :id and client_uri is not null and client_token is not null""")
                .bind("id", id)
                .map((row, ctx) -> new Registered.Management(
                        URI.create(row.getString("client_uri")), row.getString("client_token")))
                .findOne();
    }

    /** An agreement once given stays, unless the connection was removed since. */
    static long put(Handle handle, Registered registered, boolean approved, long now) {
        Settings.Registration values = registered.values();
        Registered.Management management = registered.management();
        return handle.createQuery("""
                        insert into registration (iss, client_id, auth_url, token_url, token_aud, jwks_url, family,
                          source, created_at, name, scopes, approved, client_uri, client_token)
                        values (:iss, :client, :auth, :token, :tokenAud, :jwks, :family, :source, :now, :name, :scopes,
                          :approved, :uri, :secret)
                        on conflict (iss, client_id) do update set auth_url = :auth, token_url = :token,
                          token_aud = :tokenAud, jwks_url = :jwks, family = :family, source = :source, name = :name,
                          scopes = :scopes, client_uri = coalesce(:uri, client_uri),
                          client_token = coalesce(:secret, client_token),
                          approved = case when status = 'active' then max(approved, :approved) else :approved end,
                          status = 'active'
                        returning id""")
                .bind("iss", values.iss())
                .bind("client", values.clientId())
                .bind("auth", values.authUrl().toString())
                .bind("token", text(values.tokenUrl()))
                .bind("tokenAud", values.tokenAudience())
                .bind("jwks", values.jwksUrl().toString())
                .bind("family", values.family())
                .bind("source", registered.source().name().toLowerCase(Locale.ROOT))
                .bind("now", now)
                .bind("name", registered.name())
                .bind("scopes", scopes(registered.scopes()))
                .bind("approved", approved)
                .bind("uri", management == null ? null : management.uri().toString())
                .bind("secret", management == null ? null : management.token())
                .mapTo(Long.class)
                .one();
    }

    private static @Nullable String text(@Nullable URI uri) {
        return uri == null ? null : uri.toString();
    }

    private static @Nullable String scopes(Set<String> scopes) {
        return scopes.isEmpty() ? null : scopes.stream().sorted().collect(Collectors.joining(" "));
    }

    static void invitedBy(Handle handle, long id, long code) {
        handle.execute("update registration set invite_id = ? where id = ?", code, id);
    }

    static void changed(Handle handle, long id, Set<String> scopes, Registered.@Nullable Management management) {
        handle.createUpdate("""
                        update registration set scopes = :scopes, client_uri = coalesce(:uri, client_uri),
                          client_token = coalesce(:secret, client_token) where id = :id""")
                .bind("id", id)
                .bind("scopes", scopes(scopes))
                .bind("uri", management == null ? null : management.uri().toString())
                .bind("secret", management == null ? null : management.token())
                .execute();
    }

    static Optional<Settings.Registration> values(Handle handle, long id) {
        List<String> deployments = handle.createQuery(
                        "select deployment_id from deployment where registration_id = :id and status = 'enabled' order by id")
                .bind("id", id)
                .mapTo(String.class)
                .list();
        return handle.createQuery("select * from registration where id = :id")
                .bind("id", id)
                .map((row, ctx) -> values(row, deployments))
                .findOne();
    }

    private static Settings.Registration values(ResultSet row, List<String> deployments) throws SQLException {
        String token = row.getString("token_url");
        return new Settings.Registration(
                row.getString("iss"),
                row.getString("client_id"),
                URI.create(row.getString("auth_url")),
                URI.create(row.getString("jwks_url")),
                token == null ? null : URI.create(token),
                row.getString("token_aud"),
                row.getString("family"),
                deployments);
    }

    static void edit(Handle handle, long id, String name, Settings.Registration values) {
        handle.createUpdate("""
                        update registration set name = :name, auth_url = :auth, jwks_url = :jwks, token_url = :token,
                          token_aud = :tokenAud, family = :family where id = :id""")
                .bind("id", id)
                .bind("name", name)
                .bind("auth", values.authUrl().toString())
                .bind("jwks", values.jwksUrl().toString())
                .bind("token", text(values.tokenUrl()))
                .bind("tokenAud", values.tokenAudience())
                .bind("family", values.family())
                .execute();
    }

    static void approve(Handle handle, long id) {
        handle.execute("update registration set approved = 1, status = 'active' where id = ?", id);
        handle.execute("update deployment set status = 'enabled' where registration_id = ? and status = 'pending'", id);
    }

    static void remove(Handle handle, long id) {
        handle.execute("update registration set status = 'disabled' where id = ?", id);
    }

    static boolean deployment(Handle handle, long id, Connection.PlaceState state) {
        return handle.execute(
                        "update deployment set status = ? where id = ?",
                        state.name().toLowerCase(Locale.ROOT),
                        id)
                == 1;
    }
}
