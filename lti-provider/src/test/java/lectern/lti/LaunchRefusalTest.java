package lectern.lti;

import static lectern.lti.TestClaims.C;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lectern.lti.RefusedLaunches.Form;
import lectern.lti.registration.Registration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every launch that a tool must refuse, each with its code: the 12 payloads of the 1EdTech certification, what default
 * libraries let pass, and the ways to fool a tool. Through the running server, with real signatures.
 */
class LaunchRefusalTest {
    @TempDir
    static Path folder;

    private static final Clock CLOCK = RefusedLaunches.CLOCK;

    private static TestPlatform platform;
    private static TestTool tool;

    @BeforeAll
    static void start() throws Exception {
        platform = new TestPlatform();
        tool = new TestTool(folder, CLOCK, Map.of("lectern.lti.new-deployments", "pending"));
        var known = platform.registration(TestPlatform.ISS, TestPlatform.CLIENT, null);
        tool.lti()
                .registrations()
                .put(
                        new lectern.settings.Settings.Registration(
                                known.iss(),
                                known.clientId(),
                                known.authUrl(),
                                known.jwksUrl(),
                                null,
                                null,
                                "generic",
                                List.of("dep-1")),
                        Registration.Source.MANUAL);
    }

    @AfterAll
    static void stop() {
        tool.close();
        platform.close();
    }

    private static Form form() {
        return new Form(tool, platform);
    }

    static Stream<RefusedLaunches.Case> deck() {
        return RefusedLaunches.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deck")
    void isRefusedWithItsCode(RefusedLaunches.Case one) {
        HttpResponse<String> answer = one.sent(form());
        assertThat(TestTool.code(answer)).isEqualTo(one.code());
        assertThat(answer.statusCode()).isBetween(400, 413);
        // A signed answer may have two underlines by chance, which is no place that was left unfilled.
        assertThat(answer.body())
                .contains("L-")
                .doesNotContain("id=\"bootstrap\"", "ada@school.invalid")
                .doesNotContainPattern("__[A-Z]{3,}__");
        assertThat(logged()).isEqualTo(one.code());
    }

    @Test
    void theUnbrokenLaunchIsGood() {
        HttpResponse<String> answer = form().send();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(logged()).isEqualTo("ok");
    }

    @Test
    void aFormSentTwiceOpensOneClassOnly() {
        Form form = form();
        form.token = TestPlatform.sign(form.key, form.header, form.claims);
        assertThat(form.send().statusCode()).isEqualTo(200);
        assertThat(TestTool.code(form.send())).isEqualTo("state_used");
    }

    @Test
    void aLaunchWithoutCookiesOffersToStartAgainInANewTab() {
        Form form = form();
        form.cookies = List.of();
        assertThat(form.send().body())
                .contains("Open in a new tab")
                .contains("target=\"_blank\"")
                .contains("/lti/login?iss=https%3A%2F%2Flms.school.edu&amp;client_id=client-1")
                .contains("login_hint=user%207%2F%C3%A4%2B%25");
    }

    @Test
    void aVerifiedReturnAddressGetsTheReason() {
        Form form = form();
        form.claims.remove(C + "roles");
        assertThat(form.send().body())
                .contains("Back to course")
                .contains("https://lms.school.edu/back?course=1&amp;lti_errormsg=")
                .contains("lti_errorlog=missing_roles%20L-");
    }

    @Test
    void anUnverifiedReturnAddressIsNoLink() {
        Form form = form();
        form.claims.put("nonce", "other");
        assertThat(form.send().body()).doesNotContain("Back to course");
    }

    @Test
    void theErrorOfThePlatformIsShownToTheAdmin() {
        Form form = form();
        HttpResponse<String> answer = tool.post(
                "/lti/launch",
                Map.of("state", form.state, "error", "login_required", "error_description", "No <b>session</b>"),
                form.cookies);
        assertThat(TestTool.code(answer)).isEqualTo("login_refused");
        assertThat(answer.body()).contains("login_required: No &lt;b&gt;session&lt;/b&gt;");
    }

    @Test
    void theWordsOfAStrangerAreNotShown() {
        HttpResponse<String> answer = tool.post(
                "/lti/launch", Map.of("state", "made-up", "error", "x", "error_description", "Call 555"), List.of());
        assertThat(TestTool.code(answer)).isEqualTo("state_unknown");
        assertThat(answer.body()).doesNotContain("555");
    }

    @Test
    void aPlatformWhoseKeysCannotBeFetchedIsToldApart() {
        tool.lti()
                .registrations()
                .put(
                        platform.registration("https://down.edu", "c", URI.create("http://127.0.0.1:1/jwks")),
                        Registration.Source.MANUAL);
        TestTool.Login login = tool.login(TestTool.loginParameters("https://down.edu", "c"));
        HttpResponse<String> answer = tool.launch(login, platform.sign(TestClaims.valid(login.nonce(), CLOCK)));
        assertThat(TestTool.code(answer)).isEqualTo("keys_unavailable");
        assertThat(answer.statusCode()).isEqualTo(502);
    }

    @Test
    void aReloadedLaunchSaysWhatToDo() {
        HttpResponse<String> answer = tool.get("/lti/launch");
        assertThat(TestTool.code(answer)).isEqualTo("missing_parameter");
        assertThat(answer.body()).contains("Open the link in your course again");
    }

    private static String logged() {
        return tool.database()
                .read(handle -> handle.createQuery("select code from launch_log order by id desc limit 1")
                        .mapTo(String.class)
                        .one());
    }

    @Test
    void theDeckHasNoCodeThatNothingRaises() {
        List<String> codes = new ArrayList<>(
                RefusedLaunches.all().map(RefusedLaunches.Case::code).toList());
        // Not of a launch, or with tests of their own.
        codes.addAll(List.of("not_registered", "busy", "login_refused", "keys_unavailable"));
        assertThat(Stream.of(lectern.lti.refusal.Refusal.values()).map(one -> one.code()))
                .allMatch(codes::contains);
    }
}
