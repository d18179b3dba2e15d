package lectern.lti.deeplink;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Classes that open with one room for each group of the course: offered while something knows groups. */
public interface GroupRooms {
    /** Whether the course's groups are known by now; else the teacher is told that they are not. */
    boolean known(@Nullable Long courseId);

    /** The room of this key shall open with its course's groups; part of the caller's transaction. */
    void plan(Handle handle, long deploymentId, String roomKey);
}
