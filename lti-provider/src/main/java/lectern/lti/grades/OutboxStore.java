package lectern.lti.grades;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import lectern.store.Database;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The score_outbox table: one row for each student of a class, of which the newest score wins. */
final class OutboxStore {
    private final Database database;

    OutboxStore(Database database) {
        this.database = database;
    }

    /** How a score stands. */
    enum State {
        WAITING,
        SENT,
        /** The LMS has a grade that is not ours: a teacher's own. */
        KEPT,
        FAILED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A score to be sent.
     *
     * @param sub the LMS's id of the person
     * @param offered the part of the maximum that was posted last, null before the first time
     * @param taken the part of the maximum that the LMS took last
     * @param stamped epoch microseconds of the last timestamp, 0 before the first
     */
    record Row(
            long classId,
            long personId,
            String sub,
            double given,
            double maximum,
            String comment,
            @Nullable Double offered,
            @Nullable Double taken,
            long stamped) {
        double part() {
            return given / maximum;
        }

        @Override
        public String toString() {
            return "Row[" + classId + "]"; // no person in a log
        }
    }

    /** A score as staff see it. */
    record Shown(
            String person,
            String name,
            double given,
            double maximum,
            String state,
            @Nullable String problem) {}

    /** Takes new scores up, and notes that they are made of the sessions that have ended. */
    void want(long classId, List<ScoreSheet.Wanted> wanted, double maximum) {
        database.change(handle -> {
            want(handle, classId, wanted, maximum);
            handle.execute(
                    "update grade_rule set scored = (select count(*) from session s where s.class_id = ? "
                            + "and s.ended_at is not null) where class_id = ?",
                    classId,
                    classId);
        });
    }

    private static void want(Handle handle, long classId, List<ScoreSheet.Wanted> wanted, double maximum) {
        PreparedBatch rows = handle.prepareBatch("""
                        insert into score_outbox (class_id, person_id, given, maximum, comment, state)
                        select c.id, p.id, :given, :maximum, :comment, 'waiting'
                        from class c join person p on p.deployment_id = c.deployment_id
                        where c.id = :class and p.public_id = :person
                        on conflict (class_id, person_id) do update
                          set given = :given, maximum = :maximum, comment = :comment, state = 'waiting', problem = null
                          where given <> :given or maximum <> :maximum""");
        for (ScoreSheet.Wanted one : wanted) {
            rows.bind("given", one.given())
                    .bind("maximum", maximum)
                    .bind("comment", one.comment())
                    .bind("class", classId)
                    .bind("person", one.person())
                    .add();
        }
        rows.execute();
    }

    List<Row> waiting(long classId) {
        return database.read(handle -> handle.createQuery("""
                        select o.*, p.sub from score_outbox o join person p on p.id = o.person_id
                        where o.class_id = :class and o.state = 'waiting' order by o.person_id""")
                .bind("class", classId)
                .map((row, ctx) -> row(row))
                .list());
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("class_id"),
                row.getLong("person_id"),
                row.getString("sub"),
                row.getDouble("given"),
                row.getDouble("maximum"),
                row.getString("comment"),
                part(row, "offered"),
                part(row, "taken"),
                row.getLong("stamped"));
    }

    private static @Nullable Double part(ResultSet row, String column) throws SQLException {
        double part = row.getDouble(column);
        return row.wasNull() ? null : (Double) part;
    }

    List<Shown> shown(long classId) {
        return database.read(handle -> handle.createQuery("""
                        select p.public_id, p.name, o.given, o.maximum, o.state, o.problem
                        from score_outbox o join person p on p.id = o.person_id
                        where o.class_id = :class order by p.name, p.public_id""")
                .bind("class", classId)
                .map((row, ctx) -> new Shown(
                        row.getString("public_id"),
                        row.getString("name"),
                        row.getDouble("given"),
                        row.getDouble("maximum"),
                        row.getString("state"),
                        row.getString("problem")))
                .list());
    }

    /** Before the call: from now on this score in the LMS is known to be ours. */
    void offering(Row row, long stamp) {
        database.change(handle -> handle.createUpdate("""
                        update score_outbox set offered = :part, stamped = :stamp
                        where class_id = :class and person_id = :person""")
                .bind("part", row.part())
                .bind("stamp", stamp)
                .bind("class", row.classId())
                .bind("person", row.personId())
                .execute());
    }

    /** The LMS has this score. A newer one that came meanwhile stays waiting. */
    void sent(Row row) {
        database.change(handle -> handle.createUpdate("""
                        update score_outbox set taken = :part, problem = null,
                          state = case when given = :given and maximum = :maximum then 'sent' else state end
                        where class_id = :class and person_id = :person""")
                .bind("part", row.part())
                .bind("given", row.given())
                .bind("maximum", row.maximum())
                .bind("class", row.classId())
                .bind("person", row.personId())
                .execute());
    }

    /** The score is not sent for this reason. A newer one that came meanwhile stays waiting. */
    void ended(Row row, State state, String problem) {
        database.change(handle -> handle.createUpdate("""
                        update score_outbox set state = :state, problem = :problem
                        where class_id = :class and person_id = :person and given = :given and maximum = :maximum""")
                .bind("state", state.word())
                .bind("problem", problem)
                .bind("class", row.classId())
                .bind("person", row.personId())
                .bind("given", row.given())
                .bind("maximum", row.maximum())
                .execute());
    }

    /** What failed or was kept is tried again. */
    void retry(long classId) {
        database.change(handle -> handle.execute(
                "update score_outbox set state = 'waiting', problem = null "
                        + "where class_id = ? and state in ('failed', 'kept')",
                classId));
    }

    /** Another column: nothing of ours is there yet. */
    void anew(long classId) {
        database.change(handle -> handle.execute(
                "update score_outbox set state = 'waiting', problem = null, offered = null, taken = null "
                        + "where class_id = ?",
                classId));
    }
}
