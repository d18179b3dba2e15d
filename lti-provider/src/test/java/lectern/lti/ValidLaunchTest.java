package lectern.lti;

import static lectern.lti.TestClaims.C;
import static lectern.lti.TestClaims.MEMBERSHIP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import lectern.account.Identity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The launches that a tool must take: the 9 of the 1EdTech certification for an instructor and a student, and more. */
class ValidLaunchTest {
    @TempDir
    static Path folder;

    private static final Clock CLOCK = Clock.systemUTC();

    private static TestPlatform platform;
    private static TestTool tool;

    @BeforeAll
    static void start() throws Exception {
        platform = new TestPlatform();
        tool = TestTool.connected(folder, CLOCK, platform);
    }

    @AfterAll
    static void stop() {
        tool.close();
        platform.close();
    }

    private static HttpResponse<String> launch(BiConsumer<Map<String, Object>, String> change, String role) {
        TestTool.Login login = tool.login(TestTool.loginParameters(TestPlatform.ISS, TestPlatform.CLIENT));
        Map<String, Object> claims = TestClaims.valid(login.nonce(), CLOCK);
        claims.put("sub", role);
        claims.put(C + "roles", new ArrayList<>(List.of(MEMBERSHIP + role)));
        change.accept(claims, role);
        return tool.launch(login, platform.sign(claims));
    }

    private static JsonNode launched(Map<String, Object> changes) {
        return TestTool.bootstrap(launch((claims, role) -> claims.putAll(changes), "Learner"));
    }

    private static Identity identity(JsonNode lobby) {
        return tool.accounts().authenticate(lobby.path("token").asText(), Identity.Purpose.LOBBY);
    }

    static Stream<ValidLaunches.Case> certification() {
        return ValidLaunches.certification();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("certification")
    void opensTheLobby(ValidLaunches.Case one) {
        JsonNode lobby = TestTool.bootstrap(launch((claims, role) -> one.applyTo(claims), one.role()));
        assertThat(lobby.at("/me/role").asText()).isEqualTo(one.host() ? "host" : "student");
        assertThat(lobby.at("/me/name").asText()).isNotBlank().doesNotContain("@");
        assertThat(identity(lobby).counted()).isTrue();
        assertThat(lobby.at("/course/title").asText()).isEqualTo(one.what().endsWith("context") ? "" : "Physics 101");
    }

    @Test
    void theLobbyKnowsWhatItStartsFrom() {
        JsonNode lobby = launched(Map.of());
        assertThat(lobby.at("/class/title").asText()).isEqualTo("Live class");
        assertThat(lobby.at("/locale").asText()).isEqualTo("de");
        assertThat(lobby.at("/returnUrl").asText()).isEqualTo("https://lms.school.edu/back?course=1");
        assertThat(lobby.at("/windowed").asBoolean()).isFalse();
        assertThat(launched(Map.of(C + "launch_presentation", Map.of("document_target", "window")))
                        .at("/windowed")
                        .asBoolean())
                .isTrue();
        assertThat(launched(Map.of("locale", "pt_BR")).at("/locale").asText()).isEqualTo("pt-BR");
        assertThat(launched(Map.of("locale", "<b>")).at("/locale").asText()).isEqualTo("en");
    }

    @Test
    void theAnswerMayBeFramedByThePlatformAndIsNotKept() {
        HttpResponse<String> answer = launch((claims, role) -> {}, "Learner");
        String policy = answer.headers().firstValue("Content-Security-Policy").orElse("");
        assertThat(policy)
                .contains("frame-ancestors https://lms.school.edu")
                .contains("default-src 'self'")
                .doesNotContain("unsafe", "frame-ancestors *");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.headers().firstValue("X-Frame-Options")).isEmpty();
    }

    @Test
    void nothingInALaunchCanEndTheJsonBlock() {
        String evil = "</script><script>alert(1)</script>\u2028<!--";
        HttpResponse<String> answer = launch((claims, role) -> claims.put("name", evil), "Learner");
        assertThat(answer.body()).doesNotContain("<script>alert", "<!--");
        assertThat(TestTool.bootstrap(answer).at("/me/name").asText()).isEqualTo(evil);
    }

    @Test
    void aPersonWithoutANameKeepsTheirDefaultName() {
        Map<String, Object> nobody = Map.of("name", "", "sub", "anonymous-1");
        String first = launched(nobody).at("/me/name").asText();
        assertThat(first).matches("Student [0-9A-Z]{4}");
        assertThat(launched(nobody).at("/me/name").asText()).isEqualTo(first);
    }

