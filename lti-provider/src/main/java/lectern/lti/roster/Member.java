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
 */
record Member(String sub, @Nullable String name, List<String> roles, boolean active) {
    Member {
        roles = List.copyOf(roles);
    }

    /** A student who counts: no staff, mentor or preview user, and not suspended. */
    boolean student() {
        Part part = Roles.part(roles);
        return active && part.role() == Role.STUDENT && part.counted();
    }

    @Override
    public String toString() {
        return "Member[" + active + "]"; // no person in a log
    }
}
