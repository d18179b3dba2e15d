package lectern.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The class and replay pages and the built assets, whose names carry a hash of their content. */
public final class SitePages implements Feature {
    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "woff2", "font/woff2",
            "json", "application/json",
            "map", "application/json",
            "wasm", "application/wasm");

    private final String room = Template.load("class.html").fill(Map.of());
    private final String replay = Template.load("replay.html").fill(Map.of());

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/room", ctx -> ctx.html(room));
        routes.get("/replay", ctx -> ctx.html(replay));
        routes.get("/assets/{file}", SitePages::asset);
        // Browsers ask for it by themselves; the pages name their own icon, if any.
        routes.get("/favicon.ico", ctx -> ctx.status(204).header("Cache-Control", "public, max-age=86400"));
    }

    private static void asset(Context ctx) {
        String file = ctx.pathParam("file");
        String type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
        if (type == null || !file.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}")) {
            throw ApiError.notFound("There is nothing at this address.");
        }
        try (InputStream in = SitePages.class.getResourceAsStream("/web/assets/" + file)) {
            if (in == null) {
                throw ApiError.notFound("There is nothing at this address.");
            }
            ctx.contentType(type)
                    .header("Cache-Control", "public, max-age=31536000, immutable")
                    .result(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
