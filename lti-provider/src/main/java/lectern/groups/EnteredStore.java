package lectern.groups;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lectern.account.NameKey;
import org.jdbi.v3.core.Handle;

/** The set of a course that grows with each launch, and the people of lists who come. */
final class EnteredStore {
    private static final String NAME = "Groups of the course";
    private static final int LETTERS = 26;

    private EnteredStore() {}

    /** Puts somebody into these groups and out of all others of the set. */
    static void keep(Handle handle, long courseId, long personId, List<String> ids, long now) {
        Optional<Long> found = set(handle, courseId);
        if (found.isEmpty() && ids.isEmpty()) {
            return;
        }
        long set = found.orElseGet(
                () -> GroupStore.put(handle, courseId, Source.LAUNCH, new Told("", NAME, List.of()), now));
        handle.execute("update group_set set as_of = ? where id = ?", now, set);
        handle.execute(
                "delete from group_member where person_id = ? and group_id in "
                        + "(select id from course_group where set_id = ?)",
                personId,
                set);
        for (String id : ids) {
            group(handle, set, id).ifPresent(group -> GroupStore.member(handle, group, personId));
        }
    }

    /** When somebody with groups last entered; empty for never. */
    static Optional<Instant> asOf(Handle handle, long courseId) {
        return handle.createQuery("select as_of from group_set where course_id = :course and source = 'launch'")
                .bind("course", courseId)
                .map((row, ctx) -> Instant.ofEpochMilli(row.getLong("as_of")))
                .findOne();
    }

    private static Optional<Long> set(Handle handle, long courseId) {
        return handle.createQuery("select id from group_set where course_id = :course and source = 'launch'")
                .bind("course", courseId)
                .mapTo(Long.class)
                .findOne();
    }

    /** The group of this id, made now if it is new; empty when there are too many already. */
    private static Optional<Long> group(Handle handle, long set, String id) {
        Optional<Long> known = handle.createQuery(
                        "select id from course_group where set_id = :set and external_id = :id")
                .bind("set", set)
                .bind("id", id)
                .mapTo(Long.class)
                .findOne();
        if (known.isPresent()) {
            return known;
        }
        int position = handle.createQuery("select count(*) from course_group where set_id = :set")
                .bind("set", set)
                .mapTo(Integer.class)
                .one();
        if (position >= GroupSet.MAX_GROUPS) {
            return Optional.empty();
        }
        return Optional.of(handle.createQuery("""
                        insert into course_group (set_id, external_id, name, position)
                        values (:set, :id, :name, :position) returning id""")
                .bind("set", set)
                .bind("id", id)
                .bind("name", "Group " + letters(position))
                .bind("position", position)
                .mapTo(Long.class)
                .one());
    }

    /** A, B … Z, AA, AB …: the LMS tells no names here. */
    static String letters(int position) {
        StringBuilder letters = new StringBuilder();
        for (int n = position; n >= 0; n = n / LETTERS - 1) {
            letters.insert(0, (char) ('A' + n % LETTERS));
        }
        return letters.toString();
    }

    /**
     * Puts somebody into the groups in which a teacher's list expects them: by the LMS's id, or by a name that is on the
     * list once.
     */
    static void meet(Handle handle, long courseId, Newcomer who) {
        for (Found found : expecting(handle, courseId, who)) {
            GroupStore.member(handle, found.group(), who.personId());
            handle.execute(
                    "delete from group_expected where group_id = ? and name_key = ? and sub = ?",
                    found.group(),
                    found.nameKey(),
                    found.sub());
        }
    }

    /** @param nameKey {@link NameKey#of} */
    record Newcomer(long personId, String sub, String nameKey) {
        @Override
        public String toString() {
            return "Newcomer[" + personId + "]"; // no name in a log
        }
    }

    private record Found(long group, String nameKey, String sub) {}

    private static List<Found> expecting(Handle handle, long courseId, Newcomer who) {
        return handle.createQuery("""
                        select e.group_id, e.name_key, e.sub from group_set s join course_group g on g.set_id = s.id
                          join group_expected e on e.group_id = g.id
                        where s.course_id = :course and ((e.sub <> '' and e.sub = :sub)
                          or (e.name_key <> '' and e.name_key = :name and 1 = (
                            select count(*) from course_group o join group_expected x on x.group_id = o.id
                            where o.set_id = s.id and x.name_key = e.name_key)))""")
                .bind("course", courseId)
                .bind("sub", who.sub())
                .bind("name", who.nameKey())
                .map((row, ctx) -> new Found(row.getLong("group_id"), row.getString("name_key"), row.getString("sub")))
                .list();
    }
}
