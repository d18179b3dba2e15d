package lectern.groups;

import java.time.Instant;
import java.util.List;

/**
 * Groups that divide a course in one way.
 *
 * @param groups in the order in which people expect them
 */
public record GroupSet(long id, String name, Source source, Instant asOf, List<Group> groups) {
    /** Most groups of a set, and sets of a course and source; what is more is left out. */
    public static final int MAX_GROUPS = 500;

    public static final int MAX_SETS = 30;

    public GroupSet {
        groups = List.copyOf(groups);
    }

    /**
     * One group.
     *
     * @param expected people of a teacher's list who have not been in the course yet
     */
    public record Group(long id, String name, List<Member> members, List<String> expected) {
        public Group {
            members = List.copyOf(members);
            expected = List.copyOf(expected);
        }
    }

    /** A student; the name is for staff. */
    public record Member(String person, String name) {
        @Override
        public String toString() {
            return "Member[" + person + "]"; // no name in a log
        }
    }

    /** How many students are in one of its groups. */
    public long known() {
        return groups.stream()
                .flatMap(group -> group.members().stream())
                .map(Member::person)
                .distinct()
                .count();
    }
}
