package lectern.lti.launch;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What is kept of one person. */
final class PrivacyStore {
    private static final int MAX_CLASSES = 200;

    private PrivacyStore() {}

    /**
     * A class that the person has a part in.
     *
     * @param attended how many of its sessions the person was in
     * @param recordings how many recordings of those are kept
     * @param keptUntil when the last of them is deleted; null without any
     */
    record KeptClass(
            String course,
            String title,
            int attended,
            int recordings,
            @Nullable Instant keptUntil) {}

    /** All of it; {@code entries} counts messages, hands and the like in the records of classes. */
    record Kept(List<KeptClass> classes, int entries) {}

    static Kept kept(Handle handle, long personId) {
        List<KeptClass> classes = handle.createQuery("""
                        with attended as (
                          select distinct session_id from event where person_id = :person and type = 'joined')
                        select c.title, coalesce(o.title, '') as course, count(a.session_id) as attended,
                          count(r.id) as recordings, max(r.keep_until) as keep_until
                        from membership m join class c on c.id = m.class_id
                          left join course o on o.id = c.course_id
                          left join session s on s.class_id = c.id
                          left join attended a on a.session_id = s.id
                          left join recording r on r.session_id = a.session_id
                        where m.person_id = :person
                        group by c.id order by max(s.started_at) desc nulls last limit :limit""")
                .bind("person", personId)
                .bind("limit", MAX_CLASSES)
                .map((row, ctx) -> {
                    long until = row.getLong("keep_until");
                    Instant keptUntil = row.wasNull() ? null : Instant.ofEpochMilli(until);
                    return new KeptClass(
                            row.getString("course"),
                            row.getString("title"),
                            row.getInt("attended"),
                            row.getInt("recordings"),
                            keptUntil);
                })
                .list();
        int entries = handle.createQuery("select count(*) from event where person_id = :person")
                .bind("person", personId)
                .mapTo(Integer.class)
                .one();
        return new Kept(classes, entries);
    }
}
