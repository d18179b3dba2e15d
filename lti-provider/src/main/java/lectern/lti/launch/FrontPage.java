package lectern.lti.launch;

import java.net.URI;
import java.util.Optional;
import lectern.account.ShownText;
import lectern.lti.refusal.ReturnUrl;
import org.jspecify.annotations.Nullable;

/**
 * The LMS's own front page, as the platform instance claim tells it (LTI Core 1.3 §5.4.2). Canvas and Moodle tell none.
 *
 * @param url absolute, http or https, in ASCII
 * @param name what the LMS calls itself, fit to be shown, or null
 */
record FrontPage(String url, @Nullable String name) {
    /** Empty when the claim has no web address. */
    static Optional<FrontPage> of(Claims claims) {
        String url = ReturnUrl.safe(claims.textWithin(Claim.TOOL_PLATFORM, "url"));
        if (url == null) {
            return Optional.empty();
        }
        String name = claims.textWithin(Claim.TOOL_PLATFORM, "name");
        String shown = name == null ? "" : ShownText.of(name);
        return Optional.of(new FrontPage(URI.create(url).toASCIIString(), shown.isEmpty() ? null : shown));
    }
}
