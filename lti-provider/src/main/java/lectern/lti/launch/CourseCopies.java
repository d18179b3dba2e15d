package lectern.lti.launch;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lectern.account.ShownText;
import lectern.groups.Groups;
import lectern.lti.grades.Grades;
import lectern.schedule.Schedules;
import lectern.settings.Settings;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Classes of copied courses. Each is a room of its own that begins with the settings, the grade rule and the coming times
 * of the class that it was copied from, and with none of its recordings, attendance and people. What a class was copied
 * from is said by the room that its link names, by the history of the link or of the course in a launch, or by a notice
 * about the course, which may come before or after the first launch. Only classes of the same deployment are copied.
 * Everything is part of the caller's transaction.
 */
public final class CourseCopies {
    /** Custom parameters of our registrations (LTI Core 1.3 appendix B). */
    static final String LINK_HISTORY = "link_history";

    static final String COURSE_HISTORY = "context_history";
    /** Generations of copies that are looked at. */
    public static final int MAX_ORIGINS = 20;

    private final Settings.Classes defaults;

    public CourseCopies(Settings.Classes defaults) {
        this.defaults = defaults;
    }

    /**
     * A notice or a launch says what a course was copied from, the nearest first. Classes that the course has already,
     * and that nobody used or changed yet, get the settings of those that they are copies of.
     *
     * @param origins the LMS's ids of courses of the same deployment
     */
    public void copied(Handle handle, long deploymentId, long courseId, List<String> origins, Instant now) {
        List<String> taken = origins.stream()
                .filter(id -> !id.isBlank() && id.length() <= Claims.MAX_ID)
                .limit(MAX_ORIGINS)
                .toList();
        if (!CopyStore.origin(handle, courseId, taken)) {
            return;
        }
        List<String> all = CopyStore.origins(handle, courseId, MAX_ORIGINS);
        for (CopyStore.Fresh one : CopyStore.fresh(handle, courseId, defaults)) {
            inCourses(handle, deploymentId, all, one.key(), one.title())
                    .filter(from -> from != one.id())
                    .ifPresent(from -> {
                        CopyStore.settle(handle, one.id(), from);
                        bring(handle, deploymentId, from, one.id(), now);
                    });
        }
    }

    /**
     * A course as a notice names it.
     *
     * @param title null when the LMS tells none
     */
    public record Course(
            String id, @Nullable String title, @Nullable String label) {}

    /** The same for a course that a notice is about, which need not have been launched yet. */
    public void announced(Handle handle, long deploymentId, Course course, List<String> origins, Instant now) {
        String title = Optional.ofNullable(course.title()).map(ShownText::of).orElse("");
        String label = Optional.ofNullable(course.label()).map(ShownText::of).orElse("");
        Arrival.CourseRow row = EnrolmentStore.course(
                handle, deploymentId, new LtiLaunch.Course(course.id(), title, label), title.isEmpty() ? label : title);
        copied(handle, deploymentId, row.id(), origins, now);
    }

    /** The same for a course that a launch names with its history. */
    void launched(Handle handle, long deploymentId, long courseId, LtiLaunch launch, Instant now) {
        List<String> origins = history(launch, COURSE_HISTORY);
        if (!origins.isEmpty()) {
            copied(handle, deploymentId, courseId, origins, now);
        }
    }

    /** Makes the class of this key with the settings of the class that it is a copy of, if there is such a one. */
    void begin(Handle handle, Enrolment.Placed placed, String key, LtiLaunch launch, Instant now) {
        if (CopyStore.exists(handle, placed.deploymentId(), key)) {
            return;
        }
        Optional<Long> from = key.startsWith(RoomKey.LINK)
                ? ofLink(handle, placed.deploymentId(), history(launch, LINK_HISTORY))
                : Optional.empty();
        Long course = placed.courseId();
        if (from.isEmpty() && course != null) {
            List<String> origins = CopyStore.origins(handle, course, MAX_ORIGINS);
            from = inCourses(handle, placed.deploymentId(), origins, key, placed.title());
        }
        from.ifPresent(id -> copy(handle, placed, id, key, now));
    }

    /** Makes the class of this key as a copy of another one. */
    void copy(Handle handle, Enrolment.Placed placed, long from, String key, Instant now) {
        if (CopyStore.exists(handle, placed.deploymentId(), key)) {
            return;
        }
        CopyStore.copy(handle, placed, from, key, now.toEpochMilli());
        CopyStore.find(handle, placed.deploymentId(), key)
                .ifPresent(id -> bring(handle, placed.deploymentId(), from, id, now));
    }

    /** What a class has beside its own row. */
    private static void bring(Handle handle, long deploymentId, long from, long to, Instant now) {
        String fromKey = CopyStore.key(handle, from);
        String toKey = CopyStore.key(handle, to);
        Schedules.copy(handle, deploymentId, fromKey, toKey, now);
        Groups.copyPlan(handle, deploymentId, fromKey, toKey);
        Grades.copyRule(handle, from, to);
    }

    private static Optional<Long> ofLink(Handle handle, long deploymentId, List<String> links) {
        return links.stream()
                .map(link -> CopyStore.find(handle, deploymentId, RoomKey.LINK + link))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The course's own room of the nearest origin, or its class of the same name where links tell no history. */
    private static Optional<Long> inCourses(
            Handle handle, long deploymentId, List<String> origins, String key, String title) {
        if (key.startsWith(RoomKey.COURSE)) {
            return origins.stream()
                    .map(origin -> CopyStore.find(handle, deploymentId, RoomKey.COURSE + origin))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        if (!key.startsWith(RoomKey.LINK)) {
            return Optional.empty();
        }
        return origins.stream()
                .map(origin -> CopyStore.titled(handle, deploymentId, origin, title))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static List<String> history(LtiLaunch launch, String parameter) {
        @Nullable String text = launch.claims().textWithin(Claim.CUSTOM, parameter);
        if (text == null) {
            return List.of();
        }
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(id -> !id.isEmpty() && id.length() <= Claims.MAX_ID && !Claims.unresolved(id))
                .limit(MAX_ORIGINS)
                .toList();
    }
}
