package lectern.lobby;

import java.util.List;
import lectern.account.NameKey;
import lectern.store.Database;
import org.jdbi.v3.core.Handle;

/** The names of people whose LMS does not tell them. */
final class NameStore {
    private final Database database;

    NameStore(Database database) {
        this.database = database;
    }

    /** What became of a wish. */
    enum Choice {
        TAKEN,
        SOMEBODY_ELSES,
        THE_LMSS
    }

    /** Looks who else is called that, and takes the name, in one step: of two who wish for it at once, one has it. */
    Choice choose(long classId, long personId, String name) {
        String key = NameKey.of(name);
        return database.write(handle -> {
            if (others(handle, classId, personId).stream().map(NameKey::of).anyMatch(key::equals)) {
                return Choice.SOMEBODY_ELSES;
            }
            // An LMS that has begun to tell the name keeps it.
            int changed = handle.createUpdate(
                            "update person set name = :name, name_from = 'self' where id = :person and name_from <> 'lms'")
                    .bind("name", name)
                    .bind("person", personId)
                    .execute();
            return changed > 0 ? Choice.TAKEN : Choice.THE_LMSS;
        });
    }

    /** What the others of the class and its course are called. */
    private static List<String> others(Handle handle, long classId, long personId) {
        return handle.createQuery("""
                        select name from person where id <> :person and id in (
                          select person_id from membership where class_id = :class
                          union select m.person_id from course_member m join class c on c.course_id = m.course_id
                            where c.id = :class)""")
                .bind("class", classId)
                .bind("person", personId)
                .mapTo(String.class)
                .list();
    }
}
