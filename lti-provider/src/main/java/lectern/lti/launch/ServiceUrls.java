package lectern.lti.launch;

import java.net.URI;
import java.util.List;
import java.util.Map;
import lectern.settings.Loopback;
import org.jspecify.annotations.Nullable;

/**
 * Where the launch says that the platform's services are (LTI Advantage); each null when the platform offers it not. An
 * address that we could never call counts as none: a launch does not fail for it.
 *
 * @param memberships Names and Role Provisioning Services 2.0 §2.2
 * @param lineItems Assignment and Grade Services 2.0 §3.1, the course's grade columns
 * @param lineItem the link's own column, when it has exactly one
 * @param lineItemScopes what may be done with them
 * @param groups Course Groups Service 1.0
 * @param notices Platform Notification Service 1.0
 */
public record ServiceUrls(
        @Nullable URI memberships,
        @Nullable URI lineItems,
        @Nullable URI lineItem,
        List<String> lineItemScopes,
        @Nullable URI groups,
        @Nullable URI groupSets,
        @Nullable URI notices) {
    private static final int MAX_URL = 2000;
    private static final int MAX_SCOPES = 20;

    public ServiceUrls {
        lineItemScopes = List.copyOf(lineItemScopes);
    }

    static ServiceUrls of(Claims claims) {
        return new ServiceUrls(
                url(claims, Claim.NAMES_AND_ROLES, "context_memberships_url"),
                url(claims, Claim.GRADES, "lineitems"),
                url(claims, Claim.GRADES, "lineitem"),
                scopes(claims),
                url(claims, Claim.GROUPS, "context_groups_url"),
                url(claims, Claim.GROUPS, "context_group_sets_url"),
                url(claims, Claim.NOTICES, "platform_notification_service_url"));
    }

    private static @Nullable URI url(Claims claims, String claim, String field) {
        String text = claims.textWithin(claim, field);
        if (text == null || text.length() > MAX_URL) {
            return null;
        }
        try {
            URI uri = URI.create(text);
            boolean callable = uri.getHost() != null
                    && ("https".equalsIgnoreCase(uri.getScheme())
                            || ("http".equalsIgnoreCase(uri.getScheme()) && Loopback.is(uri.getHost())));
            return callable ? uri : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static List<String> scopes(Claims claims) {
        if (!(claims.values().get(Claim.GRADES) instanceof Map<?, ?> grades)
                || !(grades.get("scope") instanceof List<?> scopes)) {
            return List.of();
        }
        return scopes.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(scope -> !scope.isBlank() && scope.indexOf(' ') < 0 && scope.length() <= Claims.MAX_ID)
                .limit(MAX_SCOPES)
                .toList();
    }
}
