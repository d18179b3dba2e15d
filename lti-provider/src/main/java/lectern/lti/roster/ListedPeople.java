package lectern.lti.roster;

import lectern.account.NewPerson;
import lectern.account.Role;
import org.jdbi.v3.core.Handle;

/** Who is on a list of an LMS is a person of ours. */
public final class ListedPeople {
    private ListedPeople() {}

    /** Our key of a student on a list, kept with the LMS's name if it tells one; part of the caller's transaction. */
    public static long keep(Handle handle, long deploymentId, Member member) {
        String fresh = NewPerson.publicId();
        String name = member.name() == null ? NewPerson.standInName(Role.STUDENT, fresh) : member.name();
        String conflict = member.name() == null ? "set sub = :sub" : "set name = :name, name_from = 'lms'";
        return handle.createQuery("insert into person (public_id, deployment_id, sub, name, name_from) "
                        + "values (:public, :deployment, :sub, :name, :from) on conflict (deployment_id, sub) do update "
                        + conflict + " returning id")
                .bind("public", fresh)
                .bind("deployment", deploymentId)
                .bind("sub", member.sub())
                .bind("name", name)
                .bind("from", member.name() == null ? "nobody" : "lms")
                .mapTo(Long.class)
                .one();
    }
}
