package lectern.lti.notices;

import static lectern.lti.TestClaims.C;
import static lectern.lti.TestClaims.MEMBERSHIP;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lectern.TestSite;
import lectern.lti.TestClaims;
import lectern.lti.TestPlatform;
import lectern.lti.TestTool;
import lectern.schedule.Rule;
import lectern.schedule.Schedules;
import lectern.schedule.Zones;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notices and launches of copied courses, with real signatures and a real key set. */
class NoticesTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final String COPY = "LtiContextCopyNotice";

    @TempDir
    Path folder;

    private TestPlatform platform;
    private TestTool tool;

    @BeforeEach
    void start() throws Exception {
        platform = new TestPlatform();
        tool = TestTool.connected(folder, CLOCK, platform);
        launch("first", "Optics", "link-1", Map.of());
        tool.database().change(handle -> {
            handle.execute("update class set record = 0, retention_days = 30, release_by_default = 1, peek = 1, "
                    + "video = 'h264', redundant_audio = 1 where room_key = 'link:link-1'");
            handle.execute("insert into grade_rule (class_id, send, measure, enough, points, partial, line_item_url) "
                    + "select id, 1, 'percent', 80, 5, 0, 'https://lms.example/1' from class");
            handle.execute("insert into session (id, class_id, started_by, started_at, ended_at) "
                    + "select 's1', c.id, p.id, 1, 2 from class c, person p");
            handle.execute("insert into recording (id, session_id, directory, status, keep_until) "
                    + "values ('r1', 's1', 'd', 'ready', 99999999999999)");
            LocalDate day = LocalDate.ofInstant(CLOCK.instant(), Zones.UTC).plusDays(3);
            Rule once = new Rule(Zones.UTC, day, LocalTime.NOON, 60, null);
            Schedules.add(handle, 1, "link:link-1", once, CLOCK.instant());
        });
    }

    @AfterEach
    void stop() {
        tool.close();
        platform.close();
    }

    private void launch(String course, String title, String link, Map<String, String> custom) {
        TestTool.Login login = tool.login(TestTool.loginParameters(TestPlatform.ISS, TestPlatform.CLIENT));
        Map<String, Object> claims = TestClaims.valid(login.nonce(), CLOCK);
        claims.put(C + "roles", List.of(MEMBERSHIP + "Instructor"));
        claims.put(C + "context", Map.of("id", course, "title", "Physics of " + course));
        claims.put(C + "resource_link", Map.of("id", link, "title", title));
        claims.put(C + "custom", custom);
        assertThat(tool.launch(login, platform.sign(claims)).statusCode()).isEqualTo(200);
    }

    private Map<String, Object> notice(String type, String id) {
        long now = CLOCK.instant().getEpochSecond();
        Map<String, Object> claims = new HashMap<>();
        claims.put("iss", TestPlatform.ISS);
        claims.put("aud", TestPlatform.CLIENT);
        claims.put("iat", now);
        claims.put("exp", now + 300);
        claims.put("nonce", UUID.randomUUID().toString());
        claims.put(C + "version", "1.3.0");
        claims.put(C + "deployment_id", "dep-1");
        claims.put(C + "notice", Map.of("id", id, "timestamp", CLOCK.instant().toString(), "type", type));
        return claims;
    }

    private Map<String, Object> copied(String course, String... origins) {
        Map<String, Object> claims = notice(COPY, UUID.randomUUID().toString());
        claims.put(C + "context", Map.of("id", course, "title", "Copied"));
        claims.put(C + "origin_contexts", List.of(origins));
        return claims;
    }

    private HttpResponse<String> send(String body) {
        return tool.send(tool.request("/lti/notices")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> sendAll(List<String> tokens) {
        List<String> notices =
                tokens.stream().map(jwt -> "{\"jwt\":\"" + jwt + "\"}").toList();
        return send("{\"notices\":[" + String.join(",", notices) + "]}");
    }

    private String refusal(Map<String, Object> claims) {
        return TestSite.refusal(sendAll(List.of(platform.sign(claims))));
    }

    private void taken(Map<String, Object> claims) {
        assertThat(sendAll(List.of(platform.sign(claims))).statusCode()).isEqualTo(204);
    }

    /** What the class of this key has: settings, the grade rule, planned classes, sessions. */
    private String has(String key) {
        return tool.database()
                .read(handle -> handle.createQuery("""
                                select c.record || ' ' || c.retention_days || ' ' || c.release_by_default || ' ' || c.peek
                                  || ' ' || c.video || ' ' || c.redundant_audio || ', '
                                  || coalesce((select g.measure || ' ' || g.enough || ' ' || g.points || ' '
                                       || (g.line_item_url is null) from grade_rule g where g.class_id = c.id), 'no rule')
                                  || ', ' || (select count(*) from class_series s where s.room_key = c.room_key)
                                  || ' planned, ' || (select count(*) from session s where s.class_id = c.id) || ' held'
                                from class c where c.room_key = :key""")
                        .bind("key", key)
                        .mapTo(String.class)
                        .findOne()
                        .orElse("nothing"));
    }

    private static final String COPIED = "0 30 1 1 h264 1, percent 80 5.0 1, 1 planned, 0 held";
    private static final String FRESH = "1 180 0 0 vp8 0, no rule, 0 planned, 0 held";

    @Test
    void aCopiedLinksHistoryBringsItsSettingsAndNothingElse() {
        launch("second", "Called otherwise", "link-9", Map.of("link_history", "gone-5,link-1"));
        assertThat(has("link:link-9")).isEqualTo(COPIED);
        launch("third", "Copy of the copy", "link-10", Map.of("link_history", "link-9,gone-5,link-1"));
        assertThat(has("link:link-10")).isEqualTo(COPIED);
        assertThat(has("link:link-1")).endsWith("1 held");
    }

    @Test
    void aHistoryThatTheLmsLeftAsItIsMeansNothing() {
        launch("second", "Waves", "link-9", Map.of("link_history", "$ResourceLink.id.history"));
        launch("second", "Sound", "link-10", Map.of("link_history", ""));
        launch("second", "Light", "link-11", Map.of("link_history", "gone,,$x, " + "y".repeat(300)));
        assertThat(has("link:link-9")).isEqualTo(FRESH);
        assertThat(has("link:link-10")).isEqualTo(FRESH);
        assertThat(has("link:link-11")).isEqualTo(FRESH);
    }

    @Test
    void aNoticeBeforeTheFirstLaunchBringsTheSettingsOfTheClassOfThatName() {
        taken(copied("second", "first"));
        launch("second", "Optics", "link-9", Map.of());
        launch("second", "Another", "link-10", Map.of());
        assertThat(has("link:link-9")).isEqualTo(COPIED);
        assertThat(has("link:link-10")).isEqualTo(FRESH);
    }

    @Test
    void aNoticeAfterTheFirstLaunchDoesTheSame() {
        launch("second", "Optics", "link-9", Map.of());
        assertThat(has("link:link-9")).isEqualTo(FRESH);
        taken(copied("second", "first"));
        assertThat(has("link:link-9")).isEqualTo(COPIED);
        taken(copied("second", "first"));
        assertThat(has("link:link-9")).as("and once").isEqualTo(COPIED);
    }

    @Test
    void whatATeacherChangedOrHeldStays() {
        launch("second", "Optics", "link-9", Map.of());
        tool.database()
                .change(handle -> handle.execute("update class set retention_days = 7 where room_key = 'link:link-9'"));
        taken(copied("second", "first"));
        assertThat(has("link:link-9")).startsWith("1 7 0 0 vp8 0, no rule");
    }

    @Test
    void theHistoryOfACourseIsAsGoodAsANotice() {
        launch("second", "Optics", "link-9", Map.of("context_history", "first"));
        assertThat(has("link:link-9")).isEqualTo(COPIED);
    }

    @Test
    void twoClassesOfOneNameAreNotGuessedBetween() {
        launch("first", "Optics", "link-2", Map.of());
        taken(copied("second", "first"));
        launch("second", "Optics", "link-9", Map.of());
        assertThat(has("link:link-9")).isEqualTo(FRESH);
    }

    @Test
    void anotherDeploymentsCourseIsNoOrigin() {
        tool.database()
                .change(handle -> handle.execute("insert into deployment (registration_id, deployment_id, created_at) "
                        + "values (1, 'dep-2', 0)"));
        Map<String, Object> theirs = copied("second", "first");
        theirs.put(C + "deployment_id", "dep-2");
        taken(theirs);
        launch("second", "Optics", "link-9", Map.of());
        assertThat(has("link:link-9")).isEqualTo(FRESH);
    }

    @Test
    void aGreetingAndAnUnknownNoticeAreTaken() {
        taken(notice("LtiHelloWorldNotice", "n-1"));
        taken(notice("LtiSomethingElseNotice", "n-2"));
        assertThat(send("{\"notices\":[]}").statusCode()).isEqualTo(204);
    }

    @Test
    void aReplayHasNoEffect() {
        String jwt = platform.sign(copied("second", "first"));
        assertThat(sendAll(List.of(jwt)).statusCode()).isEqualTo(204);
        tool.database().change(handle -> handle.execute("delete from course_origin"));
        assertThat(sendAll(List.of(jwt, jwt)).statusCode()).isEqualTo(204);
        assertThat(count("course_origin")).isZero();
    }

    @Test
    void whatIsNotTheLmsOwnIsRefused() {
        String forged = TestPlatform.sign(
                TestPlatform.newKey("key-1"),
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("key-1").build(),
                copied("second", "first"));
        assertThat(TestSite.refusal(sendAll(List.of(forged)))).isEqualTo("401 bad_signature");
        assertThat(refusal(with(copied("second", "first"), "iss", "https://other.example")))
                .endsWith("not_registered");
        assertThat(refusal(with(copied("second", "first"), "aud", "client-2"))).endsWith("not_registered");
        assertThat(refusal(with(copied("second", "first"), "azp", "client-2"))).isEqualTo("401 bad_azp");
        assertThat(refusal(with(copied("second", "first"), "exp", 1000))).isEqualTo("401 expired");
        assertThat(refusal(with(copied("second", "first"), C + "version", "1.1")))
                .isEqualTo("400 wrong_version");
        assertThat(refusal(with(copied("second", "first"), C + "deployment_id", "dep-9")))
                .isEqualTo("403 deployment_not_enabled");
        assertThat(refusal(with(copied("second", "first"), C + "notice", Map.of("id", "x"))))
                .isEqualTo("400 bad_claim");
        assertThat(refusal(with(copied("second", "first"), C + "origin_contexts", "")))
                .isEqualTo("400 bad_claim");
        assertThat(refusal(with(copied("second", "first"), C + "origin_contexts", List.of(1))))
                .isEqualTo("400 bad_claim");
        assertThat(refusal(with(copied("second", "first"), C + "context", Map.of())))
                .isEqualTo("400 missing_context");
        assertThat(TestSite.refusal(sendAll(List.of("x.y.z")))).isEqualTo("401 bad_token");
        assertThat(count("deployment")).as("a notice makes no deployment").isOne();
    }

    private int count(String table) {
        return tool.database()
                .read(handle -> handle.createQuery("select count(*) from " + table)
                        .mapTo(Integer.class)
                        .one());
    }

    private static Map<String, Object> with(Map<String, Object> claims, String name, Object value) {
        claims.put(name, value);
        return claims;
    }

    @Test
    void aBatchHasItsBoundsAndItsGoodNoticesCount() {
        assertThat(TestSite.refusal(send("{\"notices\":[" + "{},".repeat(64) + "{}]}")))
                .isEqualTo("413 too_large");
        assertThat(TestSite.refusal(send("{\"notices\":[{\"jwt\":\"" + "x".repeat(600_000) + "\"}]}")))
                .isEqualTo("413 too_large");
        assertThat(TestSite.refusal(send("{}"))).isEqualTo("400 bad_request");
        assertThat(TestSite.refusal(send("[]"))).isEqualTo("400 bad_request");
        List<String> batch = new ArrayList<>(List.of("x.y.z", platform.sign(copied("second", "first"))));
        assertThat(TestSite.refusal(sendAll(batch))).isEqualTo("401 bad_token");
        launch("second", "Optics", "link-9", Map.of());
        assertThat(has("link:link-9")).isEqualTo(COPIED);
    }
}
