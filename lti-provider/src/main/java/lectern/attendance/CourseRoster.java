package lectern.attendance;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who should have come. */
@FunctionalInterface
public interface CourseRoster {
    /** What is known of a class's students now. May wait a few seconds for the LMS. */
    Enrolled of(long classId);

    /**
     * The students of a class.
     *
     * @param asOf of the LMS's list; null when it gives none: then they are those who have opened the class
     * @param problem a sentence for staff when the list could not be had anew
     */
    record Enrolled(@Nullable Instant asOf, @Nullable String problem, List<Student> students) {
        public Enrolled {
            students = List.copyOf(students);
        }
    }

    /**
     * One student.
     *
     * @param person the public id
     * @param since when they were first on the list; the epoch for those who always were
     */
    record Student(String person, String name, Instant since) {}
}
