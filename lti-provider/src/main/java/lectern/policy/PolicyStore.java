package lectern.policy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The policy table. */
final class PolicyStore {
    private PolicyStore() {}

    static Optional<Policy> find(Handle handle, long deploymentId) {
        return handle.createQuery("select * from policy where deployment_id = :deployment")
                .bind("deployment", deploymentId)
                .map((row, ctx) -> policy(row))
                .findOne();
    }

    private record Row(long deployment, Policy policy) {}

    static Map<Long, Policy> all(Handle handle) {
        return handle
                .createQuery("select * from policy")
                .map((row, ctx) -> new Row(row.getLong("deployment_id"), policy(row)))
                .list()
                .stream()
                .collect(Collectors.toMap(Row::deployment, Row::policy));
    }

    private static Policy policy(ResultSet row) throws SQLException {
        return new Policy(
                row.getBoolean("recording"),
                row.getBoolean("release"),
                row.getBoolean("chat"),
                limit(row, "retention_days"),
                limit(row, "max_people"),
                limit(row, "max_minutes"));
    }

    private static @Nullable Integer limit(ResultSet row, String column) throws SQLException {
        int limit = row.getInt(column);
        return row.wasNull() ? null : (Integer) limit;
    }

    static void put(Handle handle, long deploymentId, Policy policy) {
        handle.createUpdate("""
                        insert into policy (deployment_id, recording, release, chat, retention_days, max_people,
                          max_minutes)
                        values (:deployment, :recording, :release, :chat, :days, :people, :minutes)
                        on conflict (deployment_id) do update set recording = :recording, release = :release,
                          chat = :chat, retention_days = :days, max_people = :people, max_minutes = :minutes""")
                .bind("deployment", deploymentId)
                .bind("recording", policy.recording() ? 1 : 0)
                .bind("release", policy.release() ? 1 : 0)
                .bind("chat", policy.chat() ? 1 : 0)
                .bind("days", policy.retentionDays())
                .bind("people", policy.maxPeople())
                .bind("minutes", policy.maxMinutes())
                .execute();
    }
}
