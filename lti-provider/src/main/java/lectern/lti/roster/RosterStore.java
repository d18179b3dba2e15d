package lectern.lti.roster;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lectern.attendance.CourseRoster.Student;
import lectern.store.Database;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The roster tables. Everything is found by a class, so that no deployment meets another's people. */
final class RosterStore {
    /** Nobody who teaches, watches or tries out in the course is one of its students, whatever the list says. */
    private static final String NO_STUDENT = """
            exists (select 1 from course_member m
              where m.person_id = p.id and m.course_id = :course and (m.role <> 'student' or m.counted = 0))""";

    private final Database database;

    RosterStore(Database database) {
        this.database = database;
    }

    /**
     * A class's place in its LMS.
     *
     * @param deploymentId our key of the tenant
     * @param deployment the LMS's id of it
     * @param memberships null when the LMS names no list
     * @param link the LMS's id of the link whose students may come, or empty for a link that is the course itself
     */
    record Place(
            long courseId,
            long registrationId,
            long deploymentId,
            String deployment,
            @Nullable URI memberships,
            String link) {}

    Optional<Place> place(long classId) {
        return database.read(handle -> handle.createQuery("""
                        select o.id, o.deployment_id, d.registration_id, d.deployment_id as deployment,
                          s.memberships_url,
                          case when l.resource_link_id = o.context_id then '' else coalesce(l.resource_link_id, '') end
                            as link
                        from class c join course o on o.id = c.course_id
                          join deployment d on d.id = o.deployment_id
                          left join course_services s on s.course_id = o.id
                          left join class_link l on l.class_id = c.id
                        where c.id = :class""")
                .bind("class", classId)
                .map((row, ctx) -> {
                    String url = row.getString("memberships_url");
                    return new Place(
                            row.getLong("id"),
                            row.getLong("registration_id"),
                            row.getLong("deployment_id"),
                            row.getString("deployment"),
                            url == null ? null : URI.create(url),
                            row.getString("link"));
                })
                .findOne());
    }

    /** What is known of a list. */
    record Stored(long id, @Nullable Instant asOf, @Nullable String problem) {}

    Optional<Stored> stored(Place place) {
        return database.read(handle -> handle.createQuery(
                        "select id, as_of, problem from roster where course_id = :course and link = :link")
                .bind("course", place.courseId())
                .bind("link", place.link())
                .map((row, ctx) -> new Stored(row.getLong("id"), asOf(row), row.getString("problem")))
                .findOne());
    }

    private static @Nullable Instant asOf(ResultSet row) throws SQLException {
        long asOf = row.getLong("as_of");
        return row.wasNull() ? null : Instant.ofEpochMilli(asOf);
    }

    List<Student> students(long rosterId, long courseId) {
        return database.read(handle -> handle.createQuery("select p.public_id, p.name, r.since from roster_member r "
                        + "join person p on p.id = r.person_id where r.roster_id = :roster and not " + NO_STUDENT
                        + " order by p.name, p.public_id")
                .bind("roster", rosterId)
                .bind("course", courseId)
                .map((row, ctx) -> new Student(
                        row.getString("public_id"), row.getString("name"), Instant.ofEpochMilli(row.getLong("since"))))
                .list());
    }

    /** The students who have opened the class: all that is known where the LMS gives no list. */
    List<Student> launched(long classId) {
        return database.read(handle -> handle.createQuery("""
                        select p.public_id, p.name from membership m join person p on p.id = m.person_id
                        where m.class_id = :class and m.role = 'student' and m.counted = 1
                        order by p.name, p.public_id""")
                .bind("class", classId)
                .map((row, ctx) -> new Student(row.getString("public_id"), row.getString("name"), Instant.EPOCH))
                .list());
    }

    /** Replaces a list by its new state; who stays keeps the time since when. */
    void keep(Place place, RosterService.Fetched fetched, Instant now) {
        String problem = fetched.whole()
                ? null
                : "The course's list is longer than " + RosterService.MAX_MEMBERS + " people; the rest is left out.";
        database.change(handle -> {
            Stored before = row(handle, place);
            long since = before.asOf() == null ? 0 : now.toEpochMilli();
            ListedPeople.keepAll(
                    handle,
                    place.deploymentId(),
                    fetched.members().stream().filter(Member::student).toList());
            handle.execute(
                    "insert into roster_member (roster_id, person_id, since) select ?, person_id, ? from temp.listed "
                            + "where true on conflict (roster_id, person_id) do nothing",
                    before.id(),
                    since);
            handle.execute(
                    "delete from roster_member where roster_id = ? and person_id not in "
                            + "(select person_id from temp.listed)",
                    before.id());
            handle.createUpdate("update roster set as_of = :now, problem = :problem where id = :id")
                    .bind("now", now.toEpochMilli())
                    .bind("problem", problem)
                    .bind("id", before.id())
                    .execute();
        });
    }

    /** The list could not be had; the old one stays. */
    void failed(Place place, String problem) {
        database.change(handle -> handle.execute(
                "update roster set problem = ? where id = ?",
                problem,
                row(handle, place).id()));
    }

    private static Stored row(Handle handle, Place place) {
        return handle.createQuery("""
                        insert into roster (course_id, link) values (:course, :link)
                        on conflict (course_id, link) do update set link = :link
                        returning id, as_of""")
                .bind("course", place.courseId())
                .bind("link", place.link())
                .map((row, ctx) -> new Stored(row.getLong("id"), asOf(row), null))
                .one();
    }
}