    @Test
    void aNameThatThePersonChoseStaysUntilTheLmsTellsOne() {
        Map<String, Object> nobody = Map.of("name", "", "sub", "anonymous-2");
        JsonNode first = launched(nobody);
        assertThat(first.at("/me/unnamed").asBoolean()).isTrue();
        tool.database()
                .change(handle -> handle.execute(
                        "update person set name = 'Sam', name_from = 'self' where id = ?",
                        identity(first).personId()));
        assertThat(launched(nobody).at("/me/name").asText()).isEqualTo("Sam");
        JsonNode told = launched(Map.of("name", "Samuel", "sub", "anonymous-2"));
        assertThat(told.at("/me/name").asText()).isEqualTo("Samuel");
        assertThat(told.at("/me/unnamed").asBoolean()).isFalse();
        assertThat(launched(nobody).at("/me/name").asText()).startsWith("Student ");
    }

    @Test
    void namesAreOneLineWithoutDirectionMarks() {
        assertThat(launched(Map.of("name", " a\r\nb\u202e c\u0000 "))
                        .at("/me/name")
                        .asText())
                .isEqualTo("a b c");
        assertThat(launched(Map.of("name", "ש".repeat(500))).at("/me/name").asText())
                .hasSize(200);
        assertThat(launched(Map.of("name", "$Person.name.full", "given_name", "Ada", "family_name", "L"))
                        .at("/me/name")
                        .asText())
                .isEqualTo("Ada L");
    }

    @Test
    void everybodyOfALinkMeetsInOneClassAndLinksAreApart() {
        long ada = identity(launched(Map.of("sub", "ada"))).classId();
        long bob = identity(launched(Map.of("sub", "bob"))).classId();
        long other = identity(launched(Map.of(C + "resource_link", Map.of("id", "link-2"))))
                .classId();
        assertThat(bob).isEqualTo(ada);
        assertThat(other).isNotEqualTo(ada);
    }

    @Test
    void theSameLinkOfAnotherDeploymentIsAnotherClass() {
        long here = identity(launched(Map.of())).classId();
        long there = identity(launched(Map.of(C + "deployment_id", "dep-2"))).classId();
        assertThat(there).isNotEqualTo(here);
    }

    @Test
    void aRoomThatTheLinkNamesIsSharedByLinksOfTheCourseButNotWithOtherCourses() {
        Map<String, Object> room = Map.of(C + "custom", Map.of("room_id", "r-1", "other", Map.of("a", 1)));
        long one = identity(launched(room)).classId();
        tool.database().change(handle -> handle.execute("update class set retention_days = 7 where id = ?", one));
        Map<String, Object> secondLink = new java.util.HashMap<>(room);
        secondLink.put(C + "resource_link", Map.of("id", "link-9"));
        assertThat(identity(launched(secondLink)).classId()).isEqualTo(one);
        Map<String, Object> copiedCourse = new java.util.HashMap<>(secondLink);
        copiedCourse.put(C + "context", Map.of("id", "course-2", "title", "Physics 102"));
        long copy = identity(launched(copiedCourse)).classId();
        assertThat(copy).isNotEqualTo(one);
        assertThat(identity(launched(copiedCourse)).classId()).isEqualTo(copy);
        assertThat(retentionDays(copy)).as("settings are copied").isEqualTo(7);
    }

    private static int retentionDays(long classId) {
        return tool.database()
                .read(handle -> handle.createQuery("select retention_days from class where id = :id")
                        .bind("id", classId)
                        .mapTo(Integer.class)
                        .one());
    }

    @Test
    void anUnresolvedRoomVariableIsNoRoom() {
        long link = identity(launched(Map.of())).classId();
        assertThat(identity(launched(Map.of(C + "custom", Map.of("room_id", "$Room.id"))))
                        .classId())
                .isEqualTo(link);
    }

    @Test
    void aPreviewUserComesInUncounted() {
        Identity preview = identity(launched(Map.of(
                "sub",
                "preview",
                C + "roles",
                List.of(MEMBERSHIP + "Learner", "http://purl.imsglobal.org/vocab/lti/system/person#TestUser"))));
        assertThat(preview.counted()).isFalse();
        assertThat(preview.host()).isFalse();
    }

    @Test
    void aLaterLaunchWithOtherRolesChangesWhatAnOldTokenMayDo() {
        JsonNode teacher = TestTool.bootstrap(launch((claims, role) -> claims.put("sub", "switching"), "Instructor"));
        assertThat(identity(teacher).host()).isTrue();
        launched(Map.of("sub", "switching"));
        assertThat(identity(teacher).host()).isFalse();
    }

    @Test
    void bareTextsWhereTheStandardHasListsAreTaken() {
        JsonNode lobby = launched(Map.of(
                C + "roles",
                "Instructor",
                C + "context",
                Map.of("id", "course-1", "title", "Physics 101", "type", "CourseOffering"),
                "aud",
                List.of(TestPlatform.CLIENT),
                "azp",
                TestPlatform.CLIENT,
                "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint",
                "strange"));
        assertThat(lobby.at("/me/role").asText()).isEqualTo("host");
    }

    @Test
    void clocksMayDifferByAMinute() {
        long now = CLOCK.instant().getEpochSecond();
        launched(Map.of("iat", now + 45, "exp", now - 40));
        launched(Map.of("iat", now - 590, "exp", now + 5.5));
    }
}
