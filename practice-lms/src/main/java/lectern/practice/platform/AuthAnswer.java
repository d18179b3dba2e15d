package lectern.practice.platform;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the authorization endpoint does with a request. */
public sealed interface AuthAnswer {

    /**
     * A form that the browser posts to the tool: the signed message, or an error (OIDC Core §3.1.2.6).
     *
     * @param launch whose message it is; null for an error
     */
    record FormPost(
            String action,
            Map<String, String> fields,
            @Nullable Launch launch) implements AuthAnswer {}

    /**
     * The client or its address is not known, so that nothing may be sent there: the person is told instead (RFC 6749
     * §4.1.2.1).
     */
    record Refusal(String sentence) implements AuthAnswer {}
}
