package lectern.practice.web;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import lectern.practice.campus.Activity;
import lectern.practice.campus.Campus;
import lectern.practice.campus.Course;
import lectern.practice.platform.Registration;
import lectern.practice.platform.Tool;

/** The newcomer's path with what is done already; a step that the tool has no part for is not in it. */
final class PathPage {

    private PathPage() {}

    /** One step; done is what this LMS saw. */
    private record Step(String title, String about, String link, boolean done) {}

    /**
     * The page.
     *
     * @param registers whether the tool can be connected by its registration address
     * @param guides address of the tool's guides, empty when it has none
     */
    static String html(Ground ground, boolean registers, String guides) {
        List<Step> steps = steps(ground, registers);
        String items = steps.stream().map(PathPage::item).collect(Collectors.joining());
        long done = steps.stream().filter(Step::done).count();
        String last = guides.isEmpty()
                ? ""
                : "<h2>Now your real LMS</h2><p class=\"lead\">The tool's own guide has its addresses filled in: <a href=\""
                        + Html.text(guides) + "\">open the guide</a>.</p>";
        String body = """
                <p class="crumbs"><a href="/">People</a></p>
                <h1>First steps</h1>
                <p class="lead">About five minutes. A tick means that this LMS saw it happen; reload to look again.</p>
                <p role="status" class="note">%d of %d seen</p>
                <ol class="steps">%s</ol>
                <p class="lead">Then <a href="/course/physics?user=ada&amp;link=live" target="_blank">open the class once more</a>:
                what it recorded and who was there is in the tool.</p>%s
                """.formatted(done, steps.size(), items, last);
        return Layout.page("First steps", null, body);
    }

    private static List<Step> steps(Ground ground, boolean registers) {
        Campus campus = ground.campus;
        Course physics = campus.course("physics").orElseThrow();
        Registration active = ground.registrations.active();
        List<Step> steps = new ArrayList<>();
        if (registers) {
            steps.add(new Step(
                    "Be the administrator: connect the tool",
                    "The tool registers itself and says what it needs.",
                    "/connect",
                    !active.clientId().equals(Registration.CLIENT_ID)));
        }
        if (ground.takes(Tool.DEEP_LINKING)) {
            steps.add(new Step(
                    "Be the teacher: add a class",
                    "Choose in the tool; the course gets a link.",
                    "/deeplink?course=physics&amp;user=ada&amp;in=frame",
                    physics.activities().stream().map(Activity::made).anyMatch(m -> !m.equals(Activity.Made.BY_HAND))));
        }
        steps.add(new Step(
                "Be the teacher: open the class and start it",
                "Ada's window; press the start button there.",
                "/course/physics?user=ada&amp;link=live",
                ground.seen.contains("ada")));
        steps.add(new Step(
                "Be a student: open it and join",
                "In a second window, so that both are there at once.",
                "/course/physics?user=maya&amp;link=live",
                ground.seen.contains("maya")));
        if (ground.takes(Tool.DEEP_LINKING)) {
            steps.add(new Step(
                    "Be the teacher: end the class and look at the gradebook",
                    "With a column for attendance, chosen when the class is added, points arrive by themselves.",
                    "/grades/physics?user=ada",
                    campus.students(physics).stream()
                            .anyMatch(p -> ground.gradebook.columns("physics").stream()
                                    .anyMatch(c ->
                                            ground.gradebook.grade(c, p.sub()).isPresent()))));
        }
        return steps;
    }

    private static String item(Step step) {
        return "<li class=\"card\"><span class=\"tick\" aria-hidden=\"true\">" + (step.done() ? "✓" : "")
                + "</span><div><a class=\"cover\" target=\"_blank\" href=\"" + step.link() + "\">"
                + Html.text(step.title()) + "</a><p>" + Html.text(step.about())
                + (step.done() ? " <strong>Seen.</strong>" : "") + "</p></div></li>";
    }
}
