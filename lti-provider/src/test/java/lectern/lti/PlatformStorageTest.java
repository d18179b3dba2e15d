package lectern.lti;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Launches of a browser that keeps no cookie, on a platform that keeps data for its tools. */
class PlatformStorageTest {
    private static final Clock CLOCK = Clock.systemUTC();

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

    private static HttpResponse<String> login(String target) {
        Map<String, String> form = TestTool.loginParameters(TestPlatform.ISS, TestPlatform.CLIENT);
        form.put("lti_storage_target", target);
        return tool.post("/lti/login", form, List.of());
    }

    /** A login's state and the launch's form, with a good token. */
    private static Map<String, String> begun() {
        JsonNode step = TestTool.bootstrap(login("_parent"));
        String nonce = step.path("next").asText().replaceAll(".*[?&]nonce=([^&]+).*", "$1");
        Map<String, String> form = new HashMap<>();
        form.put("state", step.path("value").asText());
        form.put("id_token", platform.sign(TestClaims.valid(nonce, CLOCK)));
        return form;
    }

    private static HttpResponse<String> again(Map<String, String> form, String found, @Nullable String origin) {
        Map<String, String> second = new HashMap<>(form);
        second.put("lti_storage", found);
        HttpRequest.Builder request = tool.request("/lti/launch")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(TestTool.encode(second)));
        if (origin != null) {
            request.header("Origin", origin);
        }
        return tool.send(request);
    }

    @Test
    void theLoginPutsTheStateWithThePlatformAndThenGoesOn() {
        HttpResponse<String> page = login("lti_storage_frame");
        JsonNode step = TestTool.bootstrap(page);
        assertThat(step.path("step").asText()).isEqualTo("put");
        assertThat(step.path("target").asText()).isEqualTo("lti_storage_frame");
        assertThat(step.path("origin").asText()).isEqualTo("https://lms.school.edu");
        String state = step.path("value").asText();
        assertThat(step.path("key").asText()).isEqualTo("lti_state_" + state);
        assertThat(step.path("next").asText())
                .startsWith("https://lms.school.edu/auth?")
                .contains("state=" + state);
        assertThat(page.headers().allValues("Set-Cookie")).as("cookies as well").hasSize(2);
    }

    @Test
    void aPlatformWithoutStorageGetsARedirect() {
        assertThat(login("").statusCode()).isEqualTo(302);
        assertThat(login("not a frame's name").statusCode()).isEqualTo(302);
    }

    @Test
    void aLaunchWithoutCookiesAsksThePlatformAndThenOpens() {
        Map<String, String> form = begun();
        HttpResponse<String> page = tool.post("/lti/launch", form, List.of());
        assertThat(TestTool.bootstrap(page).path("step").asText()).isEqualTo("get");
        assertThat(page.headers().firstValue("Referrer-Policy"))
                .as("else browsers send no origin with the form")
                .contains("same-origin");
        assertThat(page.body())
                .contains("name=\"state\" value=\"" + form.get("state"))
                .contains("name=\"lti_storage\"");
        HttpResponse<String> opened = again(form, String.valueOf(form.get("state")), TestTool.BASE);
        assertThat(TestTool.bootstrap(opened).path("token").asText()).hasSize(43);
        assertThat(TestTool.code(again(form, String.valueOf(form.get("state")), TestTool.BASE)))
                .isEqualTo("state_used");
    }

    @Test
    void anotherPagesFormProvesNothing() {
        for (String origin : new String[] {"https://evil.edu", "https://lms.school.edu", "null", null}) {
            Map<String, String> form = begun();
            assertThat(TestTool.code(again(form, String.valueOf(form.get("state")), origin)))
                    .as("from %s", origin)
                    .isEqualTo("wrong_browser");
        }
    }

    @Test
    void aPlatformThatDoesNotAnswerLeavesTheNewTab() {
        HttpResponse<String> answer = again(begun(), "none", TestTool.BASE);
        assertThat(TestTool.code(answer)).isEqualTo("wrong_browser");
        assertThat(answer.body()).contains("Open in a new tab").contains("/lti/login?iss=");
    }

    @Test
    void anotherLoginsStateProvesNothing() {
        assertThat(TestTool.code(again(begun(), "another", TestTool.BASE))).isEqualTo("wrong_browser");
    }

    @Test
    void storageProvesNothingWhereThePlatformNamedNone() {
        TestTool.Login login = tool.login(TestTool.loginParameters(TestPlatform.ISS, TestPlatform.CLIENT));
        Map<String, String> form = new HashMap<>();
        form.put("state", login.state());
        form.put("id_token", platform.sign(TestClaims.valid(login.nonce(), CLOCK)));
        assertThat(TestTool.code(again(form, login.state(), TestTool.BASE))).isEqualTo("wrong_browser");
    }

    @Test
    void nothingOfTheFormCanBecomeMarkup() {
        Map<String, String> form = begun();
        form.put("id_token", "\"><script>alert(1)</script>");
        assertThat(tool.post("/lti/launch", form, List.of()).body()).doesNotContain("<script>alert");
    }
}
