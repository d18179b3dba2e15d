package lectern.practice.web;

import java.util.List;
import java.util.stream.Collectors;
import lectern.practice.face.Switches;
import lectern.practice.platform.Registration;
import lectern.practice.platform.Registrations;

/** The administrator's page: which connections there are, and how to make another. */
final class ConnectPage {

    private static final String ON = """
            <p role="status">The tool is connected.</p>
            <p><a class="button" href="/path">Go on with the first steps</a></p>""";

    private ConnectPage() {}

    /**
     * The list.
     *
     * @param suggestion the tool's registration address, empty when it has none
     * @param notices whether the tool asked to be told things
     */
    static String html(Ground ground, String suggestion, boolean notices) {
        Registrations all = ground.registrations;
        Registration active = all.active();
        Switches.School school = ground.switches.now().school();
        String cards = all.all().stream()
                .map(r -> card(r.at(school), school, r.equals(active)))
                .collect(Collectors.joining());
        String body = """
                <p class="crumbs"><a href="/">People</a><a href="/admin">Site administration</a></p>
                <h1>Connect a tool</h1>
                <p class="lead">Paste the registration address that the tool's makers gave you.%s</p>
                <form method="post" action="/connect" class="card form">
                <label class="field"><span>Registration address</span>
                <input type="url" name="url" required size="50" value="%s"></label>
                <button>Connect</button>
                </form>
                %s
                <h2 id="connections">Connections</h2>
                <ul class="cards wide">%s</ul>%s%s
                """.formatted(
                        suggestion.isEmpty() ? " This tool does not seem to have one at its usual place yet." : "",
                        Html.text(suggestion),
                        ground.byHand() ? "" : ON,
                        cards,
                        notices
                                ? "<form method=\"post\" action=\"/hello\" class=\"more\"><button>Send it a hello</button></form>"
                                : "",
                        keys(ground.key.kids()));
        return Layout.page("Connect a tool", null, body);
    }

    private static String keys(List<String> kids) {
        String items = kids.stream()
                .map(kid ->
                        "<li class=\"url\">" + Html.text(kid) + (kid.equals(kids.get(0)) ? " (signs)" : "") + "</li>")
                .collect(Collectors.joining());
        return """
                <h2>This LMS's keys</h2>
                <p class="lead">Published at /.well-known/jwks.json. A tool fetches them again when it meets a new one.</p>
                <ul class="keys">%s</ul>
                <div class="more">
                <form method="post" action="/keys"><button class="plain">New key, the old one stays published</button></form>
                <form method="post" action="/keys"><input type="hidden" name="old" value="withdrawn">
                <button class="plain">New key, the old one is withdrawn at once</button></form>
                </div>
                """.formatted(items);
    }

    private static String card(Registration registration, Switches.School school, boolean active) {
        String state = active
                ? "<p><strong>Launches use this one.</strong></p>"
                : "<form method=\"post\" action=\"/connect/use\"><input type=\"hidden\" name=\"client\" value=\""
                        + Html.text(registration.clientId())
                        + "\"><button class=\"plain\">Use this one</button></form>";
        return """
                <li class="card"><div><p class="label">%s</p><strong>%s</strong>
                <p>%s: client id %s, deployment %s</p><p class="url">%s</p>%s</div></li>
                """.formatted(
                        registration.clientId().equals(Registration.CLIENT_ID) ? "By hand" : "Registered by the tool",
                        Html.text(registration.tool().name()),
                        Html.text(school.words()),
                        Html.text(registration.clientId()),
                        Html.text(registration.deploymentId()),
                        Html.text(registration.redirectUri()),
                        state);
    }

    /**
     * The tool's own registration page in a frame.
     *
     * @param address of the page
     */
    static String frame(String address) {
        return Layout.page("Connecting…", null, """
                <p class="crumbs"><a href="/">People</a><a href="/admin">Site administration</a><a href="/connect">Connect a
                tool</a></p>
                <h1>Connecting…</h1>
                <iframe id="register" title="Registration page of the tool" src="%s"></iframe>
                <p class="more"><a href="/connect">Back to the connections</a></p>
                <script src="/connect.js"></script>
                """.formatted(Html.text(address)));
    }
}
