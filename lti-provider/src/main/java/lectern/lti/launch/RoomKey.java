package lectern.lti.launch;

import org.jspecify.annotations.Nullable;

/**
 * What makes two launches meet in one class: the room that the link names itself, else the link, else, for a launch
 * from the course's menu (whose link is the course), the course.
 */
public final class RoomKey {
    static final String LINK = "link:";
    static final String COURSE = "course:";
    private static final String ROOM = "room:";

    private RoomKey() {}

    /** The key of the room that a link names itself. */
    public static String named(String roomId) {
        return ROOM + roomId;
    }

    /** What a link says to come into the room of this key; null when no link can name it. */
    public static @Nullable String id(String key) {
        return key.startsWith(ROOM) ? key.substring(ROOM.length()) : null;
    }

    static String of(LtiLaunch launch) {
        if (launch.roomId() != null) {
            return named(launch.roomId());
        }
        LtiLaunch.Course course = launch.course();
        if (course != null && launch.ofTheCourse()) {
            return ofCourse(course);
        }
        LtiLaunch.Link link = launch.link();
        if (link == null) {
            throw new IllegalArgumentException("a launch without link and course leads to no class");
        }
        return LINK + link.id();
    }

    /** The key of the room that a course has without any link. */
    static String ofCourse(LtiLaunch.Course course) {
        return COURSE + course.id();
    }

    /** The key of a room's copy in another course; 0 stands for no course. */
    static String copyFor(String key, @Nullable Long courseId) {
        return key + "@" + (courseId == null ? 0 : courseId);
    }
}
