package lectern.lti;

import static lectern.lti.TestClaims.C;
import static lectern.lti.TestClaims.MEMBERSHIP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lectern.account.AdminTickets;
import lectern.account.Tokens;
import lectern.lti.launch.AdminDestination;
import lectern.lti.launch.Destination;
import lectern.lti.registration.Registration;
import lectern.web.MessagePage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Launches that do not lead to one class: a course, a grade, privacy, administration. */
class CourseLaunchTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final String ADMIN = "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator";

    @TempDir
    static Path folder;

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

    private static HttpResponse<String> launch(String sub, String role, Map<String, Object> changes) {
        return launch(tool, sub, role, changes);
    }

    private static HttpResponse<String> launch(TestTool to, String sub, String role, Map<String, Object> changes) {
        TestTool.Login login = to.login(TestTool.loginParameters(TestPlatform.ISS, TestPlatform.CLIENT));
        Map<String, Object> claims = TestClaims.valid(login.nonce(), CLOCK);
        claims.put("sub", sub);
        claims.put(C + "roles", List.of(role.startsWith("http") ? role : MEMBERSHIP + role));
        claims.putAll(changes);
        claims.values().removeIf(""::equals);
        return to.launch(login, platform.sign(claims));
    }

    private static Map<String, Object> menu(String course) {
        return Map.of(
                C + "context", Map.of("id", course, "title", "Physics"),
                C + "resource_link", Map.of("id", course, "title", "Lectern"));
    }

    private static int classes(String course) {
        return tool.database()
                .read(handle -> handle.createQuery(
                                "select count(*) from class where course_id = (select id from course where context_id = :c)")
                        .bind("c", course)
                        .mapTo(Integer.class)
                        .one());
    }

    @Test
    void theCoursesMenuOpensTheCoursePage() {
        HttpResponse<String> answer = launch("t", "Instructor", menu("c-menu"));
        JsonNode page = TestTool.bootstrap(answer);
        assertThat(page.path("view").asText()).isEqualTo("course");
        assertThat(page.at("/course/title").asText()).isEqualTo("Physics");
        assertThat(page.path("token").asText()).hasSize(43);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("frame-ancestors https://lms.school.edu");
    }

    @Test
    void aMessageAboutTheCourseOpensTheCoursePage() {
        Map<String, Object> message = new HashMap<>(menu("c-message"));
        message.put(C + "message_type", "LtiContextLaunchRequest");
        message.put(C + "resource_link", "");
        assertThat(TestTool.bootstrap(launch("s", "Learner", message))
                        .path("view")
                        .asText())
                .isEqualTo("course");
    }

    private static String frontPage() {
        return tool.database()
                .read(handle -> handle.createQuery("select coalesce(lms_url, '') || ' ' || coalesce(lms_name, '') "
                                + "from deployment where deployment_id = 'dep-1'")
                        .mapTo(String.class)
                        .one());
    }

    private static void launchFrom(Map<String, Object> lms) {
        Map<String, Object> message = new HashMap<>(menu("c-front"));
        message.put(C + "tool_platform", lms);
        assertThat(launch("s", "Learner", message).statusCode()).isEqualTo(200);
    }

    @Test
    void theFrontPageOfTheLmsIsKeptUntilItTellsAnotherOne() {
        launchFrom(Map.of("guid", "x", "name", "Nowhere", "url", ""));
        launchFrom(Map.of("guid", "x", "url", "javascript:alert(1)"));
        launchFrom(Map.of("guid", "x", "url", "https://ada:secret@lms.school.edu/"));
        launchFrom(Map.of("guid", "x", "url", 7));
        assertThat(frontPage()).isEqualTo(" ");
        launchFrom(Map.of("guid", "x", "name", " Riverside\u202e\nUniversity ", "url", "https://lms.school.edu/über"));
        assertThat(frontPage()).isEqualTo("https://lms.school.edu/%C3%BCber Riverside University");
        launch("s", "Learner", menu("c-front"));
        launchFrom(Map.of("guid", "x", "url", "$ToolPlatformInstance.url"));
        assertThat(frontPage()).isEqualTo("https://lms.school.edu/%C3%BCber Riverside University");
        launchFrom(Map.of("guid", "x", "url", "http://lms.school.edu/"));
        assertThat(frontPage()).isEqualTo("http://lms.school.edu/ ");
    }

    @Test
    void aTeacherFindsARoomInACourseWithoutOneAndAStudentMakesNone() {
        launch("s", "Learner", menu("c-empty"));
        assertThat(classes("c-empty")).isZero();
        launch("t", "Instructor", menu("c-empty"));
        launch("t", "Instructor", menu("c-empty"));
        assertThat(classes("c-empty")).isOne();
    }

    @Test
    void aCourseThatHasAClassGetsNoOther() {
        launch("t", "Instructor", Map.of(C + "context", Map.of("id", "c-full")));
        launch("t", "Instructor", menu("c-full"));
        assertThat(classes("c-full")).isOne();
    }

    private static Map<String, Object> review(String student) {
        return Map.of(
                C + "message_type",
                "LtiSubmissionReviewRequest",
                C + "for_user",
                Map.of("user_id", student, "name", "Cyd\u202e"));
    }

    @Test
    void aGradeOpensThatStudentsTimeline() {
        launch("cyd", "Learner", Map.of());
        JsonNode page = TestTool.bootstrap(launch("t", "Instructor", review("cyd")));
        assertThat(page.path("view").asText()).isEqualTo("student");
        assertThat(page.path("student").asText()).isEqualTo("Cyd");
        assertThat(TestTool.bootstrap(launch("cyd", "Learner", review("cyd")))
                        .path("view")
                        .asText())
                .isEqualTo("student");
    }

    @Test
    void aGradeOfSomebodyElseIsRefused() {
        assertThat(TestTool.code(launch("dan", "Learner", review("cyd")))).isEqualTo("not_yours");
        assertThat(TestTool.code(launch("mum", "Mentor", review("cyd")))).isEqualTo("not_yours");
    }

    @Test
    void aGradeWithoutACourseIsRefused() {
        Map<String, Object> message = new HashMap<>(review("cyd"));
        message.put(C + "context", "");
        assertThat(TestTool.code(launch("t", "Instructor", message))).isEqualTo("missing_context");
    }

    @Test
    void theGradeOfTheSameStudentIdInAnotherDeploymentIsAnotherPerson() {
        launch("shared", "Learner", Map.of());
        Map<String, Object> message = new HashMap<>(review("shared"));
        message.put(C + "deployment_id", "dep-2");
        TestTool.bootstrap(launch("t2", "Instructor", message));
        int known = tool.database()
                .read(handle -> handle.createQuery("select count(student_id) from course_access where rowid = "
                                + "(select max(rowid) from course_access)")
                        .mapTo(Integer.class)
                        .one());
        assertThat(known).isZero();
    }

    @Test
    void privacySaysWhatIsKept() {
        launch("pat", "Learner", Map.of());
        JsonNode page = TestTool.bootstrap(launch(
                "pat", "Learner", Map.of(C + "message_type", "LtiDataPrivacyLaunchRequest", C + "resource_link", "")));
        assertThat(page.path("view").asText()).isEqualTo("privacy");
        assertThat(page.at("/kept/classes").findValuesAsText("title")).containsExactly("Live class");
        assertThat(page.at("/kept/classes/0/attended").asInt()).isZero();
    }

    @Test
    void anAdminIsHandedOverToTheConsoleWhereThereIsOne(@TempDir Path other) {
        Map<String, Object> message = Map.of("https://www.instructure.com/placement", "account_navigation");
        assertThat(TestTool.bootstrap(launch("root", ADMIN, message))
                        .path("view")
                        .asText())
                .as("no console yet")
                .isEqualTo("course");
        TestTool.Places console = database -> new Destination[] {
            new AdminDestination(new AdminTickets(database, CLOCK, new Tokens()), new MessagePage(), "/admin")
        };
        try (TestTool with = new TestTool(other, CLOCK, Map.of(), console)) {
            with.lti()
                    .registrations()
                    .put(
                            platform.registration(TestPlatform.ISS, TestPlatform.CLIENT, null),
                            Registration.Source.MANUAL);
            String page = launch(with, "root", ADMIN, message).body();
            String ticket = page.replaceAll("(?s).*href=\"/admin#t=([A-Za-z0-9_-]{43})\".*", "$1");
            assertThat(new AdminTickets(with.database(), CLOCK, new Tokens()).redeem(ticket))
                    .map(AdminTickets.Admin::name)
                    .contains("Ada Lovelace");
        }
    }
}
