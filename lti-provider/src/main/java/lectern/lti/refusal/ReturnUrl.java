package lectern.lti.refusal;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** The address to which an LMS wants people back (LTI Core 1.3 §5.3.8). */
public final class ReturnUrl {
    private static final int MAX = 4096;

    private ReturnUrl() {}

    /** The address as it came, or null for anything but an absolute http or https one of up to 4096 characters. */
    public static @Nullable String safe(@Nullable String url) {
        if (url == null || url.length() > MAX) {
            return null;
        }
        try {
            URI uri = new URI(url);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null && uri.getRawUserInfo() == null ? url : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
