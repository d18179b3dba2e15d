package lectern.groups;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import lectern.store.Database;
import lectern.web.ApiError;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What is known of the groups of courses, whoever told it. Thread-safe. */
public final class Groups {
    static final int MAX_NAME = 100;

    private final Database database;
    private final List<GroupSource> sources;

    public Groups(Database database, List<GroupSource> sources) {
        this.database = database;
        this.sources = List.copyOf(sources);
    }

    public List<GroupSource> sources() {
        return sources;
    }

    /** Asks every source that has somebody to ask. */
    public void refresh(long courseId, GroupSource.Wish wish) {
        sources.forEach(source -> source.refresh(courseId, wish));
    }

    public List<GroupSet> of(long courseId) {
        return database.read(handle -> GroupStore.sets(handle, courseId));
    }

    /** How many students the course has, as far as anybody has told. */
    public int students(long courseId) {
        return database.read(handle -> GroupStore.students(handle, courseId)).size();
    }

    public Optional<Long> courseOf(long classId) {
        return database.read(handle -> GroupStore.courseOf(handle, classId));
    }

    /** The groups of a class's course that somebody is in; of other courses none. */
    public Set<Long> of(long classId, long personId) {
        return database.read(handle -> GroupStore.groupsOf(handle, classId, personId));
    }

    /** Whether there is any group in the course. */
    public boolean known(long courseId) {
        return of(courseId).stream().anyMatch(set -> !set.groups().isEmpty());
    }

    /** Rooms for the course's groups are wanted in the room of this key; part of the caller's transaction. */
    public static void plan(Handle handle, long deploymentId, String roomKey) {
        GroupStore.plan(handle, deploymentId, roomKey);
    }

    /** Rooms for groups are wanted in a copy where they are in the first room; part of the caller's transaction. */
    public static void copyPlan(Handle handle, long deploymentId, String roomKey, String copyKey) {
        GroupStore.copyPlan(handle, deploymentId, roomKey, copyKey);
    }

    /** Whether a teacher planned rooms for groups in this class. */
    public boolean planned(long classId) {
        return database.read(handle -> GroupStore.planned(handle, classId));
    }

    /** Names a group of a list, or one that the LMS gives no name. */
    void rename(long courseId, long groupId, @Nullable String name) {
        String shown = name(name);
        database.change(handle -> {
            if (!GroupStore.rename(handle, courseId, groupId, shown)) {
                throw ApiError.notFound("This course has no such group that could be named here.");
            }
        });
    }

    /** A name of a set or group as a teacher wrote it. */
    static String name(@Nullable String name) {
        String shown =
                name == null ? "" : name.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (shown.isEmpty()) {
            throw ApiError.badRequest("Give it a name.");
        }
        if (shown.length() > MAX_NAME) {
            throw ApiError.badRequest("The name is longer than " + MAX_NAME + " characters.");
        }
        return shown;
    }

    /** Takes away a list that a teacher gave. */
    void delete(long courseId, long setId) {
        database.change(handle -> {
            if (!GroupStore.delete(handle, courseId, Source.LIST, setId)) {
                throw ApiError.notFound("This course has no such list any more.");
            }
        });
    }
}
