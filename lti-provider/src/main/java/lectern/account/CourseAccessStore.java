package lectern.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The course_access table, and the memberships of classes that people enter from their course's page. */
final class CourseAccessStore {
    private CourseAccessStore() {}

    static void insert(Handle handle, byte[] hash, CourseAccess.Grant grant, long expiresAt) {
        handle.createUpdate("""
                        insert into course_access (token_hash, purpose, course_id, person_id, student_id, class_id,
                          expires_at)
                        values (:hash, :purpose, :course, :person, :student, :class, :expires)""")
                .bind("hash", hash)
                .bind("purpose", grant.purpose().name().toLowerCase(Locale.ROOT))
                .bind("course", grant.courseId())
                .bind("person", grant.personId())
                .bind("student", grant.studentId())
                .bind("class", grant.classId())
                .bind("expires", expiresAt)
                .execute();
    }

    static Optional<CourseIdentity> find(Handle handle, byte[] hash, long now) {
        return handle.createQuery("""
                        select a.purpose, a.student_id, a.class_id, a.course_id, p.id as person_id, p.public_id,
                          p.name, p.deployment_id, m.role, m.counted
                        from course_access a
                        join person p on p.id = a.person_id
                        join course_member m on m.person_id = a.person_id and m.course_id = a.course_id
                        where a.token_hash = :hash and a.expires_at > :now""")
                .bind("hash", hash)
                .bind("now", now)
                .map((row, ctx) -> identity(row))
                .findOne();
    }

    private static CourseIdentity identity(ResultSet row) throws SQLException {
        return new CourseIdentity(
                row.getLong("person_id"),
                row.getString("public_id"),
                row.getString("name"),
                Role.of(row.getString("role")),
                row.getBoolean("counted"),
                row.getLong("course_id"),
                row.getLong("deployment_id"),
                CourseIdentity.Purpose.valueOf(row.getString("purpose").toUpperCase(Locale.ROOT)),
                id(row, "student_id"),
                id(row, "class_id"));
    }

    private static @Nullable Long id(ResultSet row, String column) throws SQLException {
        long id = row.getLong(column);
        return row.wasNull() ? null : (Long) id;
    }

    static boolean inCourse(Handle handle, long courseId, long classId) {
        return handle.createQuery("select exists (select 1 from class where id = :class and course_id = :course)")
                .bind("class", classId)
                .bind("course", courseId)
                .mapTo(Boolean.class)
                .one();
    }

    static void member(Handle handle, CourseIdentity who, long classId, long now) {
        handle.createUpdate("""
                        insert into membership (class_id, person_id, role, counted, last_launch_at)
                        values (:class, :person, :role, :counted, :now)
                        on conflict (class_id, person_id)
                          do update set role = :role, counted = :counted, last_launch_at = :now""")
                .bind("class", classId)
                .bind("person", who.personId())
                .bind("role", who.role().word())
                .bind("counted", who.counted() ? 1 : 0)
                .bind("now", now)
                .execute();
    }

    static void purge(Handle handle, long before) {
        handle.createUpdate("delete from course_access where expires_at < :before")
                .bind("before", before)
                .execute();
    }
}
