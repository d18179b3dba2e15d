package lectern.attendance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import lectern.TestSite;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attendance over a whole course, on the running site: Cyd came to Optics for 30 minutes and never to Waves. */
class CourseAttendanceFeatureTest {
    private static final long ADA = 1;
    private static final long CYD = 3;
    private static final long DAN = 4;
    private static final long MINUTE = 60_000_000L;

    @TempDir
    Path folder;

    private TestSite site;

    @BeforeEach
    void start() {
        site = new TestSite(folder, Clock.systemUTC(), Duration.ofSeconds(5));
        site.database().change(handle -> {
            handle.execute("insert into session (id, class_id, started_by, started_at, ended_at) values "
                    + "('optics', 1, 1, 0, 3600000), ('waves', 2, 2, 7200000, 10800000)");
            String joined = "{\"person\":\"%s\",\"name\":\"%s\",\"role\":\"%s\",\"counted\":%s,\"room\":0}";
            handle.execute(
                    "insert into event (session_id, n, t_us, type, person_id, payload) values "
                            + "('optics', 1, 0, 'joined', 1, ?), ('optics', 2, 0, 'joined', 3, ?), "
                            + "('optics', 3, ?, 'left', 3, '{\"person\":\"cyd\"}'), ('optics', 4, 0, 'joined', 6, ?)",
                    joined.formatted("ada", "Ada", "HOST", true),
                    joined.formatted("cyd", "Cyd", "STUDENT", true),
                    30 * MINUTE,
                    joined.formatted("pre", "=Preview", "STUDENT", false));
        });
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private HttpResponse<String> review(long person, @Nullable Long student, @Nullable Long classId) {
        return site.get(site.courses().reviewToken(1, person, student, classId), "/api/course/student");
    }

    @Test
    void theMatrixHasEveryStudentAndEverySession() {
        JsonNode matrix = TestSite.body(site.get(site.courses().courseToken(1, ADA), "/api/course/attendance"));
        assertThat(matrix.path("sessions").findValuesAsText("title")).containsExactly("Waves", "Optics");
        assertThat(matrix.path("people").findValuesAsText("name")).containsExactly("Cyd", "Dan");
        assertThat(matrix.at("/people/0/minutes").toString()).isEqualTo("[0,30]");
        assertThat(matrix.at("/people/1/minutes").toString()).isEqualTo("[0,0]");
    }

    @Test
    void theSheetHasTheOldestSessionFirst() {
        HttpResponse<String> csv = site.get(site.courses().courseToken(1, ADA), "/api/course/attendance.csv");
        assertThat(csv.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
        assertThat(csv.body())
                .startsWith("\uFEFFName,Optics 1970-01-01T00:00:00Z (minutes),Waves ")
                .contains("\r\nCyd,30,0\r\n");
    }

    @Test
    void studentsDoNotSeeTheMatrix() {
        String token = site.courses().courseToken(1, CYD);
        assertThat(TestSite.refusal(site.get(token, "/api/course/attendance"))).isEqualTo("403 not_allowed");
        assertThat(TestSite.refusal(site.get(token, "/api/course/attendance.csv")))
                .isEqualTo("403 not_allowed");
    }

    @Test
    void aStudentsTimelineSaysWhenTheyWereThereAndWhatTheyMissed() {
        JsonNode timeline = TestSite.body(review(ADA, CYD, null));
        assertThat(timeline.path("name").asText()).isEqualTo("Cyd");
        assertThat(timeline.at("/visits/0/minutes").asInt()).isZero();
        assertThat(timeline.at("/visits/1/minutes").asInt()).isEqualTo(30);
        assertThat(timeline.at("/visits/1/spans/0/to").asText()).isEqualTo("1970-01-01T00:30:00Z");
    }

    @Test
    void theGradeOfOneClassShowsThatClassOnly() {
        assertThat(TestSite.body(review(ADA, CYD, 1L)).path("visits").findValuesAsText("title"))
                .containsExactly("Optics");
    }

    @Test
    void aStudentSeesTheirOwnAttendanceOnly() {
        assertThat(review(CYD, CYD, null).statusCode()).isEqualTo(200);
        assertThat(TestSite.refusal(review(DAN, CYD, null))).isEqualTo("403 not_allowed");
        assertThat(TestSite.refusal(review(5, CYD, null))).isEqualTo("403 not_allowed");
    }

    @Test
    void somebodyWhoNeverCameHasNoVisits() {
        assertThat(TestSite.body(review(ADA, null, null)).path("visits")).isEmpty();
    }
}
