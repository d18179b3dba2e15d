package lectern.lti.deeplink;

import static lectern.lti.TestClaims.C;
import static lectern.lti.TestClaims.MEMBERSHIP;
import static lectern.lti.TestTool.bootstrap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import lectern.lti.PracticeCampus;
import lectern.lti.TestClaims;
import lectern.lti.TestPlatform;
import lectern.lti.TestTool;
import lectern.lti.registration.Registration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deep linking requests as LMSs send them, good and not. */
class DeepLinkRequestTest {
    private static final String DL = "https://purl.imsglobal.org/spec/lti-dl/claim/";
    private static final String RETURN = "https://courses.school.edu/gr\u00f6\u00dfe,a;b?course=2&sesskey=secret";

    @TempDir
    static Path folder;

    private static TestPlatform platform;
    private static TestTool tool;

    @BeforeAll
    static void start() throws Exception {
        platform = new TestPlatform();
        tool = new TestTool(folder, Clock.systemUTC(), Map.of());
        for (String iss : List.of(TestPlatform.ISS, "https://other.school.edu")) {
            tool.lti()
                    .registrations()
                    .put(platform.registration(iss, TestPlatform.CLIENT, null), Registration.Source.MANUAL);
        }
    }

    @AfterAll
    static void stop() {
        tool.close();
        platform.close();
    }

