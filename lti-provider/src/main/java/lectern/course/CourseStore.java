package lectern.course;

import java.time.Instant;
import java.util.List;
import lectern.store.Database;
import org.jspecify.annotations.Nullable;

/** The classes of a course. */
final class CourseStore {
    private final Database database;

    CourseStore(Database database) {
        this.database = database;
    }

    /**
     * A class of the course.
     *
     * @param held how often it was held, now included
     * @param lastAt when it was last begun; null when never
     */
    record ClassRow(
            long id, String title, int held, @Nullable Instant lastAt) {}

    /** Those held last first, then the newest. */
    List<ClassRow> classes(long courseId, int limit) {
        return database.read(handle -> handle.createQuery("""
                        select c.id, c.title, count(s.id) as held, max(s.started_at) as last_at
                        from class c left join session s on s.class_id = c.id
                        where c.course_id = :course
                        group by c.id order by last_at desc nulls last, c.created_at desc limit :limit""")
                .bind("course", courseId)
                .bind("limit", limit)
                .map((row, ctx) -> {
                    long lastAt = row.getLong("last_at");
                    Instant last = row.wasNull() ? null : Instant.ofEpochMilli(lastAt);
                    return new ClassRow(row.getLong("id"), row.getString("title"), row.getInt("held"), last);
                })
                .list());
    }
}
