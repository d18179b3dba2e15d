package lectern.practice.platform;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lectern.practice.campus.Campus;
import lectern.practice.campus.Course;
import lectern.practice.campus.Person;

/** The claims of a resource link launch (LTI 1.3 core §5.3 and §5.4). */
final class LaunchMessage {

    /** As short as Moodle's. */
    static final Duration LIFE = Duration.ofSeconds(60);

    private static final String CLAIM = "https://purl.imsglobal.org/spec/lti/claim/";

    private final Registration registration;
    private final Campus campus;

    LaunchMessage(Registration registration, Campus campus) {
        this.registration = registration;
        this.campus = campus;
    }

    JWTClaimsSet claims(Launch launch, String nonce, Instant now) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(registration.issuer())
                .audience(Registration.CLIENT_ID)
                .subject(launch.person().sub())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .claim("nonce", nonce)
                .claim(CLAIM + "message_type", "LtiResourceLinkRequest")
                .claim(CLAIM + "version", "1.3.0")
                .claim(CLAIM + "deployment_id", Registration.DEPLOYMENT_ID)
                .claim(CLAIM + "target_link_uri", registration.redirectUri())
                .claim(CLAIM + "resource_link", resourceLink(launch))
                .claim(CLAIM + "roles", campus.part(launch.person()).roles())
                .claim(CLAIM + "tool_platform", toolPlatform())
                .claim(CLAIM + "launch_presentation", presentation(launch))
                .claim(CLAIM + "custom", custom(launch));
        addPerson(claims, launch.person());
        if (launch.course().context()) {
            claims.claim(CLAIM + "context", context(launch.course()));
        }
        return claims.build();
    }

    private void addPerson(JWTClaimsSet.Builder claims, Person person) {
        Person.Name name = person.name();
        if (name != null) {
            claims.claim("name", name.full()).claim("given_name", name.given()).claim("family_name", name.family());
        }
        if (person.email() != null) {
            claims.claim("email", person.email());
        }
        List<String> charges = campus.charges(person).stream().map(Person::sub).toList();
        if (!charges.isEmpty()) {
            claims.claim(CLAIM + "role_scope_mentor", charges);
        }
    }

    private static Map<String, Object> context(Course course) {
        return Map.of(
                "id", "course-" + course.id(),
                "label", course.label(),
                "title", course.title(),
                "type", List.of("http://purl.imsglobal.org/vocab/lis/v2/course#CourseSection"));
    }

    private static Map<String, Object> resourceLink(Launch launch) {
        return Map.of(
                "id", launch.activity().resourceLinkId(),
                "title", launch.activity().title(),
                "description", launch.activity().about());
    }

    private Map<String, Object> toolPlatform() {
        return Map.of(
                "guid", "practice-lms",
                "product_family_code", "practice-lms",
                "version", "1",
                "name", "Practice LMS",
                "url", registration.issuer());
    }

    private Map<String, Object> presentation(Launch launch) {
        String returnUrl = registration.issuer() + "/return?course="
                + escape(launch.course().id()) + "&user="
                + escape(launch.person().id());
        return Map.of(
                "document_target", launch.target().name().toLowerCase(Locale.ROOT),
                "return_url", returnUrl,
                "locale", launch.person().locale());
    }

    /** One variable stays a literal {@code $…}: what a platform cannot resolve it must pass on as it is (§6.2). */
    private static Map<String, Object> custom(Launch launch) {
        return Map.of(
                "campus", "practice",
                "activity", launch.activity().id(),
                "course_history", "",
                "groups", "$CourseGroup.id");
    }

    private static String escape(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
