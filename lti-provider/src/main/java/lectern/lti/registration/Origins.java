package lectern.lti.registration;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** The origin of a web address (RFC 6454 §4), in the form that a security policy takes. */
public final class Origins {
    private Origins() {}

    /** Empty for anything but an http or https address with a host. */
    public static Optional<String> of(String url) {
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (uri.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
                return Optional.empty();
            }
            boolean standard = uri.getPort() < 0 || uri.getPort() == (scheme.equals("https") ? 443 : 80);
            String port = standard ? "" : ":" + uri.getPort();
            return Optional.of(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
