package lectern.practice.campus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A course, or a place outside every course.
 *
 * @param id the word in this LMS's addresses
 * @param label the short code; for a course only
 * @param context whether launches carry a context claim; a link may live outside every course (LTI 1.3 core §5.4.1)
 */
public record Course(String id, String label, String title, String about, boolean context, List<Activity> activities) {

    private static final String MENU = "menu";

    public Course {
        activities = List.copyOf(activities);
    }

    /** What a tool knows the course by. */
    public String contextId() {
        return "course-" + id;
    }

    /** The tool in the course's menu: the link that it launches is the course itself, as in many LMSs. */
    public Activity menu() {
        return new Activity(MENU, contextId(), title, "All classes of this course.");
    }

    public Optional<Activity> activity(String activityId) {
        if (context && activityId.equals(MENU)) {
            return Optional.of(menu());
        }
        return activities.stream().filter(a -> a.id().equals(activityId)).findFirst();
    }

    public Optional<Activity> byResourceLink(String resourceLinkId) {
        return activities.stream()
                .filter(a -> a.resourceLinkId().equals(resourceLinkId))
                .findFirst();
    }

    Course with(Activity activity) {
        List<Activity> more = new ArrayList<>(activities);
        more.add(activity);
        return new Course(id, label, title, about, context, more);
    }
}
