package lectern.lti;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.TestSite;
import lectern.lti.registration.Registration;
import lectern.practice.PracticeLms;
import lectern.settings.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The practice LMS takes our address for its notices, copies a course and tells: real tokens and calls on both sides. */
final class PracticeCopyTest {
    private static final Pattern FIELD = Pattern.compile("name=\"([^\"]*)\" value=\"([^\"]*)\">");

    private final HttpClient browser = HttpClient.newHttpClient();
    private String lms;
    private PracticeLms platform;
    private TestTool tool;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        int port = freePort();
        int lmsPort = freePort();
        String base = "http://localhost:" + port;
        lms = "http://127.0.0.1:" + lmsPort;
        platform = PracticeLms.start(new lectern.practice.Settings("127.0.0.1", lmsPort, base), Clock.systemUTC());
        tool = new TestTool(
                folder, Clock.systemUTC(), Map.of("lectern.base-url", base, "lectern.http.port", String.valueOf(port)));
        tool.lti()
                .registrations()
                .put(
                        new Settings.Registration(
                                lms,
                                "lectern-practice",
                                URI.create(lms + "/auth"),
                                URI.create(lms + "/.well-known/jwks.json"),
                                URI.create(lms + "/token"),
                                null,
                                "generic",
                                List.of("practice-1")),
                        Registration.Source.PRACTICE);
    }

    @AfterEach
    void stop() {
        tool.close();
        platform.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String get(String path) throws Exception {
        return browser.send(HttpRequest.newBuilder(URI.create(lms + path)).build(), BodyHandlers.ofString())
                .body();
    }

    private String post(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(lms + path))
                .header("Origin", lms)
                .POST(BodyPublishers.noBody())
                .build();
        return browser.send(request, BodyHandlers.ofString()).body();
    }

    private static Map<String, String> hidden(String html) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(html);
        while (field.find()) {
            fields.put(field.group(1), field.group(2).replace("&quot;", "\"").replace("&amp;", "&"));
        }
        return fields;
    }

    private void launch(String course) throws Exception {
        TestTool.Login login = tool.login(hidden(get("/launch?course=" + course + "&link=live&user=ada")));
        String answer = browser.send(
                        HttpRequest.newBuilder(URI.create(login.location())).build(), BodyHandlers.ofString())
                .body();
        String token = String.valueOf(hidden(answer).get("id_token"));
        assertThat(tool.launch(login, token).statusCode()).isEqualTo(200);
    }

    private String one(String query) {
        return tool.database()
                .read(handle ->
                        handle.createQuery(query).mapTo(String.class).findOne().orElse("none"));
    }

    @Test
    void aCourseThatIsCopiedThereBeginsWithTheSettingsHere() throws Exception {
        launch("physics");
        TestSite.await(
                "the LMS takes our address, instead of " + one("select problem from notice_handler"),
                () -> !one("select asked_at from notice_handler").equals("none")
                        && one("select coalesce(asked_at, 'none') from notice_handler")
                                .matches("[0-9]+"));
        assertThat(post("/hello")).contains("LtiHelloWorldNotice was sent; the tool answered 204.");
        tool.database().change(handle -> handle.execute("update class set retention_days = 30"));
        String copied = post("/copy/physics?user=ada");
        assertThat(copied).contains("LtiContextCopyNotice was sent; the tool answered 204.");
        assertThat(one("select context_id from course_origin")).isEqualTo("course-physics");
        Matcher copy = Pattern.compile("/course/(physics-copy-[0-9]+)").matcher(copied);
        assertThat(copy.find()).isTrue();
        launch(copy.group(1));
        assertThat(one("select retention_days from class where room_key = 'link:" + copy.group(1) + "-live'"))
                .isEqualTo("30");
        assertThat(one("select count(*) from notice")).isEqualTo("2");
    }
}
