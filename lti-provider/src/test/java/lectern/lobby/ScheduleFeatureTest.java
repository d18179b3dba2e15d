package lectern.lobby;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import lectern.TestSite;
import lectern.account.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleFeatureTest {
    private static final String PATH = "/api/lobby/schedule";

    @TempDir
    Path folder;

    private TestSite site;

    @BeforeEach
    void start() {
        site = new TestSite(folder, new TestClock(), Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private String ada() {
        return site.lobby(TestSite.OPTICS, 1);
    }

    private JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestSite.body(answer);
    }

    @Test
    void aTeacherPlansAWeeklyClassAndEverybodySeesItsNextTimes() {
        JsonNode planned = ok(site.json(ada(), "POST", PATH, TestSite.WEEKLY));
        assertThat(planned.path("series")).hasSize(1);
        assertThat(planned.path("series")
                        .get(0)
                        .path("repeat")
                        .path("days")
                        .get(0)
                        .asText())
                .isEqualTo("MO");
        assertThat(planned.path("classes").findValuesAsText("startsAt"))
                .containsExactly("2026-11-30T10:00:00Z", "2026-12-07T10:00:00Z", "2026-12-14T10:00:00Z");
        JsonNode lobby = ok(site.get(site.lobby(TestSite.OPTICS, 3), "/api/lobby"));
        assertThat(lobby.path("startsAt").asText()).isEqualTo("2026-11-30T10:00:00Z");
        assertThat(lobby.path("now").asText()).isEqualTo("2026-11-23T10:00:00Z");
        assertThat(lobby.path("upcoming")).hasSize(3);
        assertThat(ok(site.get(site.lobby(TestSite.WAVES, 2), PATH)).path("series"))
                .isEmpty();
    }

    @Test
    void oneClassIsCancelledMovedAndPutBack() {
        String series = PATH + "/"
                + ok(site.json(ada(), "POST", PATH, TestSite.WEEKLY))
                        .path("series")
                        .get(0)
                        .path("id")
                        .asText();
        JsonNode cancelled = ok(site.json(ada(), "PUT", series + "/2026-11-30", "{\"cancelled\":true}"));
        assertThat(cancelled.path("classes").get(0).path("cancelled").asBoolean())
                .isTrue();
        JsonNode lobby = ok(site.get(site.lobby(TestSite.OPTICS, 3), "/api/lobby"));
        assertThat(lobby.path("startsAt").asText()).isEqualTo("2026-12-07T10:00:00Z");
        assertThat(lobby.path("upcoming").get(0).path("cancelled").asBoolean()).isTrue();
        JsonNode moved = ok(site.json(
                ada(), "PUT", series + "/2026-11-30", "{\"date\":\"2026-12-01\",\"starts\":\"11:30\",\"minutes\":45}"));
        assertThat(moved.path("classes").get(0).path("endsAt").asText()).isEqualTo("2026-12-01T12:15:00Z");
        assertThat(moved.path("classes").get(0).path("moved").asBoolean()).isTrue();
        JsonNode back = ok(site.json(ada(), "DELETE", series + "/2026-11-30", ""));
        assertThat(back.path("classes").get(0).path("startsAt").asText()).isEqualTo("2026-11-30T10:00:00Z");
        JsonNode later = ok(site.json(ada(), "PUT", series, TestSite.WEEKLY.replace("10:00", "15:00")));
        assertThat(later.path("classes").get(0).path("startsAt").asText()).isEqualTo("2026-11-30T15:00:00Z");
        assertThat(ok(site.json(ada(), "DELETE", series, "")).path("classes")).isEmpty();
        assertThat(TestSite.refusal(site.json(ada(), "DELETE", series, ""))).isEqualTo("404 not_found");
    }

    @Test
    void onlyStaffOfTheClassPlan() {
        String series = PATH + "/"
                + ok(site.json(ada(), "POST", PATH, TestSite.WEEKLY))
                        .path("series")
                        .get(0)
                        .path("id")
                        .asText();
        for (long student : new long[] {3, 5, 6}) {
            String token = site.lobby(TestSite.OPTICS, student);
            assertThat(TestSite.refusal(site.get(token, PATH))).isEqualTo("403 not_allowed");
            assertThat(TestSite.refusal(site.json(token, "POST", PATH, TestSite.WEEKLY)))
                    .isEqualTo("403 not_allowed");
            assertThat(TestSite.refusal(site.json(token, "DELETE", series, ""))).isEqualTo("403 not_allowed");
        }
        String ben = site.lobby(TestSite.WAVES, 2);
        assertThat(TestSite.refusal(site.json(ben, "PUT", series, TestSite.WEEKLY)))
                .isEqualTo("404 not_found");
        assertThat(TestSite.refusal(site.json(ben, "DELETE", series, ""))).isEqualTo("404 not_found");
        assertThat(TestSite.refusal(site.json(ben, "PUT", series + "/2026-11-30", "{\"cancelled\":true}")))
                .isEqualTo("404 not_found");
        assertThat(TestSite.refusal(site.get("nonsense", PATH))).isEqualTo("401 signed_out");
    }

    @Test
    void whatIsNoPlanIsRefused() {
        for (String wrong : List.of(
                "{}",
                TestSite.WEEKLY.replace("Europe/Lisbon", "Europe/Atlantis"),
                TestSite.WEEKLY.replace("2026-11-30", "30.11.2026"),
                TestSite.WEEKLY.replace("2026-11-30", "9999-11-30"),
                TestSite.WEEKLY.replace("10:00", "ten"),
                TestSite.WEEKLY.replace("60", "1441"),
                TestSite.WEEKLY.replace("[\"MO\"]", "[]"),
                TestSite.WEEKLY.replace("[\"MO\"]", "[null]"),
                TestSite.WEEKLY.replace("[\"MO\"]", "[\"FUNDAY\"]"),
                TestSite.WEEKLY.replace("\"count\":3", "\"count\":3,\"until\":\"2026-12-30\""),
                TestSite.WEEKLY.replace(",\"count\":3", ""),
                TestSite.WEEKLY.replace("\"count\":3", "\"count\":2147483647"),
                TestSite.WEEKLY.replace("\"every\":1", "\"every\":0"))) {
            assertThat(TestSite.refusal(site.json(ada(), "POST", PATH, wrong)))
                    .as(wrong)
                    .isEqualTo("400 bad_request");
        }
        assertThat(TestSite.refusal(site.json(ada(), "PUT", PATH + "/x", TestSite.WEEKLY)))
                .isEqualTo("404 not_found");
        assertThat(ok(site.get(ada(), PATH)).path("series")).isEmpty();
    }
}
