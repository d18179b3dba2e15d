package lectern.lti.registration;

import java.net.URI;
import java.util.Set;
import lectern.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * A registration to keep.
 *
 * @param values what launches and services need, with the deployments that may launch once it is approved
 * @param name of the school; empty for none
 * @param scopes what the LMS granted; empty when it did not say
 * @param management where it can be changed later; null when the LMS did not tell
 * @param approved whether somebody who runs this server agreed to it
 */
public record Registered(
        Settings.Registration values,
        Registration.Source source,
        String name,
        Set<String> scopes,
        @Nullable Management management,
        boolean approved) {
    private static final int MAX_NAME = 200;

    public Registered {
        scopes = Set.copyOf(scopes);
        name = name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name;
    }

    /** One made by hand, which is an agreement in itself. */
    public static Registered byHand(Settings.Registration values, String name) {
        return new Registered(values, Registration.Source.MANUAL, name, Set.of(), null, true);
    }

    /** Where a registration can be read and replaced, and the access token for that (RFC 7592 §3). */
    public record Management(URI uri, String token) {
        @Override
        public String toString() {
            return "Management[" + uri.getHost() + "]"; // the token is a secret
        }
    }
}
