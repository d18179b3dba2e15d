package lectern.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
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

/** The address of a calendar on the running site: Ada teaches and Cyd learns in course 1. */
class CalendarFeatureTest {
    private static final long COURSE = 1;
    private static final String PATH = "/api/course/calendar";

    @TempDir
    Path folder;

    private TestSite site;

    @BeforeEach
    void start() {
        site = new TestSite(folder, new TestClock(), Duration.ofSeconds(10));
        assertThat(site.json(site.lobby(TestSite.OPTICS, 1), "POST", "/api/lobby/schedule", TestSite.WEEKLY)
                        .statusCode())
                .isEqualTo(200);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private String cyd() {
        return site.courses().courseToken(COURSE, 3);
    }

    /** The path of a fresh address. */
    private String made(String token) {
        String url =
                TestSite.body(site.json(token, "POST", PATH, "{}")).path("url").asText();
        assertThat(url).matches("http://localhost:8080/calendar/[A-Za-z0-9_-]{43}\\.ics");
        return URI.create(url).getPath();
    }

    private HttpResponse<String> read(String path) {
        return site.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + site.port() + path)));
    }

    @Test
    void anAddressReadsTheTimetableUntilItIsTakenBack() {
        String token = cyd();
        assertThat(TestSite.body(site.get(token, PATH)).has("since")).isFalse();
        String path = made(token);
        assertThat(TestSite.body(site.get(token, PATH)).path("since").asText()).isEqualTo("2026-11-23T10:00:00Z");
        HttpResponse<String> calendar = read(path);
        assertThat(calendar.statusCode()).isEqualTo(200);
        assertThat(calendar.headers().firstValue("Content-Type").orElse("")).isEqualTo("text/calendar; charset=utf-8");
        assertThat(calendar.body())
                .startsWith("BEGIN:VCALENDAR\r\n")
                .contains("SUMMARY:Optics\r\n")
                .doesNotContain("Cyd", "cyd", "Ada");
        assertThat(site.json(token, "DELETE", PATH, "").statusCode()).isEqualTo(204);
        assertThat(read(path).statusCode()).isEqualTo(404);
        assertThat(TestSite.body(site.get(token, PATH)).has("since")).isFalse();
    }

    @Test
    void itsEntriesLeadToTheFrontPageThatTheLmsTold() {
        String path = made(cyd());
        assertThat(read(path).body()).doesNotContain("URL");
        site.database()
                .change(handle -> handle.execute("update deployment set lms_url = 'https://lms.school.edu/', "
                        + "lms_name = 'Riverside' where id = 1"));
        for (HttpResponse<String> calendar : List.of(read(path), site.get(cyd(), PATH + ".ics"))) {
            assertThat(calendar.body().replace("\r\n ", ""))
                    .contains("URL:https://lms.school.edu/\r\n", "in Riverside: https://lms.school.edu/\r\n");
        }
    }

    @Test
    void aNewAddressEndsTheOldOneOfThatPersonOnly() {
        String hers = made(site.courses().courseToken(COURSE, 1));
        String first = made(cyd());
        String second = made(cyd());
        assertThat(read(first).statusCode()).isEqualTo(404);
        assertThat(read(second).statusCode()).isEqualTo(200);
        assertThat(read(hers).statusCode()).isEqualTo(200);
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        String path = made(cyd());
        String tag = read(path).headers().firstValue("ETag").orElseThrow();
        HttpRequest.Builder again = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + site.port() + path))
                .header("If-None-Match", tag);
        HttpResponse<String> same = site.send(again);
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        String ada = site.lobby(TestSite.OPTICS, 1);
        JsonNode series = TestSite.body(site.get(ada, "/api/lobby/schedule")).path("series");
        site.json(
                ada,
                "PUT",
                "/api/lobby/schedule/" + series.get(0).path("id").asText() + "/2026-12-07",
                "{\"cancelled\":true}");
        HttpResponse<String> changed = site.send(again);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.body()).contains("EXDATE;TZID=Europe/Lisbon:20261207T100000\r\n", "SEQUENCE:1\r\n");
    }

    @Test
    void whoeverIsNotInTheCourseAnyMoreReadsNothing() {
        String path = made(cyd());
        site.database().change(handle -> handle.execute("delete from course_member where person_id = 3"));
        assertThat(read(path).statusCode()).isEqualTo(404);
        String hers = made(site.courses().courseToken(COURSE, 1));
        site.database().change(handle -> handle.execute("update deployment set status = 'disabled' where id = 1"));
        assertThat(read(hers).statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsNoAddressIsNotThere() {
        for (String path : new String[] {
            "/calendar/x.ics", "/calendar/.ics", "/calendar/" + "x".repeat(500) + ".ics", "/calendar/nothing"
        }) {
            assertThat(TestSite.refusal(read(path))).as(path).isEqualTo("404 not_found");
        }
        String path = made(cyd());
        assertThat(read(path.replace(".ics", "")).statusCode()).isEqualTo(404);
    }

    @Test
    void theCoursesOwnTimetableOnly() {
        site.database().change(handle -> {
            handle.execute(
                    "insert into deployment (id, registration_id, deployment_id, created_at) values (2, 1, 'e', 0)");
            handle.execute("insert into course (id, deployment_id, context_id, title) values (2, 2, 'x', 'Theirs')");
            handle.execute("insert into class (id, deployment_id, room_key, course_id, title, created_at) "
                    + "values (3, 2, 'link:1', 2, 'Secret', 0)");
            handle.execute("insert into person (id, public_id, deployment_id, sub, name) "
                    + "values (9, 'eve', 2, 's1', 'Eve')");
            handle.execute("insert into course_member (course_id, person_id, role, counted, last_launch_at) "
                    + "values (2, 9, 'host', 1, 0)");
        });
        String theirs = site.courses().courseToken(2, 9);
        assertThat(read(made(theirs)).body()).contains("Theirs").doesNotContain("BEGIN:VEVENT", "Optics");
        HttpResponse<String> download = site.get(theirs, PATH + ".ics");
        assertThat(download.body()).doesNotContain("BEGIN:VEVENT");
        assertThat(TestSite.body(site.get(theirs, "/api/course")).path("upcoming"))
                .isEmpty();
    }

    @Test
    void theTimetableIsDownloadedWithThePagesToken() {
        HttpResponse<String> download = site.get(cyd(), PATH + ".ics");
        assertThat(download.headers().firstValue("Content-Disposition").orElse(""))
                .isEqualTo("attachment; filename=\"classes.ics\"");
        assertThat(download.body()).contains("SUMMARY:Optics");
        assertThat(TestSite.refusal(site.get("nonsense", PATH + ".ics"))).isEqualTo("401 signed_out");
        assertThat(TestSite.refusal(site.json("nonsense", "POST", PATH, "{}"))).isEqualTo("401 signed_out");
        String review = site.courses().reviewToken(COURSE, 3, 3L, null);
        assertThat(TestSite.refusal(site.json(review, "POST", PATH, "{}"))).isEqualTo("403 not_allowed");
    }

    @Test
    void theCoursePageHasTheNextClasses() {
        JsonNode upcoming = TestSite.body(site.get(cyd(), "/api/course")).path("upcoming");
        assertThat(upcoming).hasSize(3);
        assertThat(upcoming.get(0).path("class").asLong()).isEqualTo(TestSite.OPTICS);
        assertThat(upcoming.get(0).path("title").asText()).isEqualTo("Optics");
        assertThat(upcoming.get(0).path("startsAt").asText()).isEqualTo("2026-11-30T10:00:00Z");
    }
}
