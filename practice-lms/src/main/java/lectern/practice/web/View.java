package lectern.practice.web;

import io.javalin.http.Context;
import java.util.Optional;
import lectern.practice.campus.Activity;
import lectern.practice.campus.Campus;
import lectern.practice.campus.Course;
import lectern.practice.campus.Person;
import org.jspecify.annotations.Nullable;

/**
 * What an address of a course means.
 *
 * @param activity the open link, null when none is
 * @param window whether links open in a window of their own rather than on the course page
 * @param get whether the login initiation is a GET rather than a form; the Security Framework allows both
 */
record View(Person person, Course course, @Nullable Activity activity, boolean window, boolean get) {

    /** The parameters of an address, each null when it is not there. */
    record Words(
            @Nullable String user,
            @Nullable String course,
            @Nullable String link,
            @Nullable String in,
            @Nullable String via) {

        /** The words of a request whose course is known. */
        static Words of(Context ctx, @Nullable String course) {
            return new Words(
                    ctx.queryParam("user"),
                    course,
                    ctx.queryParam("link"),
                    ctx.queryParam("in"),
                    ctx.queryParam("via"));
        }
    }

    /** Empty when a person, course or link of the address does not exist, or the course is not open to the person. */
    static Optional<View> of(Campus campus, Words words) {
        Optional<Person> person = campus.person(words.user());
        Optional<Course> course =
                campus.course(words.course()).filter(c -> person.isPresent() && campus.mayOpen(person.get(), c));
        if (person.isEmpty() || course.isEmpty()) {
            return Optional.empty();
        }
        boolean window = "window".equals(words.in());
        boolean get = "get".equals(words.via());
        String link = words.link();
        if (link == null) {
            return Optional.of(new View(person.get(), course.get(), null, window, get));
        }
        return course.get().activity(link).map(activity -> new View(person.get(), course.get(), activity, window, get));
    }

    /** Address of the course page; safe inside an attribute. */
    String coursePage(@Nullable Activity open, boolean inWindow) {
        return "/course/" + Html.query(course.id()) + "?user=" + Html.query(person.id())
                + (open == null ? "" : "&amp;link=" + Html.query(open.id()))
                + (inWindow ? "&amp;in=window" : "")
                + (get ? "&amp;via=get" : "");
    }

    /** Address that starts the launch of an activity; safe inside an attribute. */
    String launch(Activity which, boolean inFrame) {
        return "/launch?course=" + Html.query(course.id()) + "&amp;link=" + Html.query(which.id()) + "&amp;user="
                + Html.query(person.id())
                + (inFrame ? "&amp;target=iframe" : "")
                + (get ? "&amp;via=get" : "");
    }
}
