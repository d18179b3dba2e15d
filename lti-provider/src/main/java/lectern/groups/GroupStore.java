package lectern.groups;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lectern.groups.GroupSet.Group;
import lectern.groups.GroupSet.Member;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The group_set, course_group, group_member and group_expected tables. Every row is found by its course. */
final class GroupStore {
    /** Nobody who teaches, watches or tries out in the course is one of its students, whatever a source says. */
    private static final String STUDENT = """
            not exists (select 1 from course_member s where s.person_id = p.id and s.course_id = :course
              and (s.role <> 'student' or s.counted = 0))""";

    private GroupStore() {}

    static Optional<Long> courseOf(Handle handle, long classId) {
        return handle.createQuery("select course_id from class where id = :class and course_id is not null")
                .bind("class", classId)
                .mapTo(Long.class)
                .findOne();
    }

    /** The sets of a course: those of the LMS first, the newest list of a teacher before older ones. */
    static List<GroupSet> sets(Handle handle, long courseId) {
        Map<Long, List<Member>> members = members(handle, courseId);
        Map<Long, List<String>> expected = expected(handle, courseId);
        Map<Long, List<Group>> groups = new LinkedHashMap<>();
        handle.createQuery("""
                        select g.set_id, g.id, g.name from course_group g join group_set s on s.id = g.set_id
                        where s.course_id = :course order by g.set_id, g.position, g.id""")
                .bind("course", courseId)
                .map((row, ctx) -> groups.computeIfAbsent(row.getLong("set_id"), set -> new ArrayList<>())
                        .add(group(row, members, expected)))
                .list();
        return handle.createQuery("""
                        select id, name, source, as_of from group_set where course_id = :course
                        order by case source when 'service' then 0 when 'launch' then 1 else 2 end,
                          case source when 'list' then -as_of else 0 end, name, id""")
                .bind("course", courseId)
                .map((row, ctx) -> new GroupSet(
                        row.getLong("id"),
                        row.getString("name"),
                        Source.of(row.getString("source")),
                        Instant.ofEpochMilli(row.getLong("as_of")),
                        groups.getOrDefault(row.getLong("id"), List.of())))
                .list();
    }

    private static Group group(ResultSet row, Map<Long, List<Member>> members, Map<Long, List<String>> expected)
            throws SQLException {
        long id = row.getLong("id");
        return new Group(
                id, row.getString("name"), members.getOrDefault(id, List.of()), expected.getOrDefault(id, List.of()));
    }

    private static Map<Long, List<Member>> members(Handle handle, long courseId) {
        Map<Long, List<Member>> members = new LinkedHashMap<>();
        handle.createQuery("""
                        select m.group_id, p.public_id, p.name
                        from group_set s join course_group g on g.set_id = s.id
                          join group_member m on m.group_id = g.id join person p on p.id = m.person_id
                        where s.course_id = :course and\s""" + STUDENT + " order by p.name, p.public_id")
                .bind("course", courseId)
                .map((row, ctx) -> members.computeIfAbsent(row.getLong("group_id"), group -> new ArrayList<>())
                        .add(new Member(row.getString("public_id"), row.getString("name"))))
                .list();
        return members;
    }

    private static Map<Long, List<String>> expected(Handle handle, long courseId) {
        Map<Long, List<String>> expected = new LinkedHashMap<>();
        handle.createQuery("""
                        select e.group_id, e.shown from group_set s join course_group g on g.set_id = s.id
                          join group_expected e on e.group_id = g.id
                        where s.course_id = :course order by e.shown""")
                .bind("course", courseId)
                .map((row, ctx) -> expected.computeIfAbsent(row.getLong("group_id"), group -> new ArrayList<>())
                        .add(row.getString("shown")))
                .list();
        return expected;
    }

    /** A student of a course, with what a teacher's list may call them. */
    record Student(long id, String publicId, String name, String sub) {
        @Override
        public String toString() {
            return "Student[" + publicId + "]"; // no name in a log
        }
    }

