package lectern.lti.grades;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lectern.store.Database;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** The rules, and what a launch told of gradebooks. */
final class GradeStore {
    private final Database database;

    GradeStore(Database database) {
        this.database = database;
    }

    /**
     * A class's place in its LMS's gradebook.
     *
     * @param deployment the LMS's id of the tenant
     * @param room what the class is called across copies of its course
     * @param link the LMS's id of the link, null when none is known
     * @param lineItem the link's own column, when the LMS names it
     */
    record Place(
            long classId,
            String title,
            String room,
            long registrationId,
            String deployment,
            @Nullable String link,
            @Nullable URI lineItems,
            @Nullable URI lineItem,
            Set<String> scopes) {
        Place {
            scopes = Set.copyOf(scopes);
        }

        /** Whether the LMS has told of a gradebook. */
        boolean graded() {
            return lineItems != null || lineItem != null;
        }
    }

    /** Unless the class has a rule. */
    static void copyRule(Handle handle, long from, long to) {
        handle.createUpdate("""
                        insert into grade_rule (class_id, send, measure, enough, points, partial)
                        select :to, send, measure, enough, points, partial from grade_rule where class_id = :from
                        on conflict (class_id) do nothing""").bind("from", from).bind("to", to).execute();
    }

    /** Unless the class has a rule. */
    static void beginRule(Handle handle, long classId, GradeRule rule) {
        bound(handle.createUpdate(INSERT + " on conflict (class_id) do nothing"), classId, rule)
                .execute();
    }

    private static final String INSERT = """
            insert into grade_rule (class_id, send, measure, enough, points, partial)
            values (:class, :send, :measure, :enough, :points, :partial)""";

    private static Update bound(Update update, long classId, GradeRule rule) {
        return update.bind("class", classId)
                .bind("send", rule.send() ? 1 : 0)
                .bind("measure", rule.measure().word())
                .bind("enough", rule.enough())
                .bind("points", rule.points())
                .bind("partial", rule.partial() ? 1 : 0);
    }

    Place place(long classId) {
        return database.read(handle -> handle.createQuery("""
                        select c.id, c.title, c.room_key, d.registration_id, d.deployment_id,
                          l.resource_link_id, l.line_item_url, s.line_items_url, s.line_item_scopes
                        from class c join deployment d on d.id = c.deployment_id
                          left join class_link l on l.class_id = c.id
                          left join course_services s on s.course_id = c.course_id
                        where c.id = :class""")
                .bind("class", classId)
                .map((row, ctx) -> place(row))
                .one());
    }

    private static Place place(ResultSet row) throws SQLException {
        String scopes = row.getString("line_item_scopes");
        return new Place(
                row.getLong("id"),
                row.getString("title"),
                room(row.getString("room_key")),
                row.getLong("registration_id"),
                row.getString("deployment_id"),
                row.getString("resource_link_id"),
                uri(row.getString("line_items_url")),
                uri(row.getString("line_item_url")),
                scopes == null || scopes.isBlank()
                        ? Set.of()
                        : Set.of(scopes.strip().split(" +", -1)));
    }

    private static @Nullable URI uri(@Nullable String text) {
        return text == null ? null : URI.create(text);
    }

    /** A room's copy in another course is called like the room. */
    private static String room(String key) {
        return key.startsWith("room:") ? key.replaceFirst("@[0-9]+$", "") : key;
    }

    /**
     * A rule and how its sending stands.
     *
     * @param column once found or made
     * @param due whether the scores have to be made anew
     * @param tries failures of the class's sending in a row
     */
    record Standing(
            GradeRule rule,
            @Nullable URI column,
            boolean due,
            int tries,
            Instant nextTryAt,
            @Nullable String problem) {}

    Optional<Standing> standing(long classId) {
        return database.read(handle -> handle.createQuery(
                        "select r.*, " + ENDED + " as ended from grade_rule r " + "where r.class_id = :class")
                .bind("class", classId)
                .map((row, ctx) -> standing(row))
                .findOne());
    }

    private static final String ENDED =
            "(select count(*) from session s where s.class_id = r.class_id and s.ended_at is not null)";

    private static Standing standing(ResultSet row) throws SQLException {
        GradeRule rule = new GradeRule(
                row.getBoolean("send"),
                GradeRule.Measure.of(row.getString("measure")),
                row.getInt("enough"),
                row.getDouble("points"),
                row.getBoolean("partial"));
        return new Standing(
                rule,
                uri(row.getString("line_item_url")),
                row.getInt("scored") != row.getInt("ended"),
                row.getInt("tries"),
                Instant.ofEpochMilli(row.getLong("next_try_at")),
                row.getString("problem"));
    }

    /** Sets the rule; scores are made anew and sent at once. */
    void set(long classId, GradeRule rule) {
        String again = " on conflict (class_id) do update set send = :send, measure = :measure, enough = :enough, "
                + "points = :points, partial = :partial, scored = -1, tries = 0, next_try_at = 0";
        database.change(handle ->
                bound(handle.createUpdate(INSERT + again), classId, rule).execute());
    }

    /** The scores have to be made anew, and what failed is tried at once. */
    void again(long classId) {
        database.change(handle -> handle.execute(
                "update grade_rule set scored = -1, tries = 0, next_try_at = 0 where class_id = ?", classId));
    }

    /** The scores of a course's classes have to be made anew. */
    void againInCourse(long courseId) {
        database.change(handle -> handle.execute(
                "update grade_rule set scored = -1 where class_id in (select id from class where course_id = ?)",
                courseId));
    }

    /** Classes with something to make or to send. */
    List<Long> due(Instant now, int limit) {
        return database.read(handle -> handle.createQuery("select r.class_id from grade_rule r where r.send = 1 "
                        + "and r.next_try_at <= :now and (r.scored <> " + ENDED + " or exists (select 1 from "
                        + "score_outbox o where o.class_id = r.class_id and o.state = 'waiting')) "
                        + "order by r.next_try_at limit :limit")
                .bind("now", now.toEpochMilli())
                .bind("limit", limit)
                .mapTo(Long.class)
                .list());
    }

    void found(long classId, @Nullable URI column) {
        database.change(
                handle -> handle.createUpdate("update grade_rule set line_item_url = :url where class_id = :class")
                        .bind("url", column == null ? null : column.toString())
                        .bind("class", classId)
                        .execute());
    }

    void settled(long classId) {
        database.change(handle -> handle.execute(
                "update grade_rule set tries = 0, next_try_at = 0, problem = null where class_id = ?", classId));
    }

    void failed(long classId, String problem, Instant nextTry) {
        database.change(handle -> handle.createUpdate("""
                        update grade_rule set tries = tries + 1, next_try_at = :next, problem = :problem
                        where class_id = :class""")
                .bind("next", nextTry.toEpochMilli())
                .bind("problem", problem)
                .bind("class", classId)
                .execute());
    }
}
