package lectern.practice.platform;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the tool said of itself, or what an administrator wrote down for it.
 *
 * @param origin the only place that this LMS ever sends anything to
 * @param custom what every launch carries, before variables are filled in
 * @param messages what it takes beside a resource link launch
 */
public record Tool(String origin, String name, Urls urls, Map<String, String> custom, Set<String> messages) {

    public static final String DEEP_LINKING = "LtiDeepLinkingRequest";
    public static final String SUBMISSION_REVIEW = "LtiSubmissionReviewRequest";
    public static final String DATA_PRIVACY = "LtiDataPrivacyLaunchRequest";

    public Tool {
        custom = Map.copyOf(custom);
        messages = Set.copyOf(messages);
    }

    /** Its addresses. */
    public record Urls(String login, String launch, String keys, List<String> redirects) {
        public Urls {
            redirects = List.copyOf(redirects);
        }
    }

    /** A tool written down by hand has its addresses where most tools have them. */
    static Tool at(String origin) {
        Urls urls = new Urls(
                origin + "/lti/login",
                origin + "/lti/launch",
                origin + "/.well-known/jwks.json",
                List.of(origin + "/lti/launch"));
        Map<String, String> custom = Map.of(
                "campus", "practice",
                "context_history", "$Context.id.history",
                "link_history", "$ResourceLink.id.history",
                "groups", "$CourseGroup.id");
        return new Tool(origin, "The classroom tool", urls, custom, Set.of(DEEP_LINKING));
    }
}
