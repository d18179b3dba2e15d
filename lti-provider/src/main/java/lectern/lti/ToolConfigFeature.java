package lectern.lti;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lectern.lticonfig.CanvasConfig;
import lectern.lticonfig.Family;
import lectern.lticonfig.Guide;
import lectern.lticonfig.GuideHtml;
import lectern.lticonfig.RegistrationPayload;
import lectern.lticonfig.ToolDescription;
import lectern.lticonfig.ToolValues;
import lectern.web.ApiError;
import lectern.web.Feature;
import lectern.web.Html;
import lectern.web.MessagePage;
import lectern.web.Template;

/**
 * What an LMS's admin needs: the front page with the values to register, and {@code /lti/config/*}, the same renderings
 * as {@code lectern lti-config render}.
 */
final class ToolConfigFeature implements Feature {
    private final ToolDescription tool;
    private final String front;
    private final Template guide = Template.load("guide.html");

    ToolConfigFeature(ToolDescription tool, MessagePage page) {
        this.tool = tool;
        front = page.render(new MessagePage.Message(
                "Lectern",
                "This server holds live classes for courses of an LMS: live video, breakout rooms, recordings and "
                        + "attendance. To join a class, open its link in your course.",
                "connect an LMS (LTI 1.3)",
                ToolValues.asText(tool),
                List.of(new MessagePage.Link(
                        "How to connect an LMS", "/lti/config/guide", MessagePage.Link.Target.TOP))));
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/", ctx -> ctx.html(front));
        routes.get(
                "/lti/config/canvas.json",
                ctx -> ctx.contentType("application/json").result(CanvasConfig.render(tool)));
        routes.get("/lti/config/registration/{family}", ctx -> {
            Family family = family(ctx, ".json");
            RegistrationPayload.Platform whole = RegistrationPayload.Platform.whole(tool, family);
            ctx.contentType("application/json").result(RegistrationPayload.render(tool, family, whole));
        });
        routes.get("/lti/config/guide", ctx -> page(ctx, Family.GENERIC));
        routes.get("/lti/config/guide/{family}", this::guide);
    }

    private void guide(Context ctx) {
        if (ctx.pathParam("family").endsWith(".md")) {
            // As plain text a browser shows it; Markdown it would save.
            ctx.contentType("text/plain; charset=utf-8").result(Guide.render(tool, family(ctx, ".md")));
        } else {
            page(ctx, family(ctx, ""));
        }
    }

    private void page(Context ctx, Family family) {
        String others = Stream.of(Family.values())
                .map(other -> "<a href=\"/lti/config/guide/" + other.slug() + "\""
                        + (other == family ? " aria-current=\"page\"" : "") + ">" + Html.escape(other.title()) + "</a>")
                .reduce("", String::concat);
        ctx.html(guide.fill(Map.of(
                "TITLE", Html.escape(tool.about().name() + ": " + family.title()),
                "OTHERS", others,
                "GUIDE", GuideHtml.render(Guide.render(tool, family)))));
    }

    private static Family family(Context ctx, String ending) {
        String name = ctx.pathParam("family");
        return (name.endsWith(ending)
                        ? Family.bySlug(name.substring(0, name.length() - ending.length()))
                        : Optional.<Family>empty())
                .orElseThrow(() -> ApiError.notFound("There is nothing at this address."));
    }
}
