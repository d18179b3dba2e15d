package lectern.groups;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is in a course by the LMS's own list of now, for matching a teacher's. */
@FunctionalInterface
public interface Directory {
    /** The students; empty when the LMS gives no list. Takes a while, never fails. */
    List<Listed> of(long courseId);

    /**
     * A student of the LMS's list.
     *
     * @param email in lower case, for the moment of matching only; null when the LMS tells none
     */
    record Listed(
            long personId,
            String publicId,
            String name,
            String sub,
            @Nullable String email) {
        @Override
        public String toString() {
            return "Listed[" + publicId + "]"; // no name in a log
        }
    }
}
