package lectern.lti;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lectern.lti.registration.Registration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages of a real Moodle (see moodle/README.md), signed anew. */
class MoodleLaunchTest {
    @TempDir
    static Path folder;

    private static final String ISS = "http://127.0.0.1:8081";
    private static final String CLIENT = "7DhAeadhdTNm6Pq";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static TestPlatform platform;
    private static TestTool tool;

    @BeforeAll
    static void start() throws Exception {
        platform = new TestPlatform();
        tool = new TestTool(folder, Clock.systemUTC(), Map.of());
        tool.lti().registrations().put(platform.registration(ISS, CLIENT, null), Registration.Source.MANUAL);
    }

    @AfterAll
    static void stop() {
        tool.close();
        platform.close();
    }

    private static JsonNode message(String file) throws IOException {
        try (InputStream in = MoodleLaunchTest.class.getResourceAsStream("/moodle/" + file + ".json")) {
            // The fixtures' own mark, where Moodle has a secret, would be no address.
            return MAPPER.readTree(
                    new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("<sesskey>", "s3cret"));
        }
    }

    private static HttpResponse<String> launch(String file) throws IOException {
        Map<String, Object> claims =
                new HashMap<>(MAPPER.convertValue(message(file).path("claims"), new TypeReference<>() {}));
        TestTool.Login login = tool.login(TestTool.loginParameters(ISS, CLIENT));
        long now = Clock.systemUTC().instant().getEpochSecond();
        claims.put("iat", now);
        claims.put("exp", now + 60);
        claims.put("nonce", login.nonce());
        claims.put(TestClaims.C + "target_link_uri", TestTool.TARGET);
        return tool.launch(login, platform.sign(claims));
    }

    @Test
    void itsSubmissionReviewOpensTheStudentsTimeline() throws IOException {
        HttpResponse<String> answer = launch("launch-teacher-submission-review");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"view\":\"student\"");
    }

    @ParameterizedTest
    @CsvSource({
        "launch-teacher, host, Tina Teacher",
        "launch-assistant1, host, Theo Assistant",
        "launch-admin, host, Admin User",
        "launch-student1, student, Anna Ångström",
        "launch-student3, student, Chloë Żak-李",
        "launch-teacher-switched-to-student, student, Tina Teacher",
        "launch-teacher-deeplinked-item, host, Tina Teacher",
        "launch-student-privacy-never, student, Student",
        "launch-student-no-services, student, Student"
    })
    void opensTheLobby(String file, String role, String name) throws IOException {
        HttpResponse<String> answer = launch(file);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"role\":\"" + role + "\"")
                .contains("\"name\":\"" + name)
                .contains("\"course\":{\"title\":\"Chemistry 101: laboratory practice\"}")
                .contains("\"locale\":\"en\"")
                .doesNotContain("example.invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deeplink-request-teacher", "deeplink-request-first-in-course"})
    void aTeacherIsAskedWhatToAdd(String file) throws IOException {
        HttpResponse<String> answer = launch(file);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"multiple\":true", "\"newTab\":true", "\"saves\":false")
                .doesNotContain("s3cret");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("form-action http://127.0.0.1:8081/mod/lti/contentitem_return.php;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"teacher", "admin", "assistant1", "student1", "student3"})
    void itsLoginsBegin(String who) throws IOException {
        Map<String, String> form = MAPPER.convertValue(
                message("login-initiation-" + who).path("params"), new TypeReference<Map<String, String>>() {});
        form.put("target_link_uri", TestTool.TARGET);
        TestTool.Login login = tool.login(form);
        assertThat(login.query())
                .containsEntry("login_hint", form.get("login_hint"))
                .containsEntry("lti_message_hint", form.get("lti_message_hint"));
    }

    @Test
    void itTellsNoFrontPageAndItsWayBackIsNotTakenForOne() throws IOException {
        launch("launch-teacher");
        int told = tool.database()
                .read(handle -> handle.createQuery("select count(*) from deployment where lms_url is not null")
                        .mapTo(Integer.class)
                        .one());
        assertThat(told).isZero();
    }

    @Test
    void nothingOfAPersonIsKeptInTheLaunchLog() throws IOException {
        launch("launch-teacher");
        List<Map<String, Object>> rows = tool.database()
                .read(handle -> handle.createQuery("select * from launch_log")
                        .mapToMap()
                        .list());
        assertThat(rows.toString()).contains(ISS).doesNotContain("Tina", "example.invalid", "s3cret");
    }
}
