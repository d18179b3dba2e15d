package lectern.lti.login;

import java.net.URI;
import lectern.lti.registration.Registration;
import org.jspecify.annotations.Nullable;

/**
 * A login under way, as its initiation asked for it.
 *
 * @param storageTarget the frame that keeps data for us beside cookies, {@code _parent} for the platform's window itself;
 *     null when the platform offers none
 * @param targetLinkUri on our own origin; unsigned until the launch repeats it
 */
public record Login(
        Registration registration,
        URI targetLinkUri,
        String loginHint,
        @Nullable String messageHint,
        @Nullable String storageTarget,
        String nonce) {
    /** Whether the LMS takes the message hint only once: Moodle, whose hint is JSON with a {@code launchid}. */
    boolean hintWorksOnce() {
        return registration.family().equals("moodle") || (messageHint != null && messageHint.contains("\"launchid\""));
    }

    @Override
    public String toString() {
        return "Login[" + registration.iss() + "]"; // the hints name the person
    }
}
