package lectern.practice.web;

import java.util.stream.Collectors;
import lectern.practice.campus.Activity;

/** A course with its links; an open link is a frame in the page, as Moodle embeds a tool, or a window of its own. */
final class CoursePage {

    private CoursePage() {}

    static String html(View view, String tool) {
        Activity open = view.activity();
        String body = """
                <p class="crumbs"><a href="/">People</a><a href="/person/%s">Your courses</a>%s</p>
                <div class="head"><h1>%s</h1>%s</div>
                %s
                """.formatted(
                        Html.text(view.person().id()),
                        open == null
                                ? ""
                                : "<a href=\"" + view.coursePage(null, view.window()) + "\">"
                                        + Html.text(view.course().title()) + "</a>",
                        Html.text(open == null ? view.course().title() : open.title()),
                        modeSwitch(view),
                        open == null || view.window() ? list(view) : frame(view, open, tool));
        String title = open == null
                ? view.course().title()
                : open.title() + " · " + view.course().title();
        return Layout.page(title, view.person(), body);
    }

    private static String modeSwitch(View view) {
        return """
                <div class="switch" role="group" aria-label="Open links in">
                <a href="%s"%s>On this page</a><a href="%s"%s>New window</a>
                </div>
                """.formatted(
                        view.coursePage(view.activity(), false),
                        view.window() ? "" : " aria-current=\"true\"",
                        view.coursePage(view.activity(), true),
                        view.window() ? " aria-current=\"true\"" : "");
    }

    private static String list(View view) {
        String cards = view.course().activities().stream()
                .map(a -> """
                        <li class="card activity"><span class="glyph" aria-hidden="true">▶</span><div>
                        <a class="cover" href="%s"%s>%s</a><p>%s</p></div></li>
                        """.formatted(
                                view.window() ? view.launch(a, false) : view.coursePage(a, false),
                                view.window() ? " target=\"_blank\" rel=\"opener\"" : "",
                                Html.text(a.title()),
                                Html.text(a.about())))
                .collect(Collectors.joining());
        return "<p class=\"lead\">" + Html.text(view.course().about()) + "</p><ul class=\"cards wide\">" + cards
                + "</ul>" + (view.course().context() ? grades(view) : "");
    }

    private static String grades(View view) {
        return "<p class=\"more\"><a href=\"/grades/" + Html.query(view.course().id()) + "?user="
                + Html.query(view.person().id()) + "\">Gradebook</a></p>";
    }

    /** Moodle's list: no {@code display-capture}, so that a tool cannot share a screen from inside the frame. */
    private static String frame(View view, Activity open, String tool) {
        String origin = Html.text(tool);
        return """
                <iframe id="tool" title="%s" src="%s" allowfullscreen
                allow="microphone %3$s; camera %3$s; geolocation %3$s; midi %3$s; encrypted-media %3$s; autoplay %3$s">
                </iframe>
                """.formatted(Html.text(open.title()), view.launch(open, true), origin);
    }
}
