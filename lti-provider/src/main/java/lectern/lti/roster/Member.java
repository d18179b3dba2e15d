package lectern.lti.roster;

import java.util.List;
import lectern.account.Role;
import lectern.lti.roles.Part;
import lectern.lti.roles.Roles;
import org.jspecify.annotations.Nullable;

/**
 * Somebody on a membership list (NRPS 2.0 §2.2). Only the id and the roles are sure to be there.
 *
 * @param name null when the LMS keeps it to itself
 * @param told what else the list says
 */
public record Member(String sub, @Nullable String name, List<String> roles, boolean active, Told told) {
    public Member {
        roles = List.copyOf(roles);
    }

    /**
     * What is asked for now and then, and not kept.
     *
     * @param email null when the LMS keeps it to itself
     * @param groups the LMS's ids; null when it says nothing of groups
     */
    public record Told(@Nullable String email, @Nullable List<String> groups) {
        public Told {
            groups = groups == null ? null : List.copyOf(groups);
        }

        @Override
        public String toString() {
            return "Told"; // no address in a log
        }
    }

    /** A student who counts: no staff, mentor or preview user, and not suspended. */
    public boolean student() {
        Part part = Roles.part(roles);
        return active && part.role() == Role.STUDENT && part.counted();
    }

    @Override
    public String toString() {
        return "Member[" + active + "]"; // no person in a log
    }
}
