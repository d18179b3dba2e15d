package lectern.lti.keys;

import io.javalin.config.RoutesConfig;
import lectern.web.Feature;

/** {@code GET /.well-known/jwks.json}. */
public final class KeySetFeature implements Feature {
    private final ToolKeys keys;

    public KeySetFeature(ToolKeys keys) {
        this.keys = keys;
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get(
                "/.well-known/jwks.json",
                ctx -> ctx.contentType("application/json")
                        .header("Cache-Control", "public, max-age=3600")
                        .result(keys.publicKeys().toString(true)));
    }
}
