package lectern.groups;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Groups in the words of docs/protocol.md. */
final class GroupViews {
    private GroupViews() {}

    record SourceView(
            String source,
            boolean asks,
            @Nullable Instant asOf,
            @Nullable String problem) {}

    record PersonView(String person, String name) {}

    /** @param expected people of a list who have not been in the course yet */
    record GroupView(long id, String name, List<PersonView> people, List<String> expected) {}

    record SetView(long id, String name, String source, Instant asOf, long known, List<GroupView> groups) {}

    /** All that a teacher sees of a course's groups. */
    record CourseView(int students, List<SourceView> sources, List<SetView> sets) {}

    /** A group in class, by ids: the names are those of the class. */
    record RoomView(long id, String name, List<String> people) {}

    record RoomsView(long id, String name, String source, Instant asOf, long known, List<RoomView> groups) {}

    /** What the set-up of breakout rooms needs. */
    record ClassView(
            boolean planned, int students, @Nullable String problem, List<RoomsView> sets) {}

    static CourseView course(Groups groups, long courseId) {
        List<SourceView> sources = groups.sources().stream()
                .map(source -> view(source.kind(), source.of(courseId)))
                .filter(view -> view != null)
                .toList();
        return new CourseView(
                groups.students(courseId),
                sources,
                groups.of(courseId).stream().map(GroupViews::set).toList());
    }

    private static @Nullable SourceView view(Source kind, GroupSource.Standing standing) {
        return standing.offered()
                ? new SourceView(kind.word(), standing.asks(), standing.asOf(), standing.problem())
                : null;
    }

    private static SetView set(GroupSet set) {
        List<GroupView> groups = set.groups().stream()
                .map(group -> new GroupView(
                        group.id(),
                        group.name(),
                        group.members().stream()
                                .map(one -> new PersonView(one.person(), one.name()))
                                .toList(),
                        group.expected()))
                .toList();
        return new SetView(set.id(), set.name(), set.source().word(), set.asOf(), set.known(), groups);
    }

    static ClassView clazz(Groups groups, long courseId, long classId) {
        String problem = groups.sources().stream()
                .map(source -> source.of(courseId).problem())
                .filter(one -> one != null)
                .findFirst()
                .orElse(null);
        return new ClassView(
                groups.planned(classId),
                groups.students(courseId),
                problem,
                groups.of(courseId).stream().map(GroupViews::rooms).toList());
    }

    private static RoomsView rooms(GroupSet set) {
        List<RoomView> groups = set.groups().stream()
                .map(group -> new RoomView(
                        group.id(),
                        group.name(),
                        group.members().stream().map(GroupSet.Member::person).toList()))
                .toList();
        return new RoomsView(set.id(), set.name(), set.source().word(), set.asOf(), set.known(), groups);
    }
}
