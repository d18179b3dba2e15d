package lectern.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LaunchClaimsTest {

    private static final String CLAIM = "https://purl.imsglobal.org/spec/lti/claim/";
    private static final String CONTEXT_ROLE = "http://purl.imsglobal.org/vocab/lis/v2/membership#";

    private final Running running = new Running();
    private final Visitor visitor = running.visitor;

    @AfterAll
    void close() {
        running.close();
    }

    /** Opens a link as a tool would see it, and verifies the message against the published keys. */
    private JWTClaimsSet launch(String course, String link, String user, String more) throws Exception {
        Visitor.Form initiation =
                visitor.form(visitor.get("/launch?course=" + course + "&link=" + link + "&user=" + user + more));
        Visitor.Form form = visitor.form(visitor.get("/auth?" + Visitor.encode(running.request(initiation))));
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        JWKSet keys = JWKSet.parse(visitor.get("/.well-known/jwks.json").body());
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, new ImmutableJWKSet<>(keys)));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                "lectern-practice",
                new JWTClaimsSet.Builder().issuer(running.settings.issuer()).build(),
                Set.of("sub", "iat", "exp", "nonce")));
        SignedJWT jwt = SignedJWT.parse(form.fields().get("id_token"));
        assertThat(jwt.getHeader().getKeyID()).isEqualTo(keys.getKeys().get(0).getKeyID());
        return processor.process(jwt, null);
    }

    static Stream<Arguments> people() {
        return Stream.of(
                Arguments.of("ada", "Prof. Ada", "ada@campus.example", CONTEXT_ROLE + "Instructor"),
                Arguments.of(
                        "tomas",
                        "Tomás Rivera",
                        "tomas@campus.example",
                        "http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#TeachingAssistant"),
                Arguments.of("maya", "Maya Lindqvist", "maya@campus.example", CONTEXT_ROLE + "Learner"),
                Arguments.of("ben", "Ben Carter", "ben@campus.example", CONTEXT_ROLE + "Learner"),
                Arguments.of("sean", "Seán O'Neill", "sean@campus.example", CONTEXT_ROLE + "Learner"),
                Arguments.of("layla", "ليلى حداد", "layla@campus.example", CONTEXT_ROLE + "Learner"),
                Arguments.of("yusuf", "Yusuf Demir", null, CONTEXT_ROLE + "Learner"),
                Arguments.of("six", null, null, CONTEXT_ROLE + "Learner"),
                Arguments.of("parent", "Karin Lindqvist", "parent@campus.example", CONTEXT_ROLE + "Mentor"),
                Arguments.of(
                        "admin",
                        "Ines Admin",
                        "admin@campus.example",
                        "http://purl.imsglobal.org/vocab/lis/v2/system/person#Administrator"),
                Arguments.of("preview", null, null, "http://purl.imsglobal.org/vocab/lti/system/person#TestUser"));
    }

    @ParameterizedTest
    @MethodSource("people")
    void eachPersonsMessageIsSignedAndSaysWhoTheyAre(String user, String name, String email, String role)
            throws Exception {
        JWTClaimsSet claims = launch("physics", "live", user, "");

        assertThat(claims.getStringClaim("name")).isEqualTo(name);
        assertThat(claims.getStringClaim("email")).isEqualTo(email);
        assertThat(claims.getClaims().containsKey("given_name")).isEqualTo(name != null);
        assertThat(claims.getStringListClaim(CLAIM + "roles")).contains(role);
    }

    @Test
    void aMessageCarriesEveryRequiredClaim() throws Exception {
        JWTClaimsSet claims = launch("physics", "office", "maya", "");

        assertThat(claims.getClaims())
                .containsEntry(CLAIM + "message_type", "LtiResourceLinkRequest")
                .containsEntry(CLAIM + "version", "1.3.0")
                .containsEntry(CLAIM + "deployment_id", "practice-1")
                .containsEntry(CLAIM + "target_link_uri", Running.TOOL + "/lti/launch");
        assertThat(claims.getJSONObjectClaim(CLAIM + "resource_link"))
                .containsEntry("id", "physics-office")
                .containsEntry("title", "Office hours");
        assertThat(claims.getJSONObjectClaim(CLAIM + "context"))
                .containsEntry("id", "course-physics")
                .containsEntry("title", "Physics 101");
        assertThat(claims.getStringClaim("nonce")).isEqualTo("nonce-1");
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @CsvSource({"plain, true", "strict, true", "canvas, false", "moodle, false"})
    void theFrontPageIsToldWhereTheFamilyTellsIt(String face, boolean told) throws Exception {
        visitor.post("/switches", "face=" + face);
        Map<String, Object> lms = launch("physics", "live", "ada", "").getJSONObjectClaim(CLAIM + "tool_platform");
        visitor.post("/switches", "face=plain");

        assertThat(lms).containsEntry("name", "Practice LMS");
        assertThat(lms.get("url")).isEqualTo(told ? running.settings.issuer() : null);
    }

    @Test
    void anUnresolvedVariableArrivesAsItIs() throws Exception {
        Map<String, Object> custom = launch("physics", "live", "ada", "").getJSONObjectClaim(CLAIM + "custom");

        assertThat(custom).containsEntry("groups", "$CourseGroup.id").containsEntry("context_history", "");
    }

    @Test
    void theMessageSaysWhereTheToolIsShownAndWhereToGoBack() throws Exception {
        Map<String, Object> window =
                launch("physics", "live", "ada", "").getJSONObjectClaim(CLAIM + "launch_presentation");
        Map<String, Object> frame =
                launch("physics", "live", "ada", "&target=iframe").getJSONObjectClaim(CLAIM + "launch_presentation");

        assertThat(window).containsEntry("document_target", "window");
        assertThat(frame)
                .containsEntry("document_target", "iframe")
                .containsEntry("return_url", running.settings.issuer() + "/return?course=physics&user=ada");
    }

    @Test
    void aLinkOutsideEveryCourseHasNoContext() throws Exception {
        JWTClaimsSet claims = launch("open", "live", "ben", "");

        assertThat(claims.getClaims()).doesNotContainKey(CLAIM + "context");
        assertThat(claims.getJSONObjectClaim(CLAIM + "resource_link")).containsEntry("id", "open-live");
    }

    @Test
    void aParentsMessageNamesTheChild() throws Exception {
        List<String> charges = launch("physics", "live", "parent", "").getStringListClaim(CLAIM + "role_scope_mentor");

        assertThat(charges)
                .containsExactly(launch("physics", "live", "maya", "").getSubject());
        assertThat(launch("physics", "live", "ada", "").getClaims()).doesNotContainKey(CLAIM + "role_scope_mentor");
    }

    @Test
    void peopleAndLinksKeepTheirIdsFromOneLaunchToTheNext() throws Exception {
        assertThat(launch("physics", "live", "six", "").getSubject())
                .isEqualTo(launch("physics", "office", "six", "").getSubject());
    }
}
