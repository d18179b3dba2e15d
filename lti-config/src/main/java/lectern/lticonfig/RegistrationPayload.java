package lectern.lticonfig;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What is posted to a platform's registration endpoint (LTI Dynamic Registration 1.0 §3.5.2). */
public final class RegistrationPayload {
    public static final String CONFIGURATION = "https://purl.imsglobal.org/spec/lti-tool-configuration";

    private static final String CANVAS = "https://canvas.instructure.com/lti/";

    private final ToolDescription tool;
    private final Family family;
    private final Platform platform;

    private RegistrationPayload(ToolDescription tool, Family family, Platform platform) {
        this.tool = tool;
        this.family = family;
        this.platform = platform;
    }

    /**
     * What a platform says that it takes.
     *
     * @param scopes empty: it takes none
     * @param placements by message type; a type without any takes none of ours
     */
    public record Platform(Set<String> scopes, Map<String, Set<String>> placements) {
        public Platform {
            scopes = Set.copyOf(scopes);
            placements = Map.copyOf(placements);
        }

        /** A platform with everything that the family knows, for a rendering to look at. */
        public static Platform whole(ToolDescription tool, Family family) {
            return new Platform(
                    new LinkedHashSet<>(tool.scopes(family)), Map.of(ToolDescription.DEEP_LINKING, Set.of()));
        }
    }

    public static String render(ToolDescription tool, Family family, Platform platform) {
        return Render.json(new RegistrationPayload(tool, family, platform).root());
    }

    private ObjectNode root() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("application_type", "web");
        root.putArray("response_types").add("id_token");
        root.putArray("grant_types").add("implicit").add("client_credentials");
        root.put("initiate_login_uri", tool.loginUrl());
        root.putArray("redirect_uris").add(tool.launchUrl());
        root.put("client_name", tool.about().name());
        root.put("client_uri", tool.baseUrl().toString());
        root.put("jwks_uri", tool.keysUrl());
        if (tool.about().icon() != null) {
            root.put("logo_uri", tool.about().icon().toString());
        }
        if (tool.about().contact() != null) {
            root.putArray("contacts").add(tool.about().contact());
        }
        root.put("token_endpoint_auth_method", "private_key_jwt");
        root.put("scope", String.join(" ", scopes()));
        root.set(CONFIGURATION, configuration());
        return root;
    }

    /** Canvas fails the whole registration for one scope that it does not know. */
    private List<String> scopes() {
        return tool.scopes(family).stream().filter(platform.scopes()::contains).toList();
    }

    private ObjectNode configuration() {
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        configuration.put("domain", tool.domain());
        configuration.put("description", tool.about().description());
        configuration.put("target_link_uri", tool.launchUrl());
        ObjectNode custom = configuration.putObject("custom_parameters");
        tool.custom(family).forEach(custom::put);
        ArrayNode claims = configuration.putArray("claims");
        tool.privacy().claims().forEach(claims::add);
        if (family == Family.CANVAS) {
            configuration.put(CANVAS + "privacy_level", tool.privacy().name().toLowerCase(Locale.ROOT));
            configuration.put(CANVAS + "tool_id", "lectern");
        }
        ArrayNode messages = configuration.putArray("messages");
        if (family == Family.CANVAS) {
            tool.placements().forEach(placement -> canvas(messages.addObject(), placement));
        } else {
            menu(standard(messages.addObject(), ToolDescription.RESOURCE_LINK));
            Set<String> places = platform.placements().get(ToolDescription.DEEP_LINKING);
            if (tool.placements().contains(ToolDescription.Placement.LINK) && places != null) {
                choice(standard(messages.addObject(), ToolDescription.DEEP_LINKING), places);
            }
            ToolDescription.WITHOUT_PLACEMENT.stream()
                    .filter(platform.placements()::containsKey)
                    .forEach(type -> standard(messages.addObject(), type));
        }
        return configuration;
    }

    /** Canvas takes a message for each placement; without one it would be a link in a module only. */
    private void canvas(ObjectNode message, ToolDescription.Placement placement) {
        standard(message, placement.message());
        message.putArray("placements").add(CanvasConfig.word(placement));
        if (placement == ToolDescription.Placement.COURSE_NAVIGATION) {
            // Each teacher switches it on for their course: most courses have no live class.
            message.put(CANVAS + "course_navigation/default_enabled", false);
            message.put(CANVAS + "visibility", "members");
            message.put(CANVAS + "display_type", "full_width_in_context");
        } else if (placement.chooses()) {
            message.put(CANVAS + "launch_width", CanvasConfig.CHOICE_WIDTH);
            message.put(CANVAS + "launch_height", CanvasConfig.CHOICE_HEIGHT);
        }
    }

    private ObjectNode standard(ObjectNode message, String type) {
        message.put("type", type);
        message.put("target_link_uri", tool.launchUrl());
        message.put("label", tool.about().name());
        return message;
    }

    private void menu(ObjectNode message) {
        boolean menu = tool.placements().contains(ToolDescription.Placement.COURSE_NAVIGATION)
                && platform.placements()
                        .getOrDefault(ToolDescription.RESOURCE_LINK, Set.of())
                        .contains("CourseNavigation");
        if (menu) {
            message.putArray("placements").add("CourseNavigation");
        }
    }

    private static void choice(ObjectNode message, Set<String> places) {
        if (places.contains("ContentArea")) {
            message.putArray("placements").add("ContentArea");
        }
    }
}
