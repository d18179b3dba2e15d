package lectern.practice.web;

import org.jspecify.annotations.Nullable;

/** Where the tool sends people back to ({@code return_url}), with what it says to them (LTI 1.3 core §5.4.4). */
final class ReturnPage {

    private ReturnPage() {}

    static String html(View view, @Nullable String message, @Nullable String error) {
        String body = "<h1>Back in " + Html.text(view.course().title()) + "</h1>"
                + (error == null ? "" : "<p class=\"lead error\" role=\"alert\">" + Html.text(error) + "</p>")
                + (message == null ? "" : "<p class=\"lead\">" + Html.text(message) + "</p>")
                + "<p><a class=\"button\" href=\"" + view.coursePage(null, false)
                + "\">Back to the course</a></p>";
        return Layout.inside("Back in " + view.course().title(), body);
    }
}
