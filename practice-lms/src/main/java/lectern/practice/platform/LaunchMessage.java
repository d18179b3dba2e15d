package lectern.practice.platform;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lectern.practice.campus.Activity;
import lectern.practice.campus.Campus;
import lectern.practice.campus.Course;
import lectern.practice.campus.Person;
import lectern.practice.face.Face;
import lectern.practice.face.Switches;
import org.jspecify.annotations.Nullable;

/** The claims of the messages that a browser carries to the tool (LTI 1.3 core §5.3 and §5.4). */
public final class LaunchMessage {

    /** As short as Moodle's. */
    static final Duration LIFE = Duration.ofSeconds(60);

    private static final String CLAIM = "https://purl.imsglobal.org/spec/lti/claim/";

    private final Campus campus;
    private final Switches switches;
    private final ServiceClaims services;
    private final Variables variables;

    public LaunchMessage(Campus campus, Switches switches, ServiceClaims services) {
        this.campus = campus;
        this.switches = switches;
        this.services = services;
        this.variables = new Variables(campus);
    }

    public JWTClaimsSet claims(Launch launch, String nonce, Instant now) {
        Registration registration = launch.registration();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(registration.issuer())
                .audience(registration.clientId())
                .subject(launch.person().sub())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .claim("nonce", nonce)
                .claim(CLAIM + "version", "1.3.0")
                .claim(CLAIM + "deployment_id", registration.deploymentId())
                .claim(CLAIM + "target_link_uri", launch.targetLinkUri())
                .claim(CLAIM + "roles", campus.part(launch.person()).roles())
                .claim(CLAIM + "tool_platform", toolPlatform(registration))
                .claim(CLAIM + "launch_presentation", presentation(launch))
                .claim(CLAIM + "custom", custom(launch));
        addPerson(claims, launch.person());
        addPurpose(claims, launch);
        if (launch.course().context()) {
            claims.claim(CLAIM + "context", context(launch.course(), switches.face()));
            services.add(claims, launch, switches.face());
        }
        return claims.build();
    }

    private static void addPurpose(JWTClaimsSet.Builder claims, Launch launch) {
        Activity activity = launch.activity();
        if (activity != null) {
            claims.claim(CLAIM + "resource_link", resourceLink(activity));
        }
        Launch.Purpose purpose = launch.purpose();
        if (purpose instanceof Launch.Choose choose) {
            claims.claim(CLAIM + "message_type", Tool.DEEP_LINKING)
                    .claim(
                            "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings",
                            deepLinking(launch, choose));
        } else if (purpose instanceof Launch.Review review) {
            claims.claim(CLAIM + "message_type", Tool.SUBMISSION_REVIEW)
                    .claim(
                            CLAIM + "for_user",
                            Map.of("user_id", review.student().sub()))
                    .claim("https://purl.imsglobal.org/spec/lti-ags/claim/lineitem", review.lineItem());
        } else if (purpose instanceof Launch.Privacy) {
            claims.claim(CLAIM + "message_type", Tool.DATA_PRIVACY);
        } else {
            claims.claim(CLAIM + "message_type", "LtiResourceLinkRequest");
        }
    }

    private static Map<String, Object> deepLinking(Launch launch, Launch.Choose choose) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("deep_link_return_url", launch.registration().issuer() + "/deeplink/return");
        settings.put("accept_types", List.of("ltiResourceLink", "link"));
        settings.put("accept_presentation_document_targets", List.of("iframe", "window"));
        settings.put("accept_multiple", true);
        settings.put("accept_lineitem", true);
        settings.put("auto_create", true);
        settings.put("data", choose.data());
        return settings;
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

    /** The context claim, which notices carry as well. */
    public static Map<String, Object> context(Course course, Face face) {
        String type =
                face == Face.MOODLE ? "CourseSection" : "http://purl.imsglobal.org/vocab/lis/v2/course#CourseSection";
        return Map.of(
                "id", course.contextId(), "label", course.label(), "title", course.title(), "type", List.of(type));
    }

    private static Map<String, Object> resourceLink(Activity activity) {
        return Map.of("id", activity.resourceLinkId(), "title", activity.title(), "description", activity.about());
    }

    private Map<String, Object> toolPlatform(Registration registration) {
        Map<String, Object> platform = new LinkedHashMap<>();
        platform.put("guid", "practice-lms");
        platform.put("product_family_code", switches.face().family());
        platform.put("version", "1");
        platform.put("name", name());
        if (switches.has(Face.Quirk.FRONT_PAGE)) {
            platform.put("url", registration.issuer());
        }
        return platform;
    }

    private String name() {
        Switches.School school = switches.now().school();
        return school == Switches.School.RIVERSIDE ? "Practice LMS" : "Practice LMS, " + school.words();
    }

    private static Map<String, Object> presentation(Launch launch) {
        String returnUrl = launch.registration().issuer() + "/return?course="
                + escape(launch.course().id()) + "&user="
                + escape(launch.person().id());
        return Map.of(
                "document_target", launch.target().name().toLowerCase(Locale.ROOT),
                "return_url", returnUrl,
                "locale", launch.person().locale());
    }

    /** One variable stays a literal {@code $…}: what a platform cannot resolve it must pass on as it is (§6.2). */
    private Map<String, String> custom(Launch launch) {
        Activity activity = launch.activity();
        Map<String, String> custom = new LinkedHashMap<>();
        if (!switches.has(Face.Quirk.NO_TOOL_CUSTOM)) {
            custom.putAll(launch.registration().tool().custom());
        }
        if (activity != null) {
            custom.putAll(activity.made().custom());
            custom.putIfAbsent("activity", activity.id());
        }
        return variables.fill(custom, new Variables.Place(launch.person(), launch.course(), activity, switches.face()));
    }

    /** What the roster says of one member's launches ({@code message}, Names and Roles 2.0 §2.4). */
    public Map<String, String> customOf(@Nullable Activity activity, Person person, Course course, Tool tool) {
        Map<String, String> custom = new LinkedHashMap<>(tool.custom());
        if (activity != null) {
            custom.putAll(activity.made().custom());
        }
        return variables.fill(custom, new Variables.Place(person, course, activity, switches.face()));
    }

    private static String escape(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
