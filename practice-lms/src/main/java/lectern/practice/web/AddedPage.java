package lectern.practice.web;

import java.util.List;
import java.util.stream.Collectors;
import lectern.practice.deeplink.DeepLinks;

/** What the tool's choice made of the course; shown where the tool was, often a frame. */
final class AddedPage {

    private AddedPage() {}

    static String html(DeepLinks.Outcome outcome) {
        DeepLinks.Wait wait = outcome.asked();
        View view = new View(wait.person(), wait.course(), null, false, false);
        String body = "<h1>" + (outcome.added().isEmpty() ? "Nothing was added" : "Added to the course") + "</h1>"
                + (outcome.said() == null ? "" : "<p class=\"lead\">" + Html.text(outcome.said()) + "</p>")
                + list(outcome.added())
                + (outcome.leftOut().isEmpty() ? "" : "<h2>Left out</h2>" + list(outcome.leftOut()))
                + "<p><a class=\"button\" href=\"" + view.coursePage(null, false)
                + "\">Back to the course</a></p>";
        return Layout.inside("Added", body);
    }

    private static String list(List<String> texts) {
        return texts.isEmpty()
                ? ""
                : texts.stream()
                        .map(t -> "<li>" + Html.text(t) + "</li>")
                        .collect(Collectors.joining("", "<ul>", "</ul>"));
    }
}
