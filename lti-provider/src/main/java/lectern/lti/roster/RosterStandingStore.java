package lectern.lti.roster;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Sums over the roster table. */
final class RosterStandingStore {
    private RosterStandingStore() {}

    private record Row(long deployment, RosterStanding standing) {}

    static Map<Long, RosterStanding> all(Handle handle) {
        return handle.createQuery("""
                        select c.deployment_id, max(r.as_of) as last, count(r.problem) as failing,
                          max(r.problem) as problem
                        from roster r join course c on c.id = r.course_id
                        group by c.deployment_id""").map((row, ctx) -> row(row)).list().stream()
                .collect(Collectors.toMap(Row::deployment, Row::standing));
    }

    private static Row row(ResultSet row) throws SQLException {
        long last = row.getLong("last");
        Instant at = row.wasNull() ? null : Instant.ofEpochMilli(last);
        return new Row(
                row.getLong("deployment_id"), new RosterStanding(at, row.getInt("failing"), row.getString("problem")));
    }
}
