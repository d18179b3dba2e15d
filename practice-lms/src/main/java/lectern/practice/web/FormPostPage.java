package lectern.practice.web;

import java.util.Map;
import java.util.stream.Collectors;

/** A form that submits itself (OAuth 2.0 Form Post Response Mode §2); without scripts it has a button. */
final class FormPostPage {

    private FormPostPage() {}

    static String html(String action, Map<String, String> fields) {
        String inputs = fields.entrySet().stream()
                .map(f -> "<input type=\"hidden\" name=\"" + Html.text(f.getKey()) + "\" value=\""
                        + Html.text(f.getValue()) + "\">")
                .collect(Collectors.joining("\n"));
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="color-scheme" content="light dark">
                <title>Opening… · Practice LMS</title>
                <link rel="icon" href="data:,">
                </head>
                <body>
                <form id="post" method="post" action="%s">
                %s
                <noscript><button>Continue</button></noscript>
                </form>
                <script src="/submit.js"></script>
                </body>
                </html>
                """.formatted(Html.text(action), inputs);
    }
}
