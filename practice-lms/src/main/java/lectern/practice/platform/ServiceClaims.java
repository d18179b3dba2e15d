package lectern.practice.platform;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.practice.campus.Activity;
import lectern.practice.face.Face;
import lectern.practice.grades.Gradebook;
import lectern.practice.grades.LineItem;

/** Where a launch says that the services of its course are; only what the tool was granted and the face has. */
public final class ServiceClaims {

    private static final String LTI = "https://purl.imsglobal.org/spec/";

    private final Addresses addresses;
    private final Gradebook gradebook;

    public ServiceClaims(Addresses addresses, Gradebook gradebook) {
        this.addresses = addresses;
        this.gradebook = gradebook;
    }

    void add(JWTClaimsSet.Builder claims, Launch launch, Face face) {
        Set<String> scopes = launch.registration().scopes();
        if (scopes.contains(Scope.ROSTER)) {
            claims.claim(
                    LTI + "lti-nrps/claim/namesroleservice",
                    Map.of(
                            "context_memberships_url", addresses.members(launch.course()),
                            "service_versions", List.of("2.0")));
        }
        List<String> grading =
                scopes.stream().filter(Scope.GRADES::contains).sorted().toList();
        if (!grading.isEmpty()) {
            claims.claim(LTI + "lti-ags/claim/endpoint", grades(launch, face, grading));
        }
        if (face.has(Face.Quirk.GROUPS_SERVICE) && scopes.contains(Scope.GROUPS)) {
            claims.claim(
                    LTI + "lti-gs/claim/groupsservice",
                    Map.of(
                            "scope", List.of(Scope.GROUPS),
                            "context_groups_url", addresses.groups(launch.course()),
                            "context_group_sets_url", addresses.groupSets(launch.course()),
                            "service_versions", List.of("1.0")));
        }
        if (face.has(Face.Quirk.NOTICES) && scopes.contains(Scope.NOTICES)) {
            claims.claim(LTI + "lti/claim/platformnotificationservice", notices());
        }
    }

    private Map<String, Object> notices() {
        return Map.of(
                "platform_notification_service_url", addresses.notices(),
                "scope", List.of(Scope.NOTICES),
                "notice_types_supported", List.of("LtiHelloWorldNotice", "LtiContextCopyNotice"),
                "service_versions", List.of("1.0"));
    }

    /** The link's own column is named only when it has exactly one (Assignment and Grade Services 2.0 §3.1). */
    private Map<String, Object> grades(Launch launch, Face face, List<String> scopes) {
        Map<String, Object> claim = new LinkedHashMap<>();
        claim.put("scope", scopes);
        claim.put("lineitems", addresses.lineItems(launch.course(), face));
        Activity activity = launch.activity();
        if (activity != null) {
            List<LineItem> own = gradebook.ofLink(launch.course().id(), activity.resourceLinkId());
            if (own.size() == 1) {
                claim.put("lineitem", addresses.lineItem(own.get(0), face));
            }
        }
        return claim;
    }
}
