package lectern.lti;

import io.javalin.config.RoutesConfig;
import java.util.List;
import lectern.lticonfig.CanvasConfig;
import lectern.lticonfig.Guide;
import lectern.lticonfig.ToolDescription;
import lectern.lticonfig.ToolValues;
import lectern.web.Feature;
import lectern.web.MessagePage;

/** What an LMS's admin needs: the front page with the values to register, {@code /lti/config/*}. */
final class ToolConfigFeature implements Feature {
    private final String canvas;
    private final String guide;
    private final String front;

    ToolConfigFeature(ToolDescription tool, MessagePage page) {
        canvas = CanvasConfig.render(tool);
        guide = Guide.render(tool);
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
                ctx -> ctx.contentType("application/json").result(canvas));
        // As plain text a browser shows it; Markdown it would save.
        routes.get(
                "/lti/config/guide",
                ctx -> ctx.contentType("text/plain; charset=utf-8").result(guide));
    }
}
