package lectern.lticonfig;

import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The LMSs that are told about the tool in their own way. */
public enum Family {
    CANVAS("Canvas", List.of("canvas"), Set.of(Service.ROSTER, Service.GRADES, Service.NOTICES)),
    MOODLE("Moodle", List.of("moodle"), Set.of(Service.ROSTER, Service.GRADES)),
    BLACKBOARD(
            "Blackboard Learn",
            List.of("blackboard", "blackboardlearn"),
            Set.of(Service.ROSTER, Service.GRADES, Service.GROUPS)),
    BRIGHTSPACE(
            "Brightspace",
            List.of("brightspace", "desire2learn", "d2l"),
            Set.of(Service.ROSTER, Service.GRADES, Service.NOTICES)),
    SAKAI("Sakai", List.of("sakai"), Set.of(Service.ROSTER, Service.GRADES)),
    SCHOOLOGY("Schoology", List.of("schoology"), Set.of(Service.ROSTER, Service.GRADES)),
    OPENEDX("Open edX", List.of("openedx", "edx"), Set.of(Service.ROSTER, Service.GRADES)),
    /** Any other: the standard and nothing else. */
    GENERIC("Another LMS", List.of("generic"), EnumSet.allOf(Service.class));

    /**
     * Addresses that all customers of a hosted LMS share.
     *
     * @param audience of token requests; null for the token address
     */
    public record Cloud(
            String iss,
            URI authUrl,
            URI jwksUrl,
            URI tokenUrl,
            @Nullable String audience) {}

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> productCodes;

    @SuppressWarnings("ImmutableEnumChecker") // never written to
    private final Set<Service> services;

    Family(String title, List<String> productCodes, Set<Service> services) {
        this.title = title;
        this.productCodes = productCodes;
        this.services = services;
    }

    /** As people write it. */
    public String title() {
        return title;
    }

    /** As commands, settings and addresses write it. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether this family has such a service at all; some refuse the whole registration for one that they lack. */
    public boolean knows(Service service) {
        return services.contains(service);
    }

    public static Optional<Family> bySlug(String slug) {
        return Stream.of(values()).filter(family -> family.slug().equals(slug)).findFirst();
    }

    /** The family of an LTI {@code product_family_code}; the generic one for a code that we do not know. */
    public static Family of(@Nullable String productCode) {
        String code =
                productCode == null ? "" : productCode.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return Stream.of(values())
                .filter(family -> family.productCodes.contains(code))
                .findFirst()
                .orElse(GENERIC);
    }

    /** The variable with which a launch names its person's own groups; empty where an LMS has none (LTI Core 1.3 §6). */
    public Optional<String> groupVariable() {
        return switch (this) {
            case CANVAS -> Optional.of("$Canvas.group.contextIds");
            case MOODLE -> Optional.of("$Moodle.Person.userGroupIds");
            default -> Optional.empty();
        };
    }

    /**
     * The shared addresses of the hosted service; empty where each school has its own.
     *
     * @param clientId of the tool: one LMS has a key set for each
     */
    public Optional<Cloud> cloud(String clientId) {
        return switch (this) {
            case CANVAS ->
                Optional.of(new Cloud(
                        "https://canvas.instructure.com",
                        URI.create("https://sso.canvaslms.com/api/lti/authorize_redirect"),
                        URI.create("https://sso.canvaslms.com/api/lti/security/jwks"),
                        URI.create("https://sso.canvaslms.com/login/oauth2/token"),
                        null));
            case BLACKBOARD ->
                Optional.of(new Cloud(
                        "https://blackboard.com",
                        URI.create("https://developer.blackboard.com/api/v1/gateway/oidcauth"),
                        URI.create("https://developer.blackboard.com/api/v1/management/applications/"
                                + clientId.replaceAll("[^A-Za-z0-9._-]", "") + "/jwks.json"),
                        URI.create("https://developer.blackboard.com/api/v1/gateway/oauth2/jwttoken"),
                        null));
            case SCHOOLOGY ->
                Optional.of(new Cloud(
                        "https://schoology.schoology.com",
                        URI.create("https://lti-service.svc.schoology.com/lti-service/authorize-redirect"),
                        URI.create("https://lti-service.svc.schoology.com/lti-service/.well-known/jwks"),
                        URI.create("https://lti-service.svc.schoology.com/lti-service/access-token"),
                        null));
            default -> Optional.empty();
        };
    }

    /**
     * Whether a server may speak for an issuer that is not its own origin: hosted LMSs have one issuer and a host for
     * each school.
     *
     * @param host of the server, lower case
     */
    public static boolean speaksFor(String host, String issuer) {
        if (issuer.matches("https://canvas(\\.beta|\\.test)?\\.instructure\\.com")) {
            return host.endsWith(".instructure.com") || host.endsWith(".canvaslms.com");
        }
        return issuer.equals("https://blackboard.com") && host.endsWith(".blackboard.com");
    }
}