    /**
     * The students of a course: whom the LMS's newest lists name and who has come since, or all who ever came where it
     * names nobody; and everybody who is in a group.
     */
    static List<Student> students(Handle handle, long courseId) {
        return handle.createQuery("""
                        select p.id, p.public_id, p.name, p.sub from person p where p.id in (
                          select m.person_id from roster r join roster_member m on m.roster_id = r.id
                            where r.course_id = :course
                          union select c.person_id from course_member c
                            where c.course_id = :course and c.role = 'student' and c.counted = 1
                              and c.last_launch_at >= coalesce(
                                (select min(r.as_of) from roster r where r.course_id = :course), 0)
                          union select m.person_id from group_set s join course_group g on g.set_id = s.id
                            join group_member m on m.group_id = g.id where s.course_id = :course)
                        and\s""" + STUDENT + " order by p.name, p.public_id")
                .bind("course", courseId)
                .map((row, ctx) -> new Student(
                        row.getLong("id"), row.getString("public_id"), row.getString("name"), row.getString("sub")))
                .list();
    }

    /** The groups of a class's course that somebody is in. */
    static Set<Long> groupsOf(Handle handle, long classId, long personId) {
        return Set.copyOf(handle.createQuery("""
                        select m.group_id from class c join group_set s on s.course_id = c.course_id
                          join course_group g on g.set_id = s.id join group_member m on m.group_id = g.id
                        where c.id = :class and m.person_id = :person""")
                .bind("class", classId)
                .bind("person", personId)
                .mapTo(Long.class)
                .list());
    }

    /** Makes the source's sets of a course what they are told to be. */
    static void replace(Handle handle, long courseId, Source source, List<Told> told, long now) {
        Set<Long> kept = new HashSet<>();
        for (Told set : told) {
            kept.add(put(handle, courseId, source, set, now));
        }
        for (long id : ids(handle, "select id from group_set where course_id = ? and source = ?", courseId, source)) {
            if (!kept.contains(id)) {
                handle.execute("delete from group_set where id = ?", id);
            }
        }
    }

    private static List<Long> ids(Handle handle, String query, long courseId, Source source) {
        return handle.select(query, courseId, source.word()).mapTo(Long.class).list();
    }

    /** Makes one set what it is told to be, and gives its key. */
    static long put(Handle handle, long courseId, Source source, Told told, long now) {
        long set = set(handle, courseId, source, told, now);
        Set<Long> kept = new HashSet<>();
        int position = 0;
        for (Told.Group group : told.groups()) {
            long id = group(handle, set, group, position++);
            kept.add(id);
            handle.execute("delete from group_member where group_id = ?", id);
            handle.execute("delete from group_expected where group_id = ?", id);
            group.people().forEach(person -> member(handle, id, person));
            group.expected()
                    .forEach(one -> handle.execute(
                            "insert or ignore into group_expected (group_id, name_key, sub, shown) values (?, ?, ?, ?)",
                            id,
                            one.nameKey(),
                            one.sub(),
                            one.shown()));
        }
        handle.select("select id from course_group where set_id = ?", set)
                .mapTo(Long.class)
                .forEach(id -> {
                    if (!kept.contains(id)) {
                        handle.execute("delete from course_group where id = ?", id);
                    }
                });
        return set;
    }

    private static long set(Handle handle, long courseId, Source source, Told told, long now) {
        return handle.createQuery("""
                        insert into group_set (course_id, source, external_id, name, as_of)
                        values (:course, :source, :external, :name, :now)
                        on conflict (course_id, source, external_id) do update set name = :name, as_of = :now
                        returning id""")
                .bind("course", courseId)
                .bind("source", source.word())
                .bind("external", told.externalId())
                .bind("name", told.name())
                .bind("now", now)
                .mapTo(Long.class)
                .one();
    }

