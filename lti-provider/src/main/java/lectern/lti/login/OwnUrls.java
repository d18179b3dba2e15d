package lectern.lti.login;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import lectern.lti.registration.Origins;
import lectern.web.Query;
import org.jspecify.annotations.Nullable;

/** This server's addresses as platforms know them, all under the base URL of the settings. */
public record OwnUrls(URI base) {
    /** The redirect URI and tool URL. */
    public String launch() {
        return base + "/lti/launch";
    }

    /** The address in normal form when it is on our own origin. */
    public Optional<URI> target(String url) {
        try {
            URI uri = new URI(url).normalize();
            return uri.getRawUserInfo() == null && Origins.of(url).equals(Origins.of(base.toString()))
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /**
     * An address that begins this login again, in a tab where cookies are kept. Null where the LMS takes a message hint
     * only once and answers a second use with a dead end: {@link LoginFeature} sees to it before the hint is spent.
     */
    public @Nullable String restart(Login login) {
        return login.hintWorksOnce() ? null : again(login);
    }

    /** {@link #restart} of a login whose hint the LMS has not seen yet. */
    String again(Login login) {
        String hint = login.messageHint();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("iss", login.registration().iss());
        parameters.put("client_id", login.registration().clientId());
        parameters.put("target_link_uri", login.targetLinkUri().toString());
        parameters.put("login_hint", login.loginHint());
        if (hint != null) {
            parameters.put("lti_message_hint", hint);
        }
        return Query.append(base + "/lti/login", parameters);
    }
}
