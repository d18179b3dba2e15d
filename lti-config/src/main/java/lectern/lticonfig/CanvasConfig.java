package lectern.lticonfig;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** The JSON that a Canvas admin gives by URL or pastes under Developer Keys → LTI Key. */
public final class CanvasConfig {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private CanvasConfig() {}

    public static String render(ToolDescription tool) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("title", tool.name());
        root.put("description", tool.description());
        root.put("oidc_initiation_url", tool.loginUrl());
        root.put("target_link_uri", tool.launchUrl());
        root.putArray("redirect_uris").add(tool.launchUrl());
        root.put("public_jwk_url", tool.keysUrl());
        ArrayNode scopes = root.putArray("scopes");
        tool.scopes().forEach(scopes::add);
        ObjectNode custom = root.putObject("custom_fields");
        tool.custom().forEach(custom::put);
        extension(root.putArray("extensions").addObject(), tool);
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts is always JSON", e);
        }
    }

    private static void extension(ObjectNode extension, ToolDescription tool) {
        extension.put("platform", "canvas.instructure.com");
        extension.put("domain", tool.domain());
        extension.put("tool_id", "lectern");
        extension.put("privacy_level", tool.privacy().name().toLowerCase(Locale.ROOT));
        ObjectNode settings = extension.putObject("settings");
        settings.put("text", tool.name());
        if (tool.icon() != null) {
            settings.put("icon_url", tool.icon().toString());
        }
        ArrayNode placements = settings.putArray("placements");
        tool.placements().forEach(placement -> placement(placements.addObject(), placement, tool));
    }

    private static void placement(ObjectNode node, ToolDescription.Placement placement, ToolDescription tool) {
        node.put(
                "placement",
                switch (placement) {
                    case COURSE_NAVIGATION -> "course_navigation";
                    case COURSE_HOME -> "course_home_sub_navigation";
                    case LINK -> "link_selection";
                });
        node.put("enabled", true);
        node.put("message_type", "LtiResourceLinkRequest");
        node.put("target_link_uri", tool.launchUrl());
        node.put("text", tool.name());
        if (placement == ToolDescription.Placement.COURSE_NAVIGATION) {
            // Each teacher switches it on for their course: most courses have no live class.
            node.put("default", "disabled");
            node.put("visibility", "members");
            node.put("display_type", "full_width_in_context");
        }
    }
}