    private static long group(Handle handle, long set, Told.Group group, int position) {
        return handle.createQuery("""
                        insert into course_group (set_id, external_id, name, position)
                        values (:set, :external, :name, :position)
                        on conflict (set_id, external_id) do update set name = :name, position = :position
                        returning id""")
                .bind("set", set)
                .bind("external", group.externalId())
                .bind("name", group.name())
                .bind("position", position)
                .mapTo(Long.class)
                .one();
    }

    static void member(Handle handle, long groupId, long personId) {
        handle.execute("insert or ignore into group_member (group_id, person_id) values (?, ?)", groupId, personId);
    }

    /** How many sets of this source a course has. */
    static int count(Handle handle, long courseId, Source source) {
        return ids(handle, "select id from group_set where course_id = ? and source = ?", courseId, source)
                .size();
    }

    /** The source's id of a set; empty when the course has no such set of that source. */
    static Optional<String> externalId(Handle handle, long courseId, Source source, long setId) {
        return handle.createQuery("""
                        select external_id from group_set
                        where id = :id and course_id = :course and source = :source""")
                .bind("id", setId)
                .bind("course", courseId)
                .bind("source", source.word())
                .mapTo(String.class)
                .findOne();
    }

    /** Takes a set away; false when the course has no such set of that source. */
    static boolean delete(Handle handle, long courseId, Source source, long setId) {
        return handle.execute(
                        "delete from group_set where id = ? and course_id = ? and source = ?",
                        setId,
                        courseId,
                        source.word())
                > 0;
    }

    /** Names a group anew; false when the course has no such group that the LMS does not name itself. */
    static boolean rename(Handle handle, long courseId, long groupId, String name) {
        return handle.execute(
                        "update course_group set name = ? where id = ? and set_id in "
                                + "(select id from group_set where course_id = ? and source <> 'service')",
                        name,
                        groupId,
                        courseId)
                > 0;
    }

    /** How the LMS's groups service stands. */
    record Service(@Nullable Instant asOf, @Nullable String problem) {}

    static Optional<Service> service(Handle handle, long courseId) {
        return handle.createQuery("select as_of, problem from group_service where course_id = :course")
                .bind("course", courseId)
                .map((row, ctx) -> {
                    long asOf = row.getLong("as_of");
                    return new Service(row.wasNull() ? null : Instant.ofEpochMilli(asOf), row.getString("problem"));
                })
                .findOne();
    }

    /** @param asOf null to leave it as it was */
    static void service(Handle handle, long courseId, @Nullable Long asOf, @Nullable String problem) {
        handle.createUpdate("""
                        insert into group_service (course_id, as_of, problem) values (:course, :now, :problem)
                        on conflict (course_id) do update set as_of = coalesce(:now, as_of), problem = :problem""")
                .bind("course", courseId)
                .bind("now", asOf)
                .bind("problem", problem)
                .execute();
    }

    static void plan(Handle handle, long deploymentId, String roomKey) {
        handle.execute(
                "insert or ignore into group_plan (deployment_id, room_key) values (?, ?)", deploymentId, roomKey);
    }

    static void copyPlan(Handle handle, long deploymentId, String roomKey, String copyKey) {
        handle.createUpdate("""
                        insert or ignore into group_plan (deployment_id, room_key)
                        select deployment_id, :copy from group_plan
                        where deployment_id = :deployment and room_key = :key""")
                .bind("copy", copyKey)
                .bind("deployment", deploymentId)
                .bind("key", roomKey)
                .execute();
    }

    /** Whether a class is planned so: by its key, by another key of it, or as the room that it is a copy of. */
    static boolean planned(Handle handle, long classId) {
        return handle.createQuery("""
                        select exists (select 1 from class c join group_plan p on p.deployment_id = c.deployment_id
                          where c.id = :class and (p.room_key = c.room_key
                            or p.room_key || '@' || c.course_id = c.room_key
                            or p.room_key in (select a.room_key from room_alias a where a.class_id = c.id)))""")
                .bind("class", classId)
                .mapTo(Boolean.class)
                .one();
    }
}
