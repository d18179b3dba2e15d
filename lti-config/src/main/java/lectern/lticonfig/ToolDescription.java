package lectern.lticonfig;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that any rendering says about the tool.
 *
 * @param baseUrl scheme, host and port of the server, without a slash at the end
 * @param name up to 60 characters: what an LMS shows in its menus
 * @param contact an address for the admin's questions, or null
 * @param custom custom parameters to ask for: name to value or {@code $Variable}
 * @param scopes service scopes; an LMS may refuse the whole registration for one that it does not know, so only what
 *     is used
 */
public record ToolDescription(
        URI baseUrl,
        String name,
        String description,
        @Nullable URI icon,
        @Nullable String contact,
        List<Placement> placements,
        Map<String, String> custom,
        List<String> scopes,
        Privacy privacy) {

    public ToolDescription {
        if (baseUrl.getHost() == null || !baseUrl.getRawPath().isEmpty()) {
            throw new IllegalArgumentException("a base URL has scheme, host and port only: " + baseUrl);
        }
        if (name.isBlank() || name.length() > 60) {
            throw new IllegalArgumentException("a name has 1 to 60 characters");
        }
        placements = List.copyOf(placements);
        custom = Map.copyOf(custom);
        scopes = List.copyOf(scopes);
    }

    /** Where in a course the tool can appear. */
    public enum Placement {
        /** The course's menu. */
        COURSE_NAVIGATION,
        /** A button on the course's home page. */
        COURSE_HOME,
        /** An activity or module item that a teacher adds. */
        LINK
    }

    /** What of a person the tool asks for. */
    public enum Privacy {
        ANONYMOUS,
        NAME_ONLY,
        PUBLIC
    }

    /** The description of Lectern as it is in this version: resource links, names, no services. */
    public static ToolDescription lectern(URI baseUrl) {
        return new ToolDescription(
                baseUrl,
                "Live class",
                "A virtual classroom: live video, breakout rooms, recordings and attendance.",
                null,
                null,
                List.of(Placement.COURSE_NAVIGATION, Placement.COURSE_HOME, Placement.LINK),
                Map.of(),
                List.of(),
                Privacy.NAME_ONLY);
    }

    /** Where a login starts (LTI Security Framework 1.1 §5.1.1.1). */
    public String loginUrl() {
        return baseUrl + "/lti/login";
    }

    /** Where launches are posted to; the redirect URI and the tool URL. */
    public String launchUrl() {
        return baseUrl + "/lti/launch";
    }

    public String keysUrl() {
        return baseUrl + "/.well-known/jwks.json";
    }

    /** Host, and port when it is not the scheme's own. */
    public String domain() {
        return baseUrl.getRawAuthority();
    }
}
