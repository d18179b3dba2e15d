package lectern.web;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Collection;
import java.util.Set;
import lectern.settings.Loopback;

/**
 * The headers of every answer. The policy allows what a WebCodecs player and a video class need, no inline script and
 * no foreign source; only pages that a platform shows in a frame may be framed.
 */
public final class SecurityHeaders {
    private static final String PERMISSIONS = "camera=(self), microphone=(self), display-capture=(self), "
            + "fullscreen=(self), autoplay=(self), screen-wake-lock=(self), picture-in-picture=(self), "
            + "geolocation=(), midi=(), payment=(), usb=(), serial=(), hid=()";

    private final String policy;
    private final boolean https;

    /** @param baseUrl the server's own origin, for the WebSocket (not every browser counts it as 'self') */
    public SecurityHeaders(URI baseUrl) {
        https = baseUrl.getScheme().equals("https") && !Loopback.is(baseUrl.getHost());
        String socket = baseUrl.toString().replaceFirst("^http", "ws");
        policy = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
                + "media-src 'self' blob: mediastream:; worker-src 'self' blob:; connect-src 'self' " + socket
                + "; object-src 'none'; base-uri 'none'; ";
    }

    void add(Context ctx) {
        ctx.header("Content-Security-Policy", policy("'self'", Set.of()));
        ctx.header("Permissions-Policy", PERMISSIONS);
        ctx.header("Referrer-Policy", "no-referrer");
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("Cache-Control", "no-store");
        if (https) {
            // A year (RFC 6797 §6.1); this name only, because others may not be ours.
            ctx.header("Strict-Transport-Security", "max-age=31536000");
        }
    }

    /** Lets pages of these origins show this answer in a frame. */
    public void framedBy(Context ctx, Collection<String> origins) {
        ctx.header("Content-Security-Policy", policy("'self'", origins));
    }

    /** Likewise, and lets a form of this answer be sent to this address, and to no other. */
    public void framedBy(Context ctx, Collection<String> origins, String formAction) {
        ctx.header("Content-Security-Policy", policy(source(formAction), origins));
    }

    private String policy(String formAction, Collection<String> ancestors) {
        return policy + "form-action " + formAction + "; frame-ancestors "
                + (ancestors.isEmpty() ? "'none'" : String.join(" ", ancestors));
    }

    /**
     * An address as a source of a policy (CSP 3 §2.3.1): without a query, and with nothing in it that ends a source or
     * a directive.
     */
    private static String source(String url) {
        URI uri = URI.create(URI.create(url).toASCIIString());
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return uri.getScheme() + "://" + uri.getRawAuthority()
                + path.replace(";", "%3B").replace(",", "%2C");
    }
}
