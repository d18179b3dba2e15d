package lectern.practice.web;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import lectern.practice.campus.Activity;
import lectern.practice.campus.Course;
import lectern.practice.platform.Tool;

/** The newcomer's path with what is done already; a step that the tool has no part for is not in it. */
final class PathPage {

    /** Where the steps are taken. */
    static final String COURSE = "physics";

    private static final String TEACHER = "ada";
    private static final String STUDENT = "maya";

    private PathPage() {}

    /**
     * One step.
     *
     * @param link safe inside an attribute
     * @param apart whether it opens in a tab of its own, so that two people are in class at once
     * @param done what this LMS saw
     */
    private record Step(String title, String about, String link, boolean apart, boolean done) {}

    /**
     * The page.
     *
     * @param registers whether the tool can be connected by its registration address
     * @param guides address of the tool's guides, empty when it has none
     */
    static String html(Ground ground, boolean registers, String guides) {
        List<Step> steps = steps(ground, registers);
        Step next = steps.stream().filter(s -> !s.done()).findFirst().orElse(null);
        String items = steps.stream().map(s -> item(s, s.equals(next))).collect(Collectors.joining());
        long done = steps.stream().filter(Step::done).count();
        String body = """
                <p class="crumbs"><a href="/">People</a></p>
                <h1>First steps</h1>
                <p class="lead">About five minutes. A tick means that this LMS saw it happen. First steps, at the top of every
                page, leads back here.</p>
                <p role="status" class="note">%d of %d seen</p>
                <ol class="steps">%s</ol>%s
                <script src="/path.js"></script>
                """.formatted(done, steps.size(), items, guides.isEmpty() ? "" : real(guides, next == null));
        return Layout.page("First steps", null, body);
    }

    private static String real(String guides, boolean now) {
        return """
                <h2>Now your real LMS</h2>
                <p class="lead">It needs the tool at an https address that it can reach. What to do in each LMS is in the tool's
                guides, with its addresses filled in.</p>
                <p><a%s href="%s" target="_blank">Open the guides</a></p>
                """.formatted(now ? " class=\"button\"" : "", Html.text(guides));
    }

    private static List<Step> steps(Ground ground, boolean registers) {
        Course course = ground.campus.course(COURSE).orElseThrow();
        List<Activity> made = course.activities().stream()
                .filter(a -> !a.made().equals(Activity.Made.BY_HAND))
                .toList();
        Activity held = made.isEmpty() ? course.activities().get(0) : made.get(made.size() - 1);
        Seen seen = ground.seen;
        boolean links = ground.takes(Tool.DEEP_LINKING);
        List<Step> steps = new ArrayList<>();
        if (registers) {
            steps.add(new Step(
                    "Be the administrator: connect the tool",
                    "Press Connect, and once more at the end of the tool's own page, which says what it needs. Then close it.",
                    "/connect",
                    false,
                    !ground.byHand()));
        }
        if (links) {
            steps.add(new Step(
                    "Be the teacher: add a class",
                    "Choose it in the tool, under a name of its own, and with a grade for attendance if it offers one.",
                    "/deeplink?course=" + COURSE + "&amp;user=" + TEACHER + "&amp;in=frame",
                    false,
                    !made.isEmpty()));
        }
        steps.add(new Step(
                "Be the teacher: open the class and start it",
                "“" + held.title() + "” on Ada's course page. Start it there, and leave it running.",
                open(course, TEACHER, held),
                true,
                seen.hasOpened(TEACHER)));
        steps.add(new Step(
                "Be a student: open it and join",
                "Maya's course page, in a tab beside Ada's: both are in class at once.",
                open(course, STUDENT, held),
                true,
                seen.hasOpened(STUDENT)));
        if (links) {
            steps.add(grades(ground));
        }
        steps.add(new Step(
                "Be the teacher: open the class once more",
                "Further down there, what was recorded plays, and it says who came.",
                open(course, TEACHER, held),
                false,
                seen.openedAfter(TEACHER, STUDENT)));
        return steps;
    }

    private static Step grades(Ground ground) {
        boolean column = !ground.gradebook.columns(COURSE).isEmpty();
        return new Step(
                "Be the teacher: end the class and look at the gradebook",
                column
                        ? "End it in Ada's tab of the class. Points come by themselves, within a minute."
                        : "Points come for a class that was added with a grade for attendance.",
                "/grades/" + COURSE + "?user=" + TEACHER,
                false,
                ground.seen.hasPoints());
    }

    private static String open(Course course, String person, Activity held) {
        return "/course/" + Html.query(course.id()) + "?user=" + person + "&amp;link=" + Html.query(held.id());
    }

    private static String item(Step step, boolean next) {
        return "<li class=\"card" + (next ? " next" : "") + "\"><span class=\"tick\" aria-hidden=\"true\">"
                + (step.done() ? "✓" : "") + "</span><div>" + (next ? "<p class=\"label\">Next</p>" : "")
                + "<a class=\"cover\"" + (step.apart() ? " target=\"_blank\"" : "") + " href=\"" + step.link() + "\">"
                + Html.text(step.title()) + "</a><p>" + Html.text(step.about())
                + (step.done() ? " <strong>Seen.</strong>" : "") + "</p></div></li>";
    }
}
