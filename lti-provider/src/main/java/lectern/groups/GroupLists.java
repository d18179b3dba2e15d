package lectern.groups;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import lectern.groups.Directory.Listed;
import lectern.store.Database;
import lectern.web.ApiError;
import org.jspecify.annotations.Nullable;

/** Groups that teachers give as lists: looked at first, kept when they say so. Thread-safe. */
final class GroupLists {
    static final int MAX_TEXT = 1_000_000;

    private final Database database;
    private final Directory directory;
    private final Clock clock;

    GroupLists(Database database, Directory directory, Clock clock) {
        this.database = database;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * What a list says of a course; keeps nothing.
     *
     * @param choices by line, whom a teacher meant by a name that several have
     * @throws ApiError with a sentence for the teacher
     */
    ListMatch.Result look(long courseId, String text, Map<Integer, String> choices) {
        if (text.length() > MAX_TEXT) {
            throw ApiError.tooLarge();
        }
        List<ListColumns.Entry> entries = ListColumns.read(CsvRows.of(text));
        return ListMatch.of(entries, students(courseId).values(), choices);
    }

    /** Those whom the LMS lists now, and those whom we know already. */
    private Map<Long, Listed> students(long courseId) {
        Map<Long, Listed> all = new LinkedHashMap<>();
        database.read(handle -> GroupStore.students(handle, courseId))
                .forEach(one -> all.put(one.id(), new Listed(one.id(), one.publicId(), one.name(), one.sub(), null)));
        directory.of(courseId).forEach(one -> all.put(one.personId(), one));
        return all;
    }

    /**
     * Keeps what a list says; lines that are ambiguous still are left out.
     *
     * @param name of the set
     * @param replaced the list that this one takes the place of, or null for one more
     * @return the set's key
     */
    long keep(long courseId, ListMatch.Result list, String name, @Nullable Long replaced) {
        List<Told.Group> groups = list.groups().stream()
                .map(group -> new Told.Group(
                        group.name(),
                        group.name(),
                        group.people().stream().map(Listed::personId).collect(Collectors.toSet()),
                        group.expected()))
                .toList();
        return database.write(handle -> {
            if (replaced == null && GroupStore.count(handle, courseId, Source.LIST) >= GroupSet.MAX_SETS) {
                throw ApiError.badRequest("A course has at most " + GroupSet.MAX_SETS + " lists. Delete one first.");
            }
            String id = replaced == null
                    ? UUID.randomUUID().toString()
                    : GroupStore.externalId(handle, courseId, Source.LIST, replaced)
                            .orElseThrow(() -> ApiError.notFound("This course has no such list any more."));
            return GroupStore.put(handle, courseId, Source.LIST, new Told(id, name, groups), clock.millis());
        });
    }
}
