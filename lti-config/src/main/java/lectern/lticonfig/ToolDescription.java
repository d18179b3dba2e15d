package lectern.lticonfig;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that any rendering says about the tool.
 *
 * @param about how it is called and who answers for it
 * @param placements where it may appear; an LMS shows those that it has
 * @param custom custom parameters to ask for: name to value or {@code $Variable}
 * @param services what it asks for; an LMS may refuse the whole registration for one that it does not know, so only
 *     what is used
 */
public record ToolDescription(
        URI baseUrl,
        About about,
        List<Placement> placements,
        Map<String, String> custom,
        Set<Service> services,
        Privacy privacy) {

    static final String RESOURCE_LINK = "LtiResourceLinkRequest";
    static final String DEEP_LINKING = "LtiDeepLinkingRequest";

    /** Messages without a placement, for platforms that name them: a grade was clicked, what is kept of a person, a course. */
    static final List<String> WITHOUT_PLACEMENT =
            List.of("LtiSubmissionReviewRequest", "LtiDataPrivacyLaunchRequest", "LtiContextLaunchRequest");

    /** What a link and its course were copied from (LTI Core 1.3 appendix B.3 and B.5); what an LMS lacks stays as it is. */
    private static final Map<String, String> HISTORY =
            Map.of("link_history", "$ResourceLink.id.history", "context_history", "$Context.id.history");
    /** The parameter that brings the groups of who launches. */
    static final String GROUPS = "groups";

    public ToolDescription {
        if (baseUrl.getHost() == null || !baseUrl.getRawPath().isEmpty()) {
            throw new IllegalArgumentException("a base URL has scheme, host and port only: " + baseUrl);
        }
        placements = List.copyOf(placements);
        custom = Map.copyOf(custom);
        services = Set.copyOf(services);
    }

    /**
     * The tool in words.
     *
     * @param name up to 60 characters: what an LMS shows in its menus
     * @param icon of the tool, or null
     * @param contact an address for the admin's questions, or null
     */
    public record About(
            String name,
            String description,
            @Nullable URI icon,
            @Nullable String contact) {
        public About {
            if (name.isBlank() || name.length() > 60) {
                throw new IllegalArgumentException("a name has 1 to 60 characters");
            }
        }
    }

    /** Where in a course the tool can appear, and with which message it is opened there. */
    public enum Placement {
        /** The course's menu. */
        COURSE_NAVIGATION,
        /** A button on the course's home page. */
        COURSE_HOME,
        /** An activity or module item: a teacher chooses in the tool which class the link opens (Deep Linking 2.0). */
        LINK,
        /** The page of a new assignment (Canvas): the class is what is handed in, and its attendance the points. */
        ASSIGNMENT;

        /** Whether a teacher chooses there. */
        boolean chooses() {
            return this == LINK || this == ASSIGNMENT;
        }

        /** The message that opens it. */
        String message() {
            return chooses() ? DEEP_LINKING : RESOURCE_LINK;
        }
    }

    /** What of a person the tool asks for. */
    public enum Privacy {
        ANONYMOUS,
        NAME_ONLY,
        PUBLIC;

        /** The claims of an id_token that it takes (OpenID Connect Core 1.0 §5.1). */
        List<String> claims() {
            return switch (this) {
                case ANONYMOUS -> List.of("iss", "sub");
                case NAME_ONLY -> List.of("iss", "sub", "name", "given_name", "family_name");
                case PUBLIC -> List.of("iss", "sub", "name", "given_name", "family_name", "email");
            };
        }
    }

    /**
     * Lectern as it is in this version.
     *
     * @param name what LMSs show in their menus
     * @param contact for an admin's questions; empty for none
     */
    public static ToolDescription lectern(URI baseUrl, String name, String contact) {
        return new ToolDescription(
                baseUrl,
                new About(
                        name,
                        "A virtual classroom: live video, breakout rooms, recordings and attendance.",
                        URI.create(baseUrl + "/assets/icon.svg"),
                        contact.isBlank() ? null : contact),
                List.of(Placement.COURSE_NAVIGATION, Placement.COURSE_HOME, Placement.LINK, Placement.ASSIGNMENT),
                HISTORY,
                Set.of(Service.ROSTER, Service.GRADES, Service.GROUPS, Service.NOTICES),
                Privacy.NAME_ONLY);
    }

    /** The same tool asking for less. */
    public ToolDescription asking(Set<Service> wanted, Privacy of) {
        return new ToolDescription(
                baseUrl,
                about,
                placements,
                custom,
                services.stream().filter(wanted::contains).collect(Collectors.toSet()),
                of);
    }

    /** The custom parameters to ask this family for: those of every LMS, and the groups of who launches where it has them. */
    public Map<String, String> custom(Family family) {
        Map<String, String> all = new TreeMap<>(custom);
        family.groupVariable().ifPresent(variable -> all.put(GROUPS, variable));
        return all;
    }

    /** The scopes to ask this family for, sorted. */
    public List<String> scopes(Family family) {
        Stream<String> scopes =
                Service.scopesOf(services.stream().filter(family::knows).toList());
        return scopes.sorted().toList();
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

    /** Where an LMS's admin begins a dynamic registration. */
    public String registrationUrl() {
        return baseUrl + "/lti/register";
    }

    /** Host, and port when it is not the scheme's own. */
    public String domain() {
        return baseUrl.getRawAuthority();
    }
}
