package lectern.attendance;

import java.util.Set;
import lectern.store.Database;

/** Who need not have been in a session. */
final class ExcuseStore {
    private final Database database;

    ExcuseStore(Database database) {
        this.database = database;
    }

    /** Public ids. */
    Set<String> excused(String session) {
        return database.read(handle -> Set.copyOf(handle.createQuery("""
                        select p.public_id from excuse e join person p on p.id = e.person_id
                        where e.session_id = :session""")
                .bind("session", session)
                .mapTo(String.class)
                .list()));
    }

    /**
     * Excuses a person of the session's tenant, or takes that back.
     *
     * @return whether there is such a person
     */
    boolean set(String session, String person, boolean excused) {
        String change = excused
                ? "insert into excuse (session_id, person_id) values (:session, :person) "
                        + "on conflict (session_id, person_id) do nothing"
                : "delete from excuse where session_id = :session and person_id = :person";
        return database.write(handle -> {
            Long id = handle.createQuery("""
                            select p.id from person p join class c on c.deployment_id = p.deployment_id
                              join session s on s.class_id = c.id
                            where s.id = :session and p.public_id = :person""")
                    .bind("session", session)
                    .bind("person", person)
                    .mapTo(Long.class)
                    .findOne()
                    .orElse(null);
            if (id == null) {
                return false;
            }
            handle.createUpdate(change)
                    .bind("session", session)
                    .bind("person", id)
                    .execute();
            return true;
        });
    }
}
