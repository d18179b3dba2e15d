package lectern.practice.web;

import java.util.Arrays;
import java.util.stream.Collectors;
import lectern.practice.face.Face;
import lectern.practice.face.Switches;

/** Which LMS this one behaves like, and what browsers and schools switch off. */
final class SwitchesPage {

    private SwitchesPage() {}

    static String html(Switches.Setting now) {
        String faces = Arrays.stream(Face.values())
                .map(f -> "<dt>" + Html.text(f.words()) + "</dt><dd>" + Html.text(f.about()) + "</dd>")
                .collect(Collectors.joining());
        String body = """
                <p class="crumbs"><a href="/">People</a><a href="/admin">Site administration</a></p>
                <h1>Behave like…</h1>
                <p class="lead">For everybody who uses this practice LMS, until it is stopped.</p>
                <form method="post" action="/switches" class="card form">
                %s%s%s%s%s%s
                <button>Switch</button>
                </form>
                <p class="lead">Two schools share this LMS's address and client id, as on Canvas' and Blackboard's clouds: each is
                a deployment that the tool has to keep apart. Cookies that get lost take the storage with them here, since the
                login is begun by this LMS's server; to try the storage, block the tool's cookies in your browser.</p>
                <h2>What the faces do</h2>
                <dl class="facts">%s</dl>
                """.formatted(
                        Fields.select("face", "LMS", now.face(), Face::words),
                        Fields.select("storage", "Storage for the tool", now.storage(), SwitchesPage::words),
                        Fields.select("cookies", "The tool's cookies", now.cookies(), SwitchesPage::words),
                        Fields.select("permissions", "The frame may use", now.permissions(), SwitchesPage::words),
                        Fields.select("place", "Links open in", now.place(), SwitchesPage::words),
                        Fields.select("school", "School", now.school(), Switches.School::words),
                        faces);
        return Layout.page("Behave like…", null, body);
    }

    private static String words(Switches.Storage storage) {
        return switch (storage) {
            case OFF -> "none";
            case ON -> "answers at once";
            case SLOW -> "answers after five seconds";
        };
    }

    private static String words(Switches.Place place) {
        return switch (place) {
            case FRAME -> "a frame on the course page";
            case NARROW -> "a narrow frame, 340 pixels";
            case POPUP -> "a small window";
        };
    }

    private static String words(Switches.Cookies cookies) {
        return switch (cookies) {
            case KEPT -> "as the browser keeps them";
            case LOST -> "lost between login and launch";
        };
    }

    private static String words(Switches.Permissions permissions) {
        return switch (permissions) {
            case FACE -> "what that LMS allows";
            case NOTHING -> "nothing";
            case EVERYTHING -> "everything, the screen as well";
        };
    }
}
