package lectern.lticonfig;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** The JSON that a Canvas admin gives by URL or pastes under Developer Keys → LTI Key. */
public final class CanvasConfig {
    /** Canvas opens a choice in a dialogue of this size. */
    static final int CHOICE_WIDTH = 800;

    static final int CHOICE_HEIGHT = 720;

    private CanvasConfig() {}

    public static String render(ToolDescription tool) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("title", tool.about().name());
        root.put("description", tool.about().description());
        root.put("oidc_initiation_url", tool.loginUrl());
        root.put("target_link_uri", tool.launchUrl());
        root.putArray("redirect_uris").add(tool.launchUrl());
        root.put("public_jwk_url", tool.keysUrl());
        ArrayNode scopes = root.putArray("scopes");
        tool.scopes(Family.CANVAS).forEach(scopes::add);
        ObjectNode custom = root.putObject("custom_fields");
        tool.custom(Family.CANVAS).forEach(custom::put);
        extension(root.putArray("extensions").addObject(), tool);
        return Render.json(root);
    }

    private static void extension(ObjectNode extension, ToolDescription tool) {
        extension.put("platform", "canvas.instructure.com");
        extension.put("domain", tool.domain());
        extension.put("tool_id", "lectern");
        extension.put("privacy_level", tool.privacy().name().toLowerCase(Locale.ROOT));
        ObjectNode settings = extension.putObject("settings");
        settings.put("text", tool.about().name());
        if (tool.about().icon() != null) {
            settings.put("icon_url", tool.about().icon().toString());
        }
        ArrayNode placements = settings.putArray("placements");
        tool.placements().forEach(placement -> placement(placements.addObject(), placement, tool));
    }

    /** Canvas' own word for a place. */
    static String word(ToolDescription.Placement placement) {
        return switch (placement) {
            case COURSE_NAVIGATION -> "course_navigation";
            case COURSE_HOME -> "course_home_sub_navigation";
            case LINK -> "link_selection";
            case ASSIGNMENT -> "assignment_selection";
        };
    }

    private static void placement(ObjectNode node, ToolDescription.Placement placement, ToolDescription tool) {
        node.put("placement", word(placement));
        node.put("enabled", true);
        node.put("message_type", placement.message());
        node.put("target_link_uri", tool.launchUrl());
        node.put("text", tool.about().name());
        if (placement == ToolDescription.Placement.COURSE_NAVIGATION) {
            // Each teacher switches it on for their course: most courses have no live class.
            node.put("default", "disabled");
            node.put("visibility", "members");
            node.put("display_type", "full_width_in_context");
        } else if (placement.chooses()) {
            node.put("selection_width", CHOICE_WIDTH);
            node.put("selection_height", CHOICE_HEIGHT);
        }
    }
}
