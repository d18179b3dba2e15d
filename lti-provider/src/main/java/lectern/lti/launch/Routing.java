package lectern.lti.launch;

import java.util.Set;
import lectern.lti.roles.Roles;

/**
 * From a launch to its place. The placement is Canvas' claim, or the custom parameter {@code placement} that our own
 * registrations ask for; where neither is said, a link whose id is the course's comes from the course's menu.
 */
final class Routing {
    private static final Set<String> ADMIN = Set.of("account_navigation", "global_navigation", "system_administration");
    private static final Set<String> COURSE = Set.of("course_navigation", "coursenavigation");
    /** The button on a course's first page: straight to the course's own room. */
    private static final String COURSE_HOME = "course_home_sub_navigation";

    private Routing() {}

    static Place of(LtiLaunch launch) {
        return switch (launch.type()) {
            case RESOURCE_LINK -> link(launch);
            case CONTEXT -> administers(launch) ? Place.ADMIN : Place.COURSE;
            case DEEP_LINKING -> Place.DEEP_LINKING;
            case SUBMISSION_REVIEW -> Place.SUBMISSION_REVIEW;
            case DATA_PRIVACY -> Place.DATA_PRIVACY;
        };
    }

    private static Place link(LtiLaunch launch) {
        if (administers(launch)) {
            return Place.ADMIN;
        }
        if (launch.roomId() != null || COURSE_HOME.equals(launch.placement())) {
            return Place.LOBBY;
        }
        boolean menu = launch.placement() != null && COURSE.contains(launch.placement());
        return launch.course() != null && (menu || launch.ofTheCourse()) ? Place.COURSE : Place.LOBBY;
    }

    /** From a place for administrators, or by one who is nothing else: outside of courses and without a part in one. */
    private static boolean administers(LtiLaunch launch) {
        if (launch.placement() != null && ADMIN.contains(launch.placement())) {
            return true;
        }
        return launch.course() == null && Roles.administers(launch.roles()) && !Roles.inCourse(launch.roles());
    }
}
