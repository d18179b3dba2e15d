package lectern.lti.keys;

import io.javalin.config.RoutesConfig;
import lectern.web.Feature;

/** {@code GET /.well-known/jwks.json}. */
public final class KeySetFeature implements Feature {
    private final String body;

    public KeySetFeature(ToolKeys keys) {
        body = keys.publicKeys().toString(true);
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get(
                "/.well-known/jwks.json",
                ctx -> ctx.contentType("application/json")
                        .header("Cache-Control", "public, max-age=3600")
                        .result(body));
    }
}
