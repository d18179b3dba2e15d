package lectern.practice.web;

import java.util.stream.Collectors;
import lectern.practice.platform.Registration;
import lectern.practice.platform.Registrations;

/** The administrator's page: which connections there are, and how to make another. */
final class ConnectPage {

    private ConnectPage() {}

    /**
     * The list.
     *
     * @param suggestion the tool's registration address, empty when it has none
     * @param notices whether the tool asked to be told things
     */
    static String html(Registrations all, String suggestion, boolean notices) {
        Registration active = all.active();
        String cards = all.all().stream().map(r -> card(r, r.equals(active))).collect(Collectors.joining());
        String body = """
                <p class="crumbs"><a href="/">People</a></p>
                <h1>Connect a tool</h1>
                <p class="lead">Paste the registration address that the tool's makers gave you.%s</p>
                <form method="post" action="/connect" class="card form">
                <label class="field"><span>Registration address</span>
                <input type="url" name="url" required size="50" value="%s"></label>
                <button>Connect</button>
                </form>
                <h2>Connections</h2>
                <ul class="cards wide">%s</ul>%s
                """.formatted(
                        suggestion.isEmpty() ? " This tool does not seem to have one at its usual place yet." : "",
                        Html.text(suggestion),
                        cards,
                        notices
                                ? "<form method=\"post\" action=\"/hello\" class=\"more\"><button>Send it a hello</button></form>"
                                : "");
        return Layout.page("Connect a tool", null, body);
    }

    private static String card(Registration registration, boolean active) {
        String state = active
                ? "<p><strong>Launches use this one.</strong></p>"
                : "<form method=\"post\" action=\"/connect/use\"><input type=\"hidden\" name=\"client\" value=\""
                        + Html.text(registration.clientId())
                        + "\"><button class=\"plain\">Use this one</button></form>";
        return """
                <li class="card"><div><p class="label">%s</p><strong>%s</strong>
                <p>Client id %s, deployment %s</p><p class="url">%s</p>%s</div></li>
                """.formatted(
                        registration.clientId().equals(Registration.CLIENT_ID) ? "By hand" : "Registered by the tool",
                        Html.text(registration.tool().name()),
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
                <p class="crumbs"><a href="/">People</a><a href="/connect">Connect a tool</a></p>
                <h1>Connecting…</h1>
                <iframe id="register" title="Registration page of the tool" src="%s"></iframe>
                <p class="more"><a href="/connect">Back to the connections</a></p>
                <script src="/connect.js"></script>
                """.formatted(Html.text(address)));
    }
}
