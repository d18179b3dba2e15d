package lectern.lti.roster;

import java.util.List;
import lectern.account.NewPerson;
import lectern.account.Role;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Who is on a list of an LMS is a person of ours. */
public final class ListedPeople {
    private ListedPeople() {}

    /**
     * Keeps the students of a whole list, few statements for many people: all other writing waits meanwhile. Their keys
     * are in {@code temp.listed (person_id)} until the next list. Part of the caller's transaction.
     */
    static void keepAll(Handle handle, long deploymentId, List<Member> members) {
        handle.execute(
                "create temp table if not exists named (sub text primary key, public_id text, name text, name_from text)");
        handle.execute("create temp table if not exists listed (person_id integer primary key)");
        handle.execute("delete from temp.named");
        handle.execute("delete from temp.listed");
        PreparedBatch rows = handle.prepareBatch(
                "insert or replace into temp.named (sub, public_id, name, name_from) values (:sub, :public, :name, :from)");
        for (Member member : members) {
            String fresh = NewPerson.publicId();
            rows.bind("sub", member.sub())
                    .bind("public", fresh)
                    .bind("name", member.name() == null ? NewPerson.standInName(Role.STUDENT, fresh) : member.name())
                    .bind("from", member.name() == null ? "nobody" : "lms")
                    .add();
        }
        rows.execute();
        handle.execute(
                "insert into person (public_id, deployment_id, sub, name, name_from) "
                        + "select public_id, ?, sub, name, name_from from temp.named where true "
                        + "on conflict (deployment_id, sub) do nothing",
                deploymentId);
        handle.execute(
                "update person set name = n.name, name_from = 'lms' from temp.named n where person.deployment_id = ? "
                        + "and person.sub = n.sub and n.name_from = 'lms' "
                        + "and (person.name <> n.name or person.name_from <> 'lms')",
                deploymentId);
        handle.execute(
                "insert into temp.listed (person_id) select p.id from temp.named n "
                        + "join person p on p.deployment_id = ? and p.sub = n.sub",
                deploymentId);
    }

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
