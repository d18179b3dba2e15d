package lectern.lti.launch;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lectern.settings.Settings;
import org.jdbi.v3.core.Handle;

/** Classes that begin with the settings of others, and the course_origin table. */
final class CopyStore {
    /** What staff set for a class, and the defaults' names for it. */
    private static final String UNTOUCHED = """
            record = :record and retention_days = :days and video = :video and redundant_audio = :red
              and release_by_default = 0 and peek = 0""";

    private CopyStore() {}

    static boolean exists(Handle handle, long deploymentId, String key) {
        return handle.createQuery(
                        "select exists (select 1 from class where deployment_id = :deployment and room_key = :key)")
                .bind("deployment", deploymentId)
                .bind("key", key)
                .mapTo(Boolean.class)
                .one();
    }

    /** The class of this key, or with this key beside its own. */
    static Optional<Long> find(Handle handle, long deploymentId, String key) {
        return handle.createQuery("""
                        select id from class where deployment_id = :deployment and room_key = :key
                        union all
                        select a.class_id from room_alias a where a.deployment_id = :deployment and a.room_key = :key
                        limit 1""")
                .bind("deployment", deploymentId)
                .bind("key", key)
                .mapTo(Long.class)
                .findOne();
    }

    /** The one class of that course that a link made and that is called so; empty when there are none or several. */
    static Optional<Long> titled(Handle handle, long deploymentId, String contextId, String title) {
        List<Long> found = handle.createQuery("""
                        select c.id from class c join course o on o.id = c.course_id
                        where o.deployment_id = :deployment and o.context_id = :context and c.title = :title
                          and c.room_key like 'link:%' limit 2""")
                .bind("deployment", deploymentId)
                .bind("context", contextId)
                .bind("title", title)
                .mapTo(Long.class)
                .list();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** Makes a class with the settings of another one, unless there is one with this key. */
    static void copy(Handle handle, Enrolment.Placed placed, long from, String key, long now) {
        handle.createUpdate("""
                        insert into class (deployment_id, room_key, course_id, title, record, release_by_default,
                          video, redundant_audio, peek, retention_days, created_at, copied_from)
                        select deployment_id, :key, :course, :title, record, release_by_default,
                          video, redundant_audio, peek, retention_days, :now, id
                        from class where id = :from
                        on conflict (deployment_id, room_key) do nothing""")
                .bind("key", key)
                .bind("course", placed.courseId())
                .bind("title", placed.title())
                .bind("now", now)
                .bind("from", from)
                .execute();
    }

    /** A class of a course that began with nobody's settings and in which nothing happened yet. */
    record Fresh(long id, String key, String title) {}

    static List<Fresh> fresh(Handle handle, long courseId, Settings.Classes defaults) {
        return handle.createQuery("""
                        select id, room_key, title from class c
                        where course_id = :course and copied_from is null
                          and not exists (select 1 from session s where s.class_id = c.id)
                          and\s""" + UNTOUCHED)
                .bind("course", courseId)
                .bind("record", defaults.record() ? 1 : 0)
                .bind("days", defaults.retentionDays())
                .bind("video", defaults.video().name().toLowerCase(Locale.ROOT))
                .bind("red", defaults.redundantAudio() ? 1 : 0)
                .map((row, ctx) -> new Fresh(row.getLong("id"), row.getString("room_key"), row.getString("title")))
                .list();
    }

    /** Gives a class the settings of another one. */
    static void settle(Handle handle, long id, long from) {
        handle.createUpdate("""
                        update class set (record, release_by_default, video, redundant_audio, peek, retention_days)
                          = (select record, release_by_default, video, redundant_audio, peek, retention_days
                             from class where id = :from),
                          copied_from = :from
                        where id = :id""").bind("id", id).bind("from", from).execute();
    }

    static String key(Handle handle, long id) {
        return handle.createQuery("select room_key from class where id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .one();
    }

    /** Keeps where a course comes from; false when all of it was known. */
    static boolean origin(Handle handle, long courseId, List<String> origins) {
        int added = 0;
        for (int i = 0; i < origins.size(); i++) {
            added += handle.createUpdate("""
                            insert into course_origin (course_id, context_id, position)
                            select :course, :context, :position
                            where not exists (select 1 from course where id = :course and context_id = :context)
                            on conflict do nothing""")
                    .bind("course", courseId)
                    .bind("context", origins.get(i))
                    .bind("position", i)
                    .execute();
        }
        return added > 0;
    }

    static List<String> origins(Handle handle, long courseId, int limit) {
        return handle.createQuery(
                        "select context_id from course_origin where course_id = :course order by position limit :limit")
                .bind("course", courseId)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }
}
