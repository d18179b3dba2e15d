package lectern.attendance;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lectern.store.Database;

/** The names in a course's attendance. */
final class CourseAttendanceStore {
    private static final int MAX_STUDENTS = 5000;

    private final Database database;

    CourseAttendanceStore(Database database) {
        this.database = database;
    }

    /** A student; {@code publicId} is what events call them. */
    record Student(String publicId, String name) {}

    /** Everybody who opened the course as a student; an LMS's preview user is none. */
    List<Student> students(long courseId) {
        return database.read(handle -> handle.createQuery("""
                        select p.public_id, p.name from course_member m join person p on p.id = m.person_id
                        where m.course_id = :course and m.role = 'student' and m.counted = 1
                        order by p.name limit :limit""")
                .bind("course", courseId)
                .bind("limit", MAX_STUDENTS)
                .map((row, ctx) -> new Student(row.getString("public_id"), row.getString("name")))
                .list());
    }

    Optional<Student> student(long personId) {
        return database.read(handle -> handle.createQuery("select public_id, name from person where id = :id")
                .bind("id", personId)
                .map((row, ctx) -> new Student(row.getString("public_id"), row.getString("name")))
                .findOne());
    }

    Map<Long, String> titles(long courseId) {
        return database.read(handle -> {
            Map<Long, String> titles = new HashMap<>();
            handle.createQuery("select id, title from class where course_id = :course")
                    .bind("course", courseId)
                    .map((row, ctx) -> titles.put(row.getLong("id"), row.getString("title")))
                    .list();
            return titles;
        });
    }
}