    private static Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("deep_link_return_url", RETURN);
        settings.put("accept_types", List.of("ltiResourceLink", "link"));
        settings.put("accept_presentation_document_targets", List.of("iframe"));
        settings.put("data", "d-7");
        return settings;
    }

    private static HttpResponse<String> request(
            String iss, Consumer<Map<String, Object>> settings, Consumer<Map<String, Object>> claims) {
        TestTool.Login login = tool.login(TestTool.loginParameters(iss, TestPlatform.CLIENT));
        Map<String, Object> all = TestClaims.valid(login.nonce(), Clock.systemUTC());
        all.put("iss", iss);
        all.put(C + "message_type", "LtiDeepLinkingRequest");
        all.remove(C + "resource_link");
        Map<String, Object> deepLinking = settings();
        settings.accept(deepLinking);
        all.put(DeepLinkingSettings.CLAIM, deepLinking);
        claims.accept(all);
        return tool.launch(login, platform.sign(all));
    }

    private static HttpResponse<String> request(Consumer<Map<String, Object>> settings) {
        return request(TestPlatform.ISS, settings, claims -> {});
    }

    private static void student(Map<String, Object> claims) {
        claims.put(C + "roles", List.of(MEMBERSHIP + "Learner"));
    }

    private static JWTClaimsSet jwt(HttpResponse<String> page) throws Exception {
        String jwt = String.valueOf(PracticeCampus.hidden(page.body()).get("JWT"));
        return SignedJWT.parse(jwt).getJWTClaimsSet();
    }

    @Test
    void theLeastRequestGivesThePageWithNothingMoreThanItTakes() {
        HttpResponse<String> page = request(settings -> settings.keySet().removeIf(name -> name.equals("data")));
        JsonNode begun = bootstrap(page);
        assertThat(begun.path("multiple").asBoolean(true)).isFalse();
        assertThat(begun.path("newTab").asBoolean(true)).isFalse();
        assertThat(begun.path("lineItem").asBoolean()).isTrue();
        assertThat(begun.path("saves").asBoolean(true)).isFalse();
        assertThat(begun.path("locale").asText()).isEqualTo("de");
        assertThat(page.body()).doesNotContain("sesskey");
        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertThat(policy)
                .contains("form-action https://courses.school.edu/gr%C3%B6%C3%9Fe%2Ca%3Bb; frame-ancestors ")
                .contains("frame-ancestors https://lms.school.edu ")
                .contains(" https://courses.school.edu");
    }

    @Test
    void theLmssWordsAreFitForAPage() {
        JsonNode begun = bootstrap(request(settings -> {
            settings.put("title", "Week\u202e 3 </script>");
            settings.put("text", "<b>Read</b>");
            settings.put("accept_multiple", "true");
            settings.put("accept_lineitem", false);
            settings.put("auto_create", true);
        }));
        assertThat(begun.path("title").asText()).isEqualTo("Week 3 </script>");
        assertThat(begun.path("text").asText()).isEqualTo("<b>Read</b>");
        assertThat(begun.path("multiple").asBoolean()).isTrue();
        assertThat(begun.path("lineItem").asBoolean(true)).isFalse();
        assertThat(begun.path("saves").asBoolean()).isTrue();
    }

    @Test
    void onlyStaffChooseAndTheLmsIsToldWhy() throws Exception {
        HttpResponse<String> page = request(TestPlatform.ISS, settings -> {}, DeepLinkRequestTest::student);
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(TestTool.code(page)).isEqualTo("only_teachers");
        assertThat(page.body()).contains("Only teachers can add a class", "<button>Back to course</button>");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("form-action https://courses.school.edu/gr%C3%B6%C3%9Fe%2Ca%3Bb;");
        JWTClaimsSet answer = jwt(page);
        assertThat(answer.getStringClaim(DL + "errormsg")).contains("Only teachers");
        assertThat(answer.getStringClaim(DL + "errorlog")).matches("only_teachers L-.*");
        assertThat(answer.getStringClaim(DL + "data")).isEqualTo("d-7");
        assertThat((List<?>) answer.getClaim(DL + "content_items")).isEmpty();
    }

    @Test
    void aPlaceThatTakesNoLinksIsExplained() throws Exception {
        HttpResponse<String> page = request(settings -> settings.put("accept_types", List.of("file", "image")));
        assertThat(TestTool.code(page)).isEqualTo("links_not_accepted");
        assertThat(jwt(page).getStringClaim(DL + "errormsg")).contains("does not take classes");
    }

    @ParameterizedTest
    @CsvSource({
        "deep_link_return_url, ",
        "deep_link_return_url, javascript:alert(1)",
        "deep_link_return_url, /return",
        "accept_types, ",
        "accept_presentation_document_targets, ",
    })
    void aRequestThatCannotBeAnsweredIsRefused(String field, String value) {
        HttpResponse<String> page = request(settings -> settings.put(field, value));
        assertThat(TestTool.code(page)).isEqualTo("bad_deep_linking");
        assertThat(page.body()).contains(field);
    }

    @Test
    void settingsOfTheWrongShapeAreRefused() {
        assertThat(TestTool.code(request(
                        TestPlatform.ISS,
                        settings -> {},
                        claims -> claims.put(DeepLinkingSettings.CLAIM, List.of("x")))))
                .isEqualTo("bad_deep_linking");
        assertThat(TestTool.code(request(settings -> settings.put("data", Map.of("a", 1)))))
                .isEqualTo("bad_deep_linking");
        assertThat(TestTool.code(request(settings -> settings.put("data", "x".repeat(65_537)))))
                .isEqualTo("bad_deep_linking");
    }

    @Test
    void nothingOfTheReturnAddressOrTheDataIsInTheLog() {
        request(TestPlatform.ISS, settings -> {}, DeepLinkRequestTest::student);
        List<Map<String, Object>> rows = tool.database()
                .read(handle -> handle.createQuery("select * from launch_log")
                        .mapToMap()
                        .list());
        assertThat(rows.toString()).contains("only_teachers").doesNotContain("sesskey", "d-7", "courses.school.edu");
    }

    @Test
    void anotherSchoolsRoomIsNeitherOfferedNorTaken() {
        String theirs = bootstrap(request("https://other.school.edu", settings -> {}, claims -> {}))
                .path("token")
                .asText();
        TestTool.Login login = tool.login(TestTool.loginParameters(TestPlatform.ISS, TestPlatform.CLIENT));
        tool.launch(login, platform.sign(TestClaims.valid(login.nonce(), Clock.systemUTC())));
        JsonNode rooms = bootstrap(request(settings -> {})).path("rooms");
        assertThat(rooms).hasSize(1);
        assertThat(bootstrap(request("https://other.school.edu", settings -> {}, claims -> {}))
                        .path("rooms"))
                .isEmpty();
        String item = "{\"items\":[{\"kind\":\"course\",\"title\":\"T\",\"room\":\""
                + rooms.get(0).path("id").asText() + "\"}]}";
        HttpResponse<String> answer = tool.send(tool.request("/api/deeplink")
                .header("Authorization", "Bearer " + theirs)
                .POST(HttpRequest.BodyPublishers.ofString(item)));
        assertThat(answer.statusCode()).isEqualTo(404);
    }
}
