package lectern.lti.refusal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Reads the launch_log table. */
final class LaunchHistoryStore {
    private LaunchHistoryStore() {}

    static List<LaunchHistory.Row> list(Handle handle, LaunchHistory.Wanted wanted, int limit) {
        LaunchHistory.Place place = wanted.place();
        return handle.createQuery("""
                        select * from launch_log
                        where (:iss is null or (iss = :iss and client_id = :client and deployment_id = :deployment))
                          and (:code = '' or code = :code or (:code = 'refused' and code <> 'ok'))
                          and (:launch = '' or launch_id = :launch)
                          and (:before is null or id < :before)
                        order by id desc limit :limit""")
                .bind("iss", place == null ? null : place.iss())
                .bind("client", place == null ? null : place.clientId())
                .bind("deployment", place == null ? null : place.deploymentId())
                .bind("code", wanted.code())
                .bind("launch", wanted.launchId())
                .bind("before", wanted.before())
                .bind("limit", limit)
                .map((row, ctx) -> row(row))
                .list();
    }

    static Map<LaunchHistory.Place, LaunchHistory.Row> last(Handle handle) {
        return handle.createQuery("""
                        select * from launch_log where id in
                          (select max(id) from launch_log where code = 'ok' and deployment_id is not null
                           group by iss, client_id, deployment_id)""").map((row, ctx) -> row(row)).list().stream()
                .collect(Collectors.toMap(
                        row -> new LaunchHistory.Place(
                                Objects.requireNonNullElse(row.iss(), ""),
                                Objects.requireNonNullElse(row.clientId(), ""),
                                Objects.requireNonNullElse(row.deploymentId(), "")),
                        Function.identity()));
    }

    private static LaunchHistory.Row row(ResultSet row) throws SQLException {
        return new LaunchHistory.Row(
                row.getLong("id"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("launch_id"),
                row.getString("iss"),
                row.getString("client_id"),
                row.getString("deployment_id"),
                row.getString("message_type"),
                row.getString("code"));
    }
}
