package lectern.practice.web;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.stream.Collectors;
import lectern.practice.campus.Activity;
import lectern.practice.platform.Tool;

/** A course with its links; an open link is a frame in the page, as Moodle embeds a tool, or a window of its own. */
final class CoursePage {

    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);

    private CoursePage() {}

    static String html(View view, Ground ground) {
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
                        (open == null || view.window()
                                        ? list(view, ground)
                                        : ground.frame().html(open.title(), view.launch(open, ground.framed())))
                                + ground.frame().storage());
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

    private static String list(View view, Ground ground) {
        String cards = view.course().activities().stream()
                .map(a -> """
                        <li class="card activity"><span class="glyph" aria-hidden="true">▶</span><div>
                        <a class="cover" href="%s"%s>%s</a><p>%s</p></div></li>
                        """.formatted(
                                view.window() ? view.launch(a, false) : view.coursePage(a, false),
                                view.window() ? " target=\"_blank\" rel=\"opener\"" : "",
                                Html.text(a.title()),
                                Html.text(a.about()) + dates(a)))
                .collect(Collectors.joining());
        return "<p class=\"lead\">" + Html.text(view.course().about()) + "</p><ul class=\"cards wide\">" + cards
                + "</ul>" + (view.course().context() ? more(view, ground) : "");
    }

    private static String dates(Activity activity) {
        String starts = activity.made().starts();
        String ends = activity.made().ends();
        if (starts == null) {
            return "";
        }
        return "<br>" + time(starts) + (ends == null ? "" : " to " + time(ends));
    }

    /** As the tool wrote it where it is no moment. */
    private static String time(String at) {
        String shown;
        try {
            shown = SHOWN.format(OffsetDateTime.parse(at).withOffsetSameInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            shown = at;
        }
        return "<time datetime=\"" + Html.text(at) + "\">" + Html.text(shown) + "</time>";
    }

    /** What there is beside the links; a teacher's part is shown to teachers, and what the tool lacks to nobody. */
    private static String more(View view, Ground ground) {
        String course = Html.query(view.course().id());
        String user = Html.query(view.person().id());
        String links = "<a href=\"" + view.coursePage(view.course().menu(), view.window()) + "\">All live classes</a>"
                + "<a href=\"/grades/" + course + "?user=" + user + "\">Gradebook</a>";
        if (!GradebookPage.mayWrite(ground.campus, view.person())) {
            return "<p class=\"more\">" + links + "</p>";
        }
        if (ground.takes(Tool.DEEP_LINKING)) {
            links += "<a href=\"/deeplink?course=" + course + "&amp;user=" + user
                    + "&amp;in=frame\">Add with the tool</a>";
        }
        return "<div class=\"more\">" + links + "<form method=\"post\" action=\"/copy/" + course + "?user=" + user
                + "\"><button class=\"plain\">Copy this course</button></form></div>";
    }

    /** The course page with the tool in it, where a teacher chooses what to add. */
    static String choosing(View view, Ground ground) {
        String address = "/deeplink?course=" + Html.query(view.course().id()) + "&amp;user="
                + Html.query(view.person().id()) + (ground.framed() ? "&amp;target=iframe" : "");
        String body = """
                <p class="crumbs"><a href="/">People</a><a href="/person/%s">Your courses</a><a href="%s">%s</a></p>
                <h1>Add with the tool</h1>
                %s
                """.formatted(
                        Html.text(view.person().id()),
                        view.coursePage(null, false),
                        Html.text(view.course().title()),
                        ground.frame().html("Add with the tool", address)
                                + ground.frame().storage());
        return Layout.page("Add to " + view.course().title(), view.person(), body);
    }
}
