package lectern.groups;

import java.util.List;
import java.util.Set;
import lectern.account.NameKey;

/**
 * A set as a source tells it, whole: what it leaves out is so no more.
 *
 * @param externalId the source's id, or empty for groups outside of every set
 */
public record Told(String externalId, String name, List<Group> groups) {
    public Told {
        groups = List.copyOf(groups);
    }

    /**
     * One group of the set.
     *
     * @param people our keys of its members
     * @param expected members without a key yet
     */
    public record Group(String externalId, String name, Set<Long> people, List<Expected> expected) {
        public Group {
            people = Set.copyOf(people);
            expected = List.copyOf(expected);
        }
    }

    /**
     * Somebody whom nobody knows yet.
     *
     * @param nameKey {@link NameKey#of}, or empty
     * @param sub the LMS's id, or empty
     * @param shown as the list has it
     */
    public record Expected(String nameKey, String sub, String shown) {
        @Override
        public String toString() {
            return "Expected"; // no person in a log
        }
    }
}
