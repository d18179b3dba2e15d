package lectern.groups;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One way to know groups. Whatever it learns it keeps in {@link Groups}, from where everybody reads. Thread-safe. */
public interface GroupSource {
    Source kind();

    /** How the source stands with a course. */
    Standing of(long courseId);

    /** Asks anew where there is somebody to ask; waits a little for the first answer, and never fails. */
    void refresh(long courseId, Wish wish);

    /** How much a caller wants to know. */
    enum Wish {
        /** What is not older than a few minutes will do. */
        FRESH_ENOUGH,
        /** A person pressed for it. */
        NOW
    }

    /**
     * What can be expected of a source.
     *
     * @param offered whether it has, or may yet get, groups of this course
     * @param asks whether {@link GroupSource#refresh} asks somebody
     * @param asOf when it last learned something; null for never
     * @param problem a sentence with the LMS's own words, or null
     */
    record Standing(
            boolean offered,
            boolean asks,
            @Nullable Instant asOf,
            @Nullable String problem) {
        /** Nothing to be had. */
        public static final Standing NONE = new Standing(false, false, null, null);
    }
}
