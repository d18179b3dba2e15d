package lectern.web;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Collection;

/**
 * The headers of every answer. The policy allows what a WebCodecs player and a video class need, no inline script and
 * no foreign source; only pages that a platform shows in a frame may be framed.
 */
public final class SecurityHeaders {
    private static final String PERMISSIONS = "camera=(self), microphone=(self), display-capture=(self), "
            + "fullscreen=(self), autoplay=(self), screen-wake-lock=(self), picture-in-picture=(self), "
            + "geolocation=(), midi=(), payment=(), usb=(), serial=(), hid=()";

    private final String policy;

    /** @param baseUrl the server's own origin, for the WebSocket (not every browser counts it as 'self') */
    public SecurityHeaders(URI baseUrl) {
        String socket = baseUrl.toString().replaceFirst("^http", "ws");
        policy = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
                + "media-src 'self' blob: mediastream:; worker-src 'self' blob:; connect-src 'self' " + socket
                + "; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors ";
    }

    void add(Context ctx) {
        ctx.header("Content-Security-Policy", policy + "'none'");
        ctx.header("Permissions-Policy", PERMISSIONS);
        ctx.header("Referrer-Policy", "no-referrer");
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("Cache-Control", "no-store");
    }

    /** Lets pages of these origins show this answer in a frame. */
    public void framedBy(Context ctx, Collection<String> origins) {
        ctx.header("Content-Security-Policy", policy + (origins.isEmpty() ? "'none'" : String.join(" ", origins)));
    }
}
