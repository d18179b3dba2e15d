package lectern.lti.launch;

import java.util.Locale;
import java.util.Optional;
import lectern.lti.launch.Arrival.CourseRow;
import lectern.lti.launch.Arrival.Person;
import lectern.lti.roles.Part;
import lectern.settings.Settings;
import org.jdbi.v3.core.Handle;

/** The course, class, person and membership tables, as a launch writes them. */
final class EnrolmentStore {
    private EnrolmentStore() {}

    static CourseRow course(Handle handle, long deploymentId, LtiLaunch.Course course, String title) {
        return handle.createQuery("""
                        insert into course (deployment_id, context_id, title, label)
                        values (:deployment, :context, :title, :label)
                        on conflict (deployment_id, context_id) do update set title = :title, label = :label
                        returning id""")
                .bind("deployment", deploymentId)
                .bind("context", course.id())
                .bind("title", title)
                .bind("label", course.label())
                .map((row, ctx) -> new CourseRow(row.getLong("id"), title))
                .one();
    }

    /** The person's part in the course as a whole; the classes' memberships follow when they enter one. */
    static void courseMember(Handle handle, long courseId, long personId, Part part, long now) {
        handle.createUpdate("""
                        insert into course_member (course_id, person_id, role, counted, last_launch_at)
                        values (:course, :person, :role, :counted, :now)
                        on conflict (course_id, person_id)
                          do update set role = :role, counted = :counted, last_launch_at = :now""")
                .bind("course", courseId)
                .bind("person", personId)
                .bind("role", part.role().word())
                .bind("counted", part.counted() ? 1 : 0)
                .bind("now", now)
                .execute();
    }

    /** The key of the class that this is another key of. */
    static Optional<String> aliased(Handle handle, long deploymentId, String key) {
        return handle.createQuery("""
                        select c.room_key from room_alias a join class c on c.id = a.class_id
                        where a.deployment_id = :deployment and a.room_key = :key""")
                .bind("deployment", deploymentId)
                .bind("key", key)
                .mapTo(String.class)
                .findOne();
    }

    /** Whether the class with this key belongs to another course than this one. */
    static boolean inOtherCourse(Handle handle, Enrolment.Placed placed, String key) {
        return handle.createQuery("""
                        select exists (select 1 from class where deployment_id = :deployment and room_key = :key
                          and course_id is not :course)""")
                .bind("deployment", placed.deploymentId())
                .bind("key", key)
                .bind("course", placed.courseId())
                .mapTo(Boolean.class)
                .one();
    }

    static boolean hasClass(Handle handle, long courseId) {
        return handle.createQuery("select exists (select 1 from class where course_id = :course)")
                .bind("course", courseId)
                .mapTo(Boolean.class)
                .one();
    }

    static long clazz(Handle handle, Enrolment.Placed placed, String key, Settings.Classes defaults, long now) {
        return handle.createQuery("""
                        insert into class (deployment_id, room_key, course_id, title, record, retention_days,
                          video, redundant_audio, created_at)
                        values (:deployment, :key, :course, :title, :record, :days, :video, :red, :now)
                        on conflict (deployment_id, room_key) do update set title = :title
                        returning id""")
                .bind("deployment", placed.deploymentId())
                .bind("key", key)
                .bind("course", placed.courseId())
                .bind("title", placed.title())
                .bind("record", defaults.record() ? 1 : 0)
                .bind("days", defaults.retentionDays())
                .bind("video", defaults.video().name().toLowerCase(Locale.ROOT))
                .bind("red", defaults.redundantAudio() ? 1 : 0)
                .bind("now", now)
                .mapTo(Long.class)
                .one();
    }

    static Optional<String> publicId(Handle handle, long deploymentId, String sub) {
        return handle.createQuery("select public_id from person where deployment_id = :deployment and sub = :sub")
                .bind("deployment", deploymentId)
                .bind("sub", sub)
                .mapTo(String.class)
                .findOne();
    }

    /**
     * The person under the LMS's name for them.
     *
     * @param standIn whether the LMS tells no name; then a name that the person chose stays
     */
    static Person person(Handle handle, long deploymentId, String sub, String publicId, String name, boolean standIn) {
        return handle.createQuery("""
                        insert into person (public_id, deployment_id, sub, name, name_from)
                        values (:public, :deployment, :sub, :name, :from)
                        on conflict (deployment_id, sub) do update set
                          name = iif(:from = 'nobody' and name_from = 'self', name, :name),
                          name_from = iif(:from = 'nobody' and name_from = 'self', 'self', :from)
                        returning id, name""")
                .bind("public", publicId)
                .bind("deployment", deploymentId)
                .bind("sub", sub)
                .bind("name", name)
                .bind("from", standIn ? "nobody" : "lms")
                .map((row, ctx) -> new Person(row.getLong("id"), publicId, row.getString("name")))
                .one();
    }

    static void member(Handle handle, long classId, long personId, Part part, long now) {
        handle.createUpdate("""
                        insert into membership (class_id, person_id, role, counted, last_launch_at)
                        values (:class, :person, :role, :counted, :now)
                        on conflict (class_id, person_id)
                          do update set role = :role, counted = :counted, last_launch_at = :now""")
                .bind("class", classId)
                .bind("person", personId)
                .bind("role", part.role().word())
                .bind("counted", part.counted() ? 1 : 0)
                .bind("now", now)
                .execute();
    }
}
