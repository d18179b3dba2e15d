package lectern.practice.web;

import java.util.Locale;
import java.util.stream.Collectors;
import lectern.practice.campus.Campus;
import lectern.practice.campus.Course;
import lectern.practice.campus.Person;

/** One person's courses. */
final class PersonPage {

    private PersonPage() {}

    static String html(Campus campus, Person person, boolean privacy) {
        String cards = campus.courses(person).stream().map(c -> card(c, person)).collect(Collectors.joining());
        String body = """
                <p class="crumbs"><a href="/">People</a></p>
                <h1>Your courses</h1>
                <p class="lead">You are %s (%s).</p>
                <ul class="cards wide">%s</ul>
                %s
                """.formatted(
                        Layout.name(person),
                        Html.text(campus.part(person).words().toLowerCase(Locale.ROOT)),
                        cards,
                        more(campus, person, privacy));
        return Layout.page("Courses of " + person.shown(), person, body);
    }

    private static String more(Campus campus, Person person, boolean privacy) {
        String site = person.equals(campus.administrator()) ? "<a href=\"/admin\">Site administration</a>" : "";
        String kept = privacy
                ? "<a href=\"/privacy?user=" + Html.query(person.id()) + "\">What the classroom keeps of you</a>"
                : "";
        return "<p class=\"more\">" + site + kept + "</p>";
    }

    private static String card(Course course, Person person) {
        return """
                <li class="card course"><div><p class="label">%s</p><a class="cover" href="/course/%s?user=%s">%s</a>
                <p>%s</p></div></li>
                """.formatted(
                        Html.text(course.label()),
                        Html.text(course.id()),
                        Html.query(person.id()),
                        Html.text(course.title()),
                        Html.text(course.about()));
    }
}
