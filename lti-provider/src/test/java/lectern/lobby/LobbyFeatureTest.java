package lectern.lobby;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import lectern.TestSite;
import lectern.account.Role;
import lectern.attendance.CourseRoster;
import lectern.classroom.Event;
import lectern.classroom.EventJson;
import lectern.classroom.Stamped;
import lectern.schedule.Rule;
import lectern.schedule.Schedules;
import lectern.schedule.Zones;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LobbyFeatureTest {
    @TempDir
    Path folder;

    private TestSite site;

    @BeforeEach
    void start() {
        site = new TestSite(folder, Clock.systemUTC(), Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private String ada() {
        return site.lobby(TestSite.OPTICS, 1);
    }

    private String cyd() {
        return site.lobby(TestSite.OPTICS, 3);
    }

    @Test
    void theLobbySaysWhatOneCanDo() {
        JsonNode teacher = TestSite.body(site.get(ada(), "/api/lobby"));
        assertThat(teacher.path("phase").asText()).isEqualTo("idle");
        assertThat(teacher.path("canStart").asBoolean()).isTrue();
        assertThat(teacher.path("canJoin").asBoolean()).isFalse();
        assertThat(teacher.path("record").asBoolean()).isTrue();
        assertThat(teacher.path("retentionDays").asInt()).isEqualTo(180);
        assertThat(Instant.parse(teacher.path("keptUntil").asText()))
                .isAfter(Instant.now().plus(Duration.ofDays(179)));
        JsonNode student = TestSite.body(site.get(cyd(), "/api/lobby"));
        assertThat(student.path("canStart").asBoolean()).isFalse();
        assertThat(student.path("waiting").asInt()).as("the teacher's page").isEqualTo(1);
        assertThat(TestSite.body(site.get(ada(), "/api/lobby")).path("waiting").asInt())
                .isEqualTo(1);
    }

    @Test
    void withoutALobbyTokenThereIsNoLobby() {
        assertThat(TestSite.refusal(site.get("nonsense", "/api/lobby"))).isEqualTo("401 signed_out");
        assertThat(TestSite.refusal(site.get(site.seat(TestSite.OPTICS, 1, true), "/api/lobby")))
                .isEqualTo("403 not_allowed");
        assertThat(TestSite.refusal(site.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + site.port() + "/api/lobby")))))
                .isEqualTo("401 signed_out");
    }

    @Test
    void theLobbySaysWhenTheClassIsPlannedUntilThatIsOver() {
        assertThat(TestSite.body(site.get(cyd(), "/api/lobby")).has("startsAt")).isFalse();
        Instant starts = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MINUTES);
        Instant ends = starts.plusSeconds(3600);
        plan(starts, ends);
        JsonNode lobby = TestSite.body(site.get(cyd(), "/api/lobby"));
        assertThat(lobby.path("startsAt").asText()).isEqualTo(starts.toString());
        assertThat(lobby.path("endsAt").asText()).isEqualTo(ends.toString());
        assertThat(TestSite.body(site.get(site.lobby(TestSite.WAVES, 2), "/api/lobby"))
                        .has("startsAt"))
                .as("another class")
                .isFalse();
        site.database()
                .change(handle -> handle.execute("insert into session (id, class_id, started_by, started_at, "
                        + "ended_at) values ('s0', 1, 1, " + starts.toEpochMilli() + ", " + ends.toEpochMilli() + ")"));
        assertThat(TestSite.body(site.get(cyd(), "/api/lobby")).has("startsAt"))
                .as("held and ended before its time was over")
                .isFalse();
        plan(ends, ends.plusSeconds(60));
        assertThat(TestSite.body(site.get(cyd(), "/api/lobby")).path("startsAt").asText())
                .isEqualTo(ends.toString());
    }

    private void plan(Instant starts, Instant ends) {
        LocalDateTime local = LocalDateTime.ofInstant(starts, Zones.UTC);
        int minutes = (int) Duration.between(starts, ends).toMinutes();
        Rule once = new Rule(Zones.UTC, local.toLocalDate(), local.toLocalTime(), minutes, null);
        site.database().change(handle -> Schedules.add(handle, 1, "link:1", once, Instant.now()));
    }

    @Test
    void aTicketWorksOnce() {
        String url = TestSite.body(site.json(ada(), "POST", "/api/lobby/ticket", "{\"for\":\"class\"}"))
                .path("url")
                .asText();
        assertThat(url).startsWith("/room#t=");
        String enter = "{\"ticket\":\"" + url.substring(url.indexOf('=') + 1) + "\"}";
        JsonNode entered = TestSite.body(site.json("", "POST", "/api/enter", enter));
        assertThat(entered.path("purpose").asText()).isEqualTo("class");
        assertThat(entered.path("me").path("role").asText()).isEqualTo("host");
        assertThat(TestSite.refusal(site.json("", "POST", "/api/enter", enter))).isEqualTo("401 ticket_used");
    }

    @Test
    void ticketsForNothingAreRefused() {
        for (String wish :
                List.of("", "{}", "[]", "{\"for\":\"lobby\"}", "{\"for\":\"replay\"}", "{\"for\":5", "{\"for\":{}}")) {
            assertThat(TestSite.refusal(site.json(ada(), "POST", "/api/lobby/ticket", wish)))
                    .as(wish)
                    .isEqualTo("400 bad_request");
        }
        assertThat(TestSite.refusal(
                        site.json(ada(), "POST", "/api/lobby/ticket", "{\"for\":\"replay\",\"recording\":\"none\"}")))
                .isEqualTo("404 not_found");
    }

    @Test
    void onlyStaffChangeTheSettings() {
        String change = "{\"record\":false,\"retentionDays\":30,\"releaseByDefault\":true,\"peek\":true,"
                + "\"video\":\"h264\",\"redundantAudio\":true}";
        assertThat(TestSite.refusal(site.json(cyd(), "PUT", "/api/lobby/settings", change)))
                .isEqualTo("403 not_allowed");
        assertThat(TestSite.body(site.json(ada(), "PUT", "/api/lobby/settings", change)))
                .isEqualTo(TestSite.parse(change));
        assertThat(TestSite.body(site.get(cyd(), "/api/lobby")).path("record").asBoolean(true))
                .isFalse();
        for (String wrong : List.of(
                "{\"record\":false,\"retentionDays\":0,\"releaseByDefault\":true}",
                "{\"record\":false,\"retentionDays\":3651,\"releaseByDefault\":true}",
                "{\"record\":\"maybe\",\"retentionDays\":30,\"releaseByDefault\":true}",
                "{\"record\":false,\"retentionDays\":30,\"releaseByDefault\":true,\"video\":\"av1\"}",
                "{\"record\":false}")) {
            assertThat(TestSite.refusal(site.json(ada(), "PUT", "/api/lobby/settings", wrong)))
                    .as(wrong)
                    .isEqualTo("400 bad_request");
        }
    }

    @Test
    void codecsThatAChangeLeavesOutStay() {
        String all = "{\"record\":true,\"retentionDays\":30,\"releaseByDefault\":false,\"video\":\"h264\"}";
        assertThat(TestSite.body(site.get(ada(), "/api/lobby")).path("video").asText())
                .isEqualTo("vp8");
        site.json(ada(), "PUT", "/api/lobby/settings", all);
        String less = "{\"record\":true,\"retentionDays\":31,\"releaseByDefault\":false}";
        site.json(ada(), "PUT", "/api/lobby/settings", less);
        JsonNode lobby = TestSite.body(site.get(ada(), "/api/lobby"));
        assertThat(lobby.path("video").asText()).isEqualTo("h264");
        assertThat(lobby.path("redundantAudio").asBoolean(true)).isFalse();
    }

    @Test
    void attendanceIsForStaffOfThatClass() {
        heldClass();
        JsonNode sessions = TestSite.body(site.get(ada(), "/api/lobby")).path("sessions");
        assertThat(sessions).hasSize(1);
        assertThat(sessions.get(0).path("present").asInt()).isEqualTo(2);
        assertThat(TestSite.body(site.get(cyd(), "/api/lobby")).path("sessions"))
                .isEmpty();
        String path = "/api/sessions/s1/attendance";
        JsonNode attendance = TestSite.body(site.get(ada(), path));
        assertThat(attendance.path("people")).hasSize(2);
        assertThat(attendance.path("people").get(1).path("minutes").asInt()).isEqualTo(25);
        String csv = site.get(ada(), path + ".csv").body();
        assertThat(csv).startsWith("\uFEFFName,").contains("Ada,host,30,").contains("Cyd,student,25,");
        assertThat(csv).doesNotContain("Mum").doesNotContain("Preview");
        assertThat(TestSite.refusal(site.get(cyd(), path))).isEqualTo("403 not_allowed");
        assertThat(TestSite.refusal(site.get(site.lobby(TestSite.WAVES, 2), path)))
                .isEqualTo("404 not_found");
        assertThat(TestSite.refusal(site.get(site.seat(TestSite.OPTICS, 1, true), path)))
                .isEqualTo("403 not_allowed");
        assertThat(TestSite.refusal(site.get(ada(), "/api/sessions/s2/attendance.csv")))
                .isEqualTo("404 not_found");
    }

    @Test
    void whoIsEnrolledAndDidNotComeIsAbsentUnlessExcusedOrNewer() {
        heldClass();
        Instant end = Instant.ofEpochMilli(1_001_800_000);
        site.enrol(classId -> new CourseRoster.Enrolled(
                end,
                null,
                List.of(
                        new CourseRoster.Student("cyd", "Cyd", Instant.EPOCH),
                        new CourseRoster.Student("dan", "Dan", Instant.EPOCH),
                        new CourseRoster.Student("eve", "Eve", end.plusSeconds(1)))));
        String path = "/api/sessions/s1/attendance";
        JsonNode attendance = TestSite.body(site.get(ada(), path));
        assertThat(attendance.path("roster").path("asOf").asText()).isEqualTo(end.toString());
        assertThat(attendance.path("people").findValuesAsText("person")).containsExactly("ada", "cyd", "dan");
        assertThat(attendance.path("people").findValuesAsText("status"))
                .containsExactly("present", "present", "absent");
        String excused = "/api/sessions/s1/excused/dan";
        assertThat(site.json(ada(), "PUT", excused, "{\"excused\":true}").statusCode())
                .isEqualTo(204);
        assertThat(site.changed()).containsExactly(TestSite.OPTICS);
        assertThat(TestSite.body(site.get(ada(), path)).path("people").findValuesAsText("status"))
                .containsExactly("present", "present", "excused");
        assertThat(site.get(ada(), path + ".csv").body()).contains("\r\nDan,student,0,,,0,excused\r\n");
        site.json(ada(), "PUT", excused, "{\"excused\":false}");
        assertThat(site.get(ada(), path + ".csv").body()).contains("\r\nDan,student,0,,,0,absent\r\n");
    }

    @Test
    void onlyStaffOfTheClassExcuseItsPeople() {
        heldClass();
        String yes = "{\"excused\":true}";
        String excused = "/api/sessions/s1/excused/";
        assertThat(TestSite.refusal(site.json(cyd(), "PUT", excused + "cyd", yes)))
                .isEqualTo("403 not_allowed");
        assertThat(TestSite.refusal(site.json(site.lobby(TestSite.WAVES, 2), "PUT", excused + "cyd", yes)))
                .isEqualTo("404 not_found");
        assertThat(TestSite.refusal(site.json(ada(), "PUT", excused + "nobody", yes)))
                .isEqualTo("404 not_found");
        assertThat(TestSite.refusal(site.json(ada(), "PUT", excused + "cyd", "{}")))
                .isEqualTo("400 bad_request");
        site.database().change(handle -> {
            handle.execute(
                    "insert into deployment (id, registration_id, deployment_id, created_at) values (2, 1, 'e', 0)");
            handle.execute("insert into person (id, public_id, deployment_id, sub, name) values "
                    + "(9, 'stranger', 2, 's3', 'Of another school')");
        });
        assertThat(TestSite.refusal(site.json(ada(), "PUT", excused + "stranger", yes)))
                .as("another tenant's person")
                .isEqualTo("404 not_found");
        assertThat(site.changed()).isEmpty();
    }

    private void heldClass() {
        site.database().change(handle -> {
            handle.execute("insert into session (id, class_id, started_by, started_at, ended_at) "
                    + "values ('s1', 1, 1, 1000000000, 1001800000)");
            long minute = 60_000_000;
            List<Stamped> events = List.of(
                    new Stamped(1, 0, new Event.Joined("ada", "Ada", Role.HOST, true, 0)),
                    new Stamped(2, 0, new Event.Joined("mum", "Mum", Role.OBSERVER, true, 0)),
                    new Stamped(3, 0, new Event.Joined("pre", "=Preview", Role.STUDENT, false, 0)),
                    new Stamped(4, 5 * minute, new Event.Joined("cyd", "Cyd", Role.STUDENT, true, 0)));
            List<Long> keys = List.of(1L, 5L, 6L, 3L);
            for (int i = 0; i < events.size(); i++) {
                Stamped one = Objects.requireNonNull(events.get(i));
                handle.createUpdate("insert into event (session_id, n, t_us, type, person_id, payload) "
                                + "values ('s1', :n, :t, 'joined', :person, :payload)")
                        .bind("n", one.n())
                        .bind("t", one.micros())
                        .bind("person", keys.get(i))
                        .bind("payload", EventJson.payload(one.event()))
                        .execute();
            }
        });
    }
}
