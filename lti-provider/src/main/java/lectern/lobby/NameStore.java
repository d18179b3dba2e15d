package lectern.lobby;

import java.util.List;
import lectern.store.Database;

/** The names of people whose LMS does not tell them. */
final class NameStore {
    private final Database database;

    NameStore(Database database) {
        this.database = database;
    }

    /** What the others of the class and its course are called. */
    List<String> others(long classId, long personId) {
        return database.read(handle -> handle.createQuery("""
                        select name from person where id <> :person and id in (
                          select person_id from membership where class_id = :class
                          union select m.person_id from course_member m join class c on c.course_id = m.course_id
                            where c.id = :class)""")
                .bind("class", classId)
                .bind("person", personId)
                .mapTo(String.class)
                .list());
    }

    /** Whether it was taken: an LMS that has begun to tell the name keeps it. */
    boolean choose(long personId, String name) {
        return database.write(handle -> handle.createUpdate(
                                "update person set name = :name, name_from = 'self' where id = :person and name_from <> 'lms'")
                        .bind("name", name)
                        .bind("person", personId)
                        .execute()
                > 0);
    }
}
