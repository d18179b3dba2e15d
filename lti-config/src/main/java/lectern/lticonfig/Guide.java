package lectern.lticonfig;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The guide for an LMS admin in Markdown, with this server's own addresses in it. */
public final class Guide {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z]+)}");

    private static final String TEMPLATE = """
            # Connect your LMS to ${name}

            It takes two steps: tell the LMS the values below, then give what the LMS shows you to whoever runs this
            server. ${description}

            ## The values of this server

            ${table}
            The page runs at `${base}`: keep the tool URL on this address, because an LMS passes camera and microphone
            only to the address that is registered.

            ## Moodle

            1. Site administration → Plugins → Activity modules → External tool → Manage tools → **configure a tool
               manually**.
            2. Tool name `${name}`; Tool URL `${launch}`; LTI version **LTI 1.3**; Public key type **Keyset URL**;
               Public keyset `${keys}`; Initiate login URL `${login}`; Redirection URI(s) `${launch}`.
            3. Tool configuration usage: **Show in activity chooser and as a preconfigured tool**. Default launch
               container: **Embed, without blocks**.
            4. Privacy: Share launcher's name with tool **Always**; Share launcher's email **Never**; Accept grades
               **Never**.
            5. Save, then open the tool's **View configuration details** (the magnifying glass) and copy what it shows:
               that is what this server needs (below).

            A course's teacher then adds the activity `${name}`; one activity is one class room, with its recordings.

            ## Canvas

            1. Admin → Developer Keys → **+ Developer Key → + LTI Key**, method **Enter URL**:
               `${base}/lti/config/canvas.json`. Redirect URIs: `${launch}`. Save, and switch the key **On**.
            2. Copy the number above "Show Key": it is the client id.
            3. Admin (or one course) → Settings → Apps → View App Configurations → **+ App**, configuration type **By
               Client ID**. The app's menu then shows its **Deployment Id**.
            4. This server needs: issuer `https://canvas.instructure.com`, the client id, auth URL
               `https://sso.canvaslms.com/api/lti/authorize_redirect`, key set URL
               `https://sso.canvaslms.com/api/lti/security/jwks`, family `canvas`. (A Canvas of your own has your own
               host in all three.)

            ## Any other LMS with LTI 1.3

            Make an LTI 1.3 tool by hand ("manual", "developer", "external learning tool") with the values of the table
            above. No service and no deep linking is needed: a link in a course is enough. Let the tool have the name of
            the person; roles are always sent. If the LMS lets you choose, open the tool in a frame on the course page:
            the class itself opens in a tab of its own.

            ## What this server needs back

            Put what the LMS shows into `lectern.conf` and start the server again:

            ```
            lectern.registrations = [
              {
                iss       = "the issuer, also called platform ID"
                client-id = "the client ID"
                auth-url  = "the authentication request URL, also called OIDC authorization endpoint"
                jwks-url  = "the public keyset URL of the LMS"
              }
            ]
            ```

            Then open the class from a course. If something is wrong, the page says what, with a code; the server's log
            has a line with the same code.${contact}
            """;

    private Guide() {}

    public static String render(ToolDescription tool) {
        Map<String, String> values = new TreeMap<>();
        values.put("name", tool.about().name());
        values.put("description", tool.about().description());
        values.put("base", tool.baseUrl().toString());
        values.put("launch", tool.launchUrl());
        values.put("login", tool.loginUrl());
        values.put("keys", tool.keysUrl());
        values.put("contact", tool.about().contact() == null ? "" : " Questions: " + tool.about().contact());
        values.put("table", ToolValues.asMarkdownTable(tool));
        return PLACEHOLDER.matcher(TEMPLATE).replaceAll(found -> Matcher.quoteReplacement(value(values, found)));
    }

    private static String value(Map<String, String> values, MatchResult found) {
        String value = values.get(found.group(1));
        if (value == null) {
            throw new IllegalStateException("no value for " + found.group());
        }
        return value;
    }
}
