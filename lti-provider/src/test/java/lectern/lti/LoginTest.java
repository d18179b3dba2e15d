package lectern.lti;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.lti.registration.Registration;
import lectern.lti.registration.Registrations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTest {
    private static final String SHARED = "https://shared.example";

    @TempDir
    Path folder;

    private TestPlatform platform;
    private TestTool tool;

    @BeforeEach
    void start() throws Exception {
        platform = new TestPlatform();
        tool = new TestTool(folder, Clock.systemUTC(), Map.of());
        put(TestPlatform.ISS, TestPlatform.CLIENT);
        put(SHARED, "school-a");
        put(SHARED, "school-b");
    }

    private void put(String iss, String client) {
        tool.lti().registrations().put(platform.registration(iss, client, null), Registration.Source.MANUAL);
    }

    @AfterEach
    void stop() {
        tool.close();
        platform.close();
    }

    private static Map<String, String> parameters() {
        return TestTool.loginParameters(TestPlatform.ISS, TestPlatform.CLIENT);
    }

    @Test
    void redirectsToTheRegisteredEndpointWithExactlyTheParametersOfTheStandard() {
        TestTool.Login login = tool.login(parameters());
        assertThat(login.location()).startsWith("https://lms.school.edu/auth?tenant=a&scope=openid&");
        assertThat(login.query())
                .containsOnlyKeys(
                        "tenant",
                        "scope",
                        "response_type",
                        "response_mode",
                        "prompt",
                        "client_id",
                        "redirect_uri",
                        "login_hint",
                        "lti_message_hint",
                        "state",
                        "nonce")
                .containsEntry("response_type", "id_token")
                .containsEntry("response_mode", "form_post")
                .containsEntry("prompt", "none")
                .containsEntry("client_id", TestPlatform.CLIENT)
                .containsEntry("redirect_uri", TestTool.TARGET)
                .containsEntry("login_hint", "user 7/ä+%")
                .containsEntry("lti_message_hint", "{\"cmid\":3}");
        assertThat(login.location()).contains("login_hint=user%207%2F%C3%A4%2B%25");
    }

    @Test
    void stateAndNonceAreFreshAndUrlSafe() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            TestTool.Login login = tool.login(parameters());
            assertThat(List.of(login.state(), login.nonce())).allMatch(value -> value.matches("[A-Za-z0-9_-]{22,}"));
            assertThat(seen.add(login.state()) && seen.add(login.nonce())).isTrue();
        }
    }

    @Test
    void theStoreHoldsNoStateThatABrowserCouldUse() {
        TestTool.Login login = tool.login(parameters());
        String rows = tool.database()
                .read(handle -> handle.createQuery("select * from login")
                        .mapToMap()
                        .list()
                        .toString());
        assertThat(rows).contains(login.nonce()).doesNotContain(login.state());
    }

    @Test
    void setsBothKindsOfCookie() {
        HttpResponse<String> answer = tool.post("/lti/login", parameters(), List.of());
        List<String> cookies = answer.headers().allValues("Set-Cookie");
        assertThat(cookies)
                .hasSize(2)
                .allMatch(cookie -> cookie.contains("; Path=/lti; Secure; HttpOnly; SameSite=None; Max-Age=600"));
        assertThat(cookies)
                .filteredOn(cookie -> cookie.endsWith("; Partitioned"))
                .hasSize(1);
    }

    @Test
    void eitherCookieOpensTheClass() {
        for (int which = 0; which < 2; which++) {
            TestTool.Login login = tool.login(parameters());
            String token = platform.sign(TestClaims.valid(login.nonce(), Clock.systemUTC()));
            HttpResponse<String> answer =
                    tool.launch(login.state(), token, List.of(login.cookies().get(which)));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().allValues("Set-Cookie"))
                    .hasSize(2)
                    .allMatch(line -> line.contains("Max-Age=0"));
        }
    }

    @Test
    void getWorksAsWell() {
        HttpResponse<String> answer = tool.get("/lti/login?" + TestTool.encode(parameters()));
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void aHintThatIsNotSentIsNotSentOn() {
        Map<String, String> form = parameters();
        form.remove("lti_message_hint");
        assertThat(tool.login(form).query()).doesNotContainKey("lti_message_hint");
    }

    @Test
    void anIssuerWithOneRegistrationNeedsNoClientId() {
        Map<String, String> form = parameters();
        form.remove("client_id");
        assertThat(tool.login(form).query()).containsEntry("client_id", TestPlatform.CLIENT);
    }

    @Test
    void anIssuerWithSeveralRegistrationsNeedsTheClientIdOrItsOwnAddress() {
        Map<String, String> form = new HashMap<>(parameters());
        form.put("iss", SHARED);
        form.remove("client_id");
        assertThat(TestTool.code(tool.post("/lti/login", form, List.of()))).isEqualTo("not_registered");
        long id = tool.lti()
                .registrations()
                .find(SHARED, "school-b")
                .orElseThrow()
                .id();
        HttpResponse<String> answer = tool.post("/lti/login/" + id, form, List.of());
        assertThat(answer.headers().firstValue("Location").orElse("")).contains("client_id=school-b");
    }

    @Test
    void anAddressOfAnotherRegistrationIsRefused() {
        long id = tool.lti()
                .registrations()
                .find(SHARED, "school-b")
                .orElseThrow()
                .id();
        for (String path : List.of("/lti/login/" + id, "/lti/login/abc", "/lti/login/99999999999999999999")) {
            assertThat(TestTool.code(tool.post(path, parameters(), List.of()))).isEqualTo("not_registered");
        }
    }

    @Test
    void anUnknownPlatformIsNamedToTheAdminAndMayFrameTheAnswer() {
        Map<String, String> form = parameters();
        form.put("iss", "https://new.school.edu/<script>");
        HttpResponse<String> answer = tool.post("/lti/login", form, List.of());
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body())
                .contains("Issuer: https://new.school.edu/&lt;script&gt;")
                .contains("Client id: client-1")
                .doesNotContain("<script>");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .endsWith("frame-ancestors *");
    }

    @Test
    void whatIsMissingIsNamed() {
        for (String name : List.of("iss", "login_hint", "target_link_uri")) {
            Map<String, String> form = parameters();
            form.remove(name);
            HttpResponse<String> answer = tool.post("/lti/login", form, List.of());
            assertThat(TestTool.code(answer)).isEqualTo("missing_parameter");
            assertThat(answer.body()).contains(name + " is missing");
        }
    }

    @Test
    void aTargetElsewhereIsRefused() {
        for (String target : List.of(
                "https://evil.edu/lti/launch",
                "http://localhost:8081/lti/launch",
                "https://localhost:8080/lti/launch",
                "http://localhost:8080@evil.edu/",
                "http://a@localhost:8080/lti/launch",
                "//localhost:8080/",
                "javascript:alert(1)",
                "/lti/launch")) {
            Map<String, String> form = parameters();
            form.put("target_link_uri", target);
            assertThat(TestTool.code(tool.post("/lti/login", form, List.of())))
                    .as(target)
                    .isEqualTo("bad_target");
        }
    }

    @Test
    void whatIsTooLargeOrNoFormIsRefused() {
        Map<String, String> form = parameters();
        form.put("lti_message_hint", "h".repeat(9000));
        assertThat(TestTool.code(tool.post("/lti/login", form, List.of()))).isEqualTo("too_large");
        form.put("lti_message_hint", "h".repeat(90_000));
        assertThat(TestTool.code(tool.post("/lti/login", form, List.of()))).isEqualTo("too_large");
        HttpResponse<String> answer =
                tool.send(tool.request("/lti/login").POST(HttpRequest.BodyPublishers.ofString("iss=%zz")));
        assertThat(TestTool.code(answer)).isEqualTo("missing_parameter");
    }

    @Test
    void whatTheSettingsNameNoMoreIsSwitchedOffAndEverythingElseStays() {
        Registrations registrations = tool.lti().registrations();
        registrations.begin(List.of(platform.registration("https://first", "c", null)));
        registrations.begin(List.of(platform.registration("https://other", "c", null)));
        assertThat(TestTool.code(tool.post("/lti/login", TestTool.loginParameters("https://first", "c"), List.of())))
                .isEqualTo("not_registered");
        assertThat(tool.login(TestTool.loginParameters("https://other", "c")).state())
                .isNotEmpty();
        assertThat(tool.login(parameters()).state()).isNotEmpty();
    }

    @Test
    void moodleIsNotSentBackToALaunchThatItTakesOnlyOnce() {
        Map<String, String> form = parameters();
        form.put("lti_message_hint", "{\"cmid\":3,\"launchid\":\"ltilaunch1_1912664397\"}");
        TestTool.Login login = tool.login(form);
        String token = platform.sign(TestClaims.valid(login.nonce(), Clock.systemUTC()));
        HttpResponse<String> answer = tool.launch(login.state(), token, List.of());
        assertThat(TestTool.code(answer)).isEqualTo("wrong_browser");
        assertThat(answer.body()).doesNotContain("/lti/login?");
    }

    @Test
    void aHintThatWorksOnceIsNotSpentByABrowserWithoutCookies() {
        Map<String, String> form = parameters();
        form.put("lti_message_hint", "{\"cmid\":3,\"launchid\":\"ltilaunch1_1912664397\"}");
        HttpResponse<String> begun = tool.post("/lti/login", form, List.of());
        String location = begun.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith(TestTool.BASE + "/lti/login/check?state=");
        String check = location.substring(TestTool.BASE.length());
        HttpResponse<String> refused = tool.get(check);
        assertThat(TestTool.code(refused)).isEqualTo("wrong_browser");
        // The LMS has not seen the hint, so that a new tab can begin with it.
        assertThat(refused.body()).contains("/lti/login?", "launchid", "Open in a new tab");
        String cookie = begun.headers().allValues("Set-Cookie").get(0).split(";", 2)[0];
        assertThat(TestTool.code(tool.send(tool.request(check).header("Cookie", cookie))))
                .as("the login is over")
                .isEqualTo("state_used");
        assertThat(TestTool.code(tool.get("/lti/login/check"))).isEqualTo("missing_parameter");
        assertThat(TestTool.code(tool.get("/lti/login/check?state=made-up"))).isEqualTo("state_unknown");
    }

    @Test
    void loginsOnTheirWayAreLimited() {
        long expires = Clock.systemUTC().millis() + 600_000;
        long registration = tool.lti()
                .registrations()
                .find(TestPlatform.ISS, TestPlatform.CLIENT)
                .orElseThrow()
                .id();
        tool.database()
                .change(handle -> handle.createUpdate("""
                        with recursive n (i) as (select 1 union all select i + 1 from n where i < 20000)
                        insert into login (state_hash, nonce, registration_id, target_link_uri, login_hint, expires_at)
                        select cast(i as blob), 'n', :registration, 'http://localhost', 'h', :expires from n""")
                        .bind("registration", registration)
                        .bind("expires", expires)
                        .execute());
        assertThat(TestTool.code(tool.post("/lti/login", parameters(), List.of())))
                .isEqualTo("busy");
    }

    @Test
    void theRedirectIsAnAddress() {
        assertThat(URI.create(tool.login(parameters()).location()).getHost()).isEqualTo("lms.school.edu");
    }
}
