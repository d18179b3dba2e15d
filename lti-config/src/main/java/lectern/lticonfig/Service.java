package lectern.lticonfig;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What the tool asks an LMS for beside launches, in the scopes that the standards name. */
public enum Service {
    /** Names and Role Provisioning Services 2.0: who belongs to the course. */
    ROSTER("https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly"),
    /** Assignment and Grade Services 2.0: attendance in the gradebook. */
    GRADES(
            "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem",
            "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly",
            "https://purl.imsglobal.org/spec/lti-ags/scope/score"),
    /** Course Groups Service 1.0. */
    GROUPS("https://purl.imsglobal.org/spec/lti-gs/scope/contextgroup.readonly"),
    /** Platform Notification Service 1.0: course copies. */
    NOTICES("https://purl.imsglobal.org/spec/lti/scope/noticehandlers");

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> scopes;

    Service(String... scopes) {
        this.scopes = List.of(scopes);
    }

    public List<String> scopes() {
        return scopes;
    }

    /** Whether all of its scopes are among these. */
    public boolean within(Collection<String> granted) {
        return granted.containsAll(scopes);
    }

    static Stream<String> scopesOf(Collection<Service> services) {
        return services.stream().flatMap(service -> service.scopes.stream());
    }
}
