package lectern.calendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import lectern.store.Database;
import org.jspecify.annotations.Nullable;

/** The calendar_feed table. */
final class CalendarStore {
    private final Database database;

    CalendarStore(Database database) {
        this.database = database;
    }

    /** Makes the person's address of the course; one that there was is worth nothing any more. */
    void put(long courseId, long personId, byte[] hash, Instant now) {
        database.change(handle -> handle.createUpdate("""
                        insert into calendar_feed (course_id, person_id, token_hash, created_at)
                        values (:course, :person, :hash, :now)
                        on conflict (course_id, person_id) do update set token_hash = :hash, created_at = :now""")
                .bind("course", courseId)
                .bind("person", personId)
                .bind("hash", hash)
                .bind("now", now.toEpochMilli())
                .execute());
    }

    void remove(long courseId, long personId) {
        database.change(handle -> handle.createUpdate(
                        "delete from calendar_feed where course_id = :course and person_id = :person")
                .bind("course", courseId)
                .bind("person", personId)
                .execute());
    }

    /** Since when the person has an address. */
    Optional<Instant> since(long courseId, long personId) {
        return database.read(handle -> handle.createQuery(
                        "select created_at from calendar_feed where course_id = :course and person_id = :person")
                .bind("course", courseId)
                .bind("person", personId)
                .map((row, ctx) -> Instant.ofEpochMilli(row.getLong("created_at")))
                .findOne());
    }

    /**
     * The front page of a course's LMS.
     *
     * @param url in ASCII
     * @param name what the LMS calls itself, or null
     */
    record FrontPage(String url, @Nullable String name) {}

    /** A course and its title, which may be empty; the front page is null while the LMS told none. */
    record Course(long id, String title, @Nullable FrontPage lms) {}

    private static Course row(ResultSet row) throws SQLException {
        String url = row.getString("lms_url");
        FrontPage lms = url == null ? null : new FrontPage(url, row.getString("lms_name"));
        return new Course(row.getLong("id"), row.getString("title"), lms);
    }

    /** The course of an address, as long as its owner belongs to it and its school may use this server. */
    Optional<Course> find(byte[] hash) {
        return database.read(handle -> handle.createQuery("""
                        select o.id, o.title, d.lms_url, d.lms_name from calendar_feed f
                        join course o on o.id = f.course_id
                        join course_member m on m.course_id = f.course_id and m.person_id = f.person_id
                        join deployment d on d.id = o.deployment_id and d.status = 'enabled'
                        join registration r on r.id = d.registration_id and r.status = 'active'
                        where f.token_hash = :hash""")
                .bind("hash", hash)
                .map((row, ctx) -> row(row))
                .findOne());
    }

    Course course(long courseId) {
        return database.read(handle -> handle.createQuery("""
                        select o.id, o.title, d.lms_url, d.lms_name from course o
                        join deployment d on d.id = o.deployment_id where o.id = :id""")
                .bind("id", courseId)
                .map((row, ctx) -> row(row))
                .one());
    }
}
