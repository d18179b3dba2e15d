package lectern.practice.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.Optional;
import lectern.practice.face.Face;
import lectern.practice.face.Switches;
import lectern.practice.wire.ToolHttp;

/** What administrators do: connecting the tool, and switching what this LMS behaves like. */
final class ConnectRoutes {

    private final Ground ground;

    ConnectRoutes(Ground ground) {
        this.ground = ground;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/admin", ctx -> ctx.html(AdminPage.html(ground)));
        routes.get("/admin/tool", ctx -> ctx.html(AdminPage.tool(ground)));
        routes.get("/connect", this::show);
        routes.post("/connect", this::begin);
        routes.post("/connect/use", this::use);
        routes.post("/keys", this::rotate);
        routes.post("/register", ctx -> ServiceRoutes.serve(ctx, ground.registering::register));
        routes.get("/register/{client}", this::existing);
        routes.put("/register/{client}", this::existing);
        routes.get("/path", this::path);
        routes.get("/switches", ctx -> ctx.html(SwitchesPage.html(ground.switches.now())));
        routes.post("/switches", this::turn);
        routes.get("/storage-frame", ctx -> ctx.html(ground.frame().storagePage()));
    }

    private void show(Context ctx) {
        boolean notices = ground.notices.wanted(ground.registrations.active());
        ctx.html(ConnectPage.html(ground, usualPlace(), notices));
    }

    /** The path's links are to what the tool answers; its front page is where its guides are. */
    private void path(Context ctx) {
        boolean guides = answers(ground.toolOrigin + "/lti/config/guide");
        ctx.html(PathPage.html(ground, !usualPlace().isEmpty(), guides ? ground.toolOrigin + "/lti/config/guide" : ""));
    }

    private boolean answers(String url) {
        try {
            return ground.http.get(url).status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Where tools usually register, if this one answers there. */
    private String usualPlace() {
        String url = ground.toolOrigin + "/lti/register";
        try {
            return ground.http.get(url).status() == 404 ? "" : url;
        } catch (IOException e) {
            return "";
        }
    }

    private void begin(Context ctx) {
        if (Own.refused(ctx, ground)) {
            return;
        }
        String url = Optional.ofNullable(ctx.formParam("url")).orElse("").strip();
        if (!ToolHttp.owns(ground.toolOrigin, url)) {
            ctx.status(HttpStatus.BAD_REQUEST);
            ctx.html(Layout.message(
                    "Not this tool's address",
                    "This practice LMS was started for the tool at " + ground.toolOrigin
                            + " and connects no other. Start it with --tool to change that."));
            return;
        }
        String token = ground.registering.token();
        String configuration = ground.issuer() + "/.well-known/openid-configuration";
        boolean inside = ground.switches.has(Face.Quirk.NO_REGISTRATION_TOKEN);
        String query = "openid_configuration="
                + Html.query(inside ? configuration + "?token=" + token : configuration)
                + (inside ? "" : "&registration_token=" + Html.query(token));
        ctx.html(ConnectPage.frame(url + (url.contains("?") ? "&" : "?") + query));
    }

    private void use(Context ctx) {
        if (Own.refused(ctx, ground)) {
            return;
        }
        ground.registrations.of(ctx.formParam("client")).ifPresent(ground.registrations::activate);
        ctx.redirect("/connect");
    }

    private void rotate(Context ctx) {
        if (!Own.refused(ctx, ground)) {
            ground.key.rotate("withdrawn".equals(ctx.formParam("old")));
            ctx.redirect("/connect");
        }
    }

    private void existing(Context ctx) {
        ServiceRoutes.serve(ctx, request -> ground.registering.existing(request, ctx.pathParam("client")));
    }

    private void turn(Context ctx) {
        if (Own.refused(ctx, ground)) {
            return;
        }
        Switches.Setting now = ground.switches.now();
        ground.switches.set(new Switches.Setting(
                Fields.chosen(ctx.formParam("face"), now.face()),
                Fields.chosen(ctx.formParam("storage"), now.storage()),
                Fields.chosen(ctx.formParam("cookies"), now.cookies()),
                Fields.chosen(ctx.formParam("permissions"), now.permissions()),
                Fields.chosen(ctx.formParam("place"), now.place()),
                Fields.chosen(ctx.formParam("school"), now.school())));
        ctx.redirect("/switches");
    }
}
