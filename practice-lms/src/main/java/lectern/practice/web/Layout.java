package lectern.practice.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import lectern.practice.campus.Person;
import org.jspecify.annotations.Nullable;

/**
 * The frame around every page: brand, who one is, and the notice that nothing here is real. Links lead out of a frame that
 * the page may be in.
 */
final class Layout {

    private static final int AVATAR_COLOURS = 6;

    private Layout() {}

    static String page(String title, @Nullable Person person, String body) {
        return document(title, """
                <p class="notice">Practice LMS: made-up people, on this computer only</p>
                <header class="bar">
                <a class="brand" href="/"><span aria-hidden="true">P</span>Practice LMS</a>
                <a class="begin" href="/path">First steps</a>
                %s
                </header>
                <main>
                %s
                </main>
                <footer><a href="/admin">Site administration</a><a href="/inspector">Inspector</a><a href="/bench">Try to fool the tool</a></footer>
                """.formatted(person == null ? "" : chip(person), body));
    }

    /** A page where the tool was, mostly a frame on another page of this LMS: without what is around it there. */
    static String inside(String title, String body) {
        return document(title, "<main>\n" + body + "\n</main>\n");
    }

    private static String document(String title, String body) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%s · Practice LMS</title>
                <base target="_top">
                <link rel="icon" href="data:,">
                <link rel="stylesheet" href="/style.css">
                <link rel="stylesheet" href="/forms.css">
                </head>
                <body>
                %s</body>
                </html>
                """.formatted(Html.text(title), body);
    }

    static String message(String title, String sentence) {
        return page(title, null, """
                <h1>%s</h1>
                <p class="lead">%s</p>
                <p><a class="button" href="/">Back to the start</a></p>
                """.formatted(Html.text(title), Html.text(sentence)));
    }

    static String name(Person person) {
        return "<bdi>" + Html.text(person.shown()) + "</bdi>";
    }

    static String avatar(Person person) {
        String initials = Arrays.stream(person.shown().split(" "))
                .limit(2)
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT))
                .collect(Collectors.joining());
        int colour = Math.floorMod(person.id().hashCode(), AVATAR_COLOURS);
        return "<span class=\"avatar c" + colour + "\" aria-hidden=\"true\">" + Html.text(initials) + "</span>";
    }

    private static String chip(Person person) {
        return """
                <nav class="who" aria-label="You">
                <a href="/person/%s">%s%s</a>
                <a href="/">Be somebody else</a>
                </nav>
                """.formatted(Html.text(person.id()), avatar(person), name(person));
    }
}
