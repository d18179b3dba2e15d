package lectern.lti.grades;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Sums over the score_outbox and grade_rule tables. */
final class ScoreStandingStore {
    private static final long MICROS = 1000;

    private ScoreStandingStore() {}

    private record Row(long deployment, ScoreStanding standing) {}

    static Map<Long, ScoreStanding> all(Handle handle) {
        return handle.createQuery("""
                        select c.deployment_id,
                          max(case when o.taken is not null then o.stamped end) as last,
                          count(case when o.state = 'waiting' then 1 end) as waiting,
                          count(case when o.state = 'failed' then 1 end) as failed,
                          coalesce(max(case when o.state = 'failed' then o.problem end), max(r.problem)) as problem
                        from grade_rule r join class c on c.id = r.class_id
                        left join score_outbox o on o.class_id = r.class_id
                        where r.send = 1
                        group by c.deployment_id""").map((row, ctx) -> row(row)).list().stream()
                .collect(Collectors.toMap(Row::deployment, Row::standing));
    }

    private static Row row(ResultSet row) throws SQLException {
        long last = row.getLong("last");
        Instant at = row.wasNull() ? null : Instant.ofEpochMilli(last / MICROS);
        return new Row(
                row.getLong("deployment_id"),
                new ScoreStanding(at, row.getInt("waiting"), row.getInt("failed"), row.getString("problem")));
    }
}
