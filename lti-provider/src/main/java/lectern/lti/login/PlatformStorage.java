package lectern.lti.login;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.lti.registration.Origins;
import lectern.web.Form;
import lectern.web.Html;
import lectern.web.Json;
import lectern.web.SecurityHeaders;
import lectern.web.Template;
import org.jspecify.annotations.Nullable;

/**
 * Ties a state to the browser without cookies: the platform's window keeps it (LTI Client Side postMessages 0.1, LTI
 * postMessage Storage 0.1). The login's answer is a page that puts it there; a launch whose cookies did not come back is
 * answered by a page that gets it from there and sends the launch once more. Only the platform's own origin can answer
 * that page, and only a page of ours can send that second form, so a launch that somebody else began cannot pass. Where
 * nobody answers within 2 s, the form goes without, and is refused as {@code wrong_browser}.
 */
public final class PlatformStorage {
    private static final String FIELD = "lti_storage";

    private final Template template = Template.load("storage.html");
    private final SecurityHeaders headers;
    private final String ownOrigin;

    public PlatformStorage(SecurityHeaders headers, OwnUrls own) {
        this.headers = headers;
        ownOrigin = Origins.of(own.base().toString()).orElseThrow();
    }

    /** Answers a login: puts the state, then goes to {@code next}. */
    void put(Context ctx, Logins.Begun begun, String next) {
        Map<String, String> step = step("put", begun.login(), begun.state());
        step.put("next", next);
        answer(ctx, step, "");
    }

    /** Answers a launch without cookies: gets the state and sends the launch's form again. */
    public void get(Context ctx, Login login, String state, Form form) {
        StringBuilder fields = new StringBuilder();
        for (String name : List.of("state", "id_token", "error", "error_description")) {
            String value = form.get(name);
            if (value != null) {
                hidden(fields, name, value);
            }
        }
        hidden(fields, FIELD, "none");
        answer(ctx, step("get", login, state), fields.toString());
    }

    private static void hidden(StringBuilder fields, String name, String value) {
        fields.append("<input type=\"hidden\" name=\"")
                .append(name)
                .append("\" value=\"")
                .append(Html.escape(value))
                .append("\">");
    }

    private static Map<String, String> step(String step, Login login, String state) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("step", step);
        values.put("target", String.valueOf(login.storageTarget()));
        values.put(
                "origin", Origins.of(login.registration().authUrl().toString()).orElse("null"));
        values.put("key", "lti_state_" + state);
        values.put("value", state);
        return values;
    }

    private void answer(Context ctx, Map<String, String> step, String fields) {
        // Whoever launches may frame these pages: they speak to the platform's origin only.
        headers.framedBy(ctx, Set.of("*"));
        // With "no-referrer" a browser would send the form with the origin "null" (Fetch §3.2).
        ctx.header("Referrer-Policy", "same-origin");
        ctx.html(template.fill(Map.of("BOOTSTRAP", Html.json(Json.write(step)), "FIELDS", fields)));
    }

    /** Whether this form has been to {@link #get}'s page. */
    public static boolean asked(Form form) {
        return form.get(FIELD) != null;
    }

    /**
     * Whether the form comes from our own page, which found the state with the platform. The origin of a form (Fetch
     * §3.2, RFC 6454 §7) cannot be chosen by the page that sends it.
     */
    public boolean proves(Context ctx, Form form, Login login, String state) {
        return login.storageTarget() != null && ownOrigin.equals(ctx.header("Origin")) && equal(form.get(FIELD), state);
    }

    private static boolean equal(@Nullable String found, String state) {
        return found != null
                && MessageDigest.isEqual(
                        found.getBytes(StandardCharsets.UTF_8), state.getBytes(StandardCharsets.UTF_8));
    }
}
