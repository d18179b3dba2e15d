package lectern.lti.grades;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import lectern.TestSite;
import lectern.lti.TestLms;
import lectern.lti.TestLms.Reply;
import lectern.lti.TestTool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What staff of a class can do, and nobody else. */
final class GradesFeatureTest {
    private static final String RULE =
            "{\"send\":true,\"measure\":\"minutes\",\"enough\":45,\"points\":2.5,\"partial\":false}";

    private final TestLms lms = new TestLms();
    private final TestGradebook book = new TestGradebook(lms);
    private TestTool tool;

    @BeforeEach
    void start(@TempDir Path folder) {
        tool = new TestTool(folder, Clock.systemUTC(), Map.of());
        lms.register(tool.database());
        tool.database().change(handle -> {
            handle.execute("update course_services set line_items_url = ?", book.lineItems());
            handle.execute(
                    "insert into deployment (id, registration_id, deployment_id, created_at) values (2, 1, 'e', 0)");
            handle.execute("insert into class (id, deployment_id, room_key, course_id, title, created_at) "
                    + "values (2, 2, 'link:other', null, 'Of another school', 0)");
            handle.execute("insert into person (id, public_id, deployment_id, sub, name) values "
                    + "(1, 'ada', 1, 's1', 'Ada'), (3, 'cyd', 1, 's3', 'Cyd'), (9, 'eve', 2, 's1', 'Eve')");
            handle.execute("insert into membership (class_id, person_id, role, counted, last_launch_at) values "
                    + "(1, 1, 'host', 1, 0), (1, 3, 'student', 1, 0), (2, 9, 'host', 1, 0)");
        });
    }

    @AfterEach
    void stop() {
        tool.close();
        lms.close();
    }

    private HttpResponse<String> call(long classId, long person, String method, String path, String body) {
        return tool.send(tool.request(path)
                .header("Authorization", "Bearer " + tool.accounts().lobbyToken(classId, person))
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    private JsonNode grades(long classId, long person) {
        return TestSite.body(call(classId, person, "GET", "/api/lobby/grades", ""));
    }

    @Test
    void aRuleIsSetAndReadBack() {
        JsonNode before = grades(1, 1);
        assertThat(before.path("rule").path("send").asBoolean(true)).isFalse();
        assertThat(before.has("unavailable")).isFalse();
        call(1, 1, "PUT", "/api/lobby/grades", RULE);
        assertThat(grades(1, 1).path("rule")).isEqualTo(TestSite.parse(RULE));
    }

    @Test
    void onlyStaffSeeAndSetGradesAndOnlyThoseOfTheirClass() {
        call(1, 1, "PUT", "/api/lobby/grades", RULE);
        for (String[] one : List.of(
                new String[] {"GET", "/api/lobby/grades"},
                new String[] {"PUT", "/api/lobby/grades"},
                new String[] {"POST", "/api/lobby/grades/retry"},
                new String[] {"GET", "/api/roster"})) {
            assertThat(TestSite.refusal(call(1, 3, one[0], one[1], RULE))).isEqualTo("403 not_allowed");
        }
        JsonNode others = grades(2, 9);
        assertThat(others.path("people")).isEmpty();
        assertThat(others.path("rule").path("send").asBoolean(true)).isFalse();
        assertThat(TestSite.body(call(2, 9, "GET", "/api/roster", "")).path("people"))
                .isEmpty();
        assertThat(TestSite.body(call(1, 1, "GET", "/api/roster", "")).path("people"))
                .hasSize(1);
    }

    @Test
    void anotherTenantsPeopleAreNeverScored() {
        GradeStore store = new GradeStore(tool.database());
        store.set(1, new GradeRule(true, GradeRule.Measure.PERCENT, 75, 10, true));
        OutboxStore outbox = new OutboxStore(tool.database());
        outbox.want(1, List.of(new ScoreSheet.Wanted("eve", 10, ""), new ScoreSheet.Wanted("cyd", 10, "")), 10);
        assertThat(outbox.shown(1)).extracting(OutboxStore.Shown::person).containsExactly("cyd");
    }

    @Test
    void rulesThatAreNoneAreRefused() {
        for (String wrong : List.of(
                "{}",
                RULE.replace("45", "601"),
                RULE.replace("minutes", "percent").replace("45", "101"),
                RULE.replace("minutes", "hours"),
                RULE.replace("2.5", "0"),
                RULE.replace("2.5", "\"many\""))) {
            assertThat(TestSite.refusal(call(1, 1, "PUT", "/api/lobby/grades", wrong)))
                    .as(wrong)
                    .isEqualTo("400 bad_request");
        }
    }

    @Test
    void whyNoGradeCanBeSentIsSaid() {
        assertThat(grades(2, 9).path("unavailable").asText())
                .contains("gradebook")
                .contains("admin");
        tool.database()
                .change(handle ->
                        handle.execute("update course_services set line_item_scopes = ?", Scopes.RESULT_READ));
        assertThat(grades(1, 1).path("unavailable").asText()).contains("write grades");
    }

    @Test
    void aFailureIsShownInTheLmssWordsAndTriedAgain() {
        lms.tokens(Reply.json(400, "{\"error\":\"invalid_client\"}"));
        tool.database().change(handle -> {
            handle.execute("insert into session (id, class_id, started_by, started_at, ended_at) "
                    + "values ('s', 1, 1, 0, 3600000)");
            handle.execute("insert into event (session_id, n, t_us, type, person_id, payload) values ('s', 1, 0, "
                    + "'joined', 3, '{\"person\":\"cyd\",\"name\":\"Cyd\",\"role\":\"STUDENT\",\"counted\":true,"
                    + "\"room\":0}')");
        });
        call(1, 1, "PUT", "/api/lobby/grades", RULE);
        TestSite.await(
                "the failure", () -> grades(1, 1).path("problem").asText().contains("invalid_client"));
        assertThat(grades(1, 1).has("nextTryAt")).isTrue();
        assertThat(grades(1, 1).path("people").path(0).path("state").asText()).isEqualTo("waiting");
        lms.tokens(Reply.json(200, "{\"access_token\":\"t\"}"));
        assertThat(call(1, 1, "POST", "/api/lobby/grades/retry", "{}").statusCode())
                .isEqualTo(202);
        TestSite.await(
                "sent",
                () -> grades(1, 1).path("people").path(0).path("state").asText().equals("sent"));
        assertThat(grades(1, 1).has("problem")).isFalse();
        assertThat(book.scores())
                .singleElement()
                .satisfies(
                        score -> assertThat(score.path("scoreGiven").asDouble()).isEqualTo(2.5));
    }
}
