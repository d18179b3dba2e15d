package lectern.attendance;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * One ended session as a grade is made of it.
 *
 * @param length in microseconds
 * @param students how long each student was there, in microseconds, by public id
 * @param excused public ids
 */
public record HeldClass(Instant endedAt, long length, Map<String, Long> students, Set<String> excused) {
    public HeldClass {
        students = Map.copyOf(students);
        excused = Set.copyOf(excused);
    }

    /** How long somebody was there, in microseconds. */
    public long present(String person) {
        return students.getOrDefault(person, 0L);
    }
}
