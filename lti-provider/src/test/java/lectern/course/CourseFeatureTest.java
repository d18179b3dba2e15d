package lectern.course;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import lectern.TestSite;
import lectern.account.Identity;
import lectern.account.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a course on the running site: course 1 has Optics (Ada) and Waves (Ben); course 2 is another school's. */
class CourseFeatureTest {
    private static final long COURSE = 1;
    private static final long ADA = 1;
    private static final long BEN = 2;
    private static final long CYD = 3;
    private static final long MUM = 5;

    @TempDir
    Path folder;

    private TestSite site;

    @BeforeEach
    void start() {
        site = new TestSite(folder, Clock.systemUTC(), Duration.ofSeconds(5));
        site.otherSchool();
        site.database().change(handle -> {
            handle.execute("insert into session (id, class_id, started_by, started_at, ended_at) values "
                    + "('old', 1, 1, 1000, 61000), ('new', 2, 2, 5000, 65000), ('theirs', 3, 9, 7000, 8000)");
            handle.execute("insert into recording (id, session_id, directory, status, released, keep_until) values "
                    + "('r-old', 'old', 'a', 'ready', 1, 99999999999999), "
                    + "('r-new', 'new', 'b', 'ready', 0, 99999999999999), "
                    + "('r-theirs', 'theirs', 'c', 'ready', 1, 99999999999999)");
        });
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private JsonNode course(long person) {
        return TestSite.body(site.get(site.courses().courseToken(COURSE, person), "/api/course"));
    }

    private HttpResponse<String> post(long course, long person, String path, String body) {
        return site.json(site.courses().courseToken(course, person), "POST", path, body);
    }

    @Test
    void allClassesOfTheCourseAreListedAndNoOther() {
        assertThat(course(CYD).path("classes").findValuesAsText("title")).containsExactly("Waves", "Optics");
        assertThat(course(CYD).at("/classes/0/phase").asText()).isEqualTo("idle");
        assertThat(course(CYD).at("/classes/0/held").asInt()).isEqualTo(1);
    }

    @Test
    void staffSeeAllRecordingsAndOthersTheReleasedOnes() {
        assertThat(course(ADA).path("recordings").findValuesAsText("id")).containsExactly("r-new", "r-old");
        assertThat(course(CYD).path("recordings").findValuesAsText("id")).containsExactly("r-old");
        assertThat(course(MUM).path("recordings").findValuesAsText("id")).containsExactly("r-old");
        assertThat(course(CYD).at("/recordings/0/class").asInt()).isEqualTo(1);
    }

    @Test
    void aTeacherOfTheCourseIsAHostOfAClassThatAnotherOneMade() {
        HttpResponse<String> answer = post(COURSE, ADA, "/api/course/lobby", "{\"class\":2}");
        JsonNode lobby = TestSite.body(answer);
        assertThat(lobby.at("/class/title").asText()).isEqualTo("Waves");
        Identity ada = site.accounts().authenticate(lobby.path("token").asText(), Identity.Purpose.LOBBY);
        assertThat(ada.role()).isEqualTo(Role.HOST);
        assertThat(ada.classId()).isEqualTo(2);
    }

    @Test
    void aStudentEntersAsAStudent() {
        String token = TestSite.body(post(COURSE, 4, "/api/course/lobby", "{\"class\":2}"))
                .path("token")
                .asText();
        assertThat(site.accounts().authenticate(token, Identity.Purpose.LOBBY).role())
                .isEqualTo(Role.STUDENT);
    }

    @Test
    void aClassOfAnotherCourseIsNotThere() {
        assertThat(TestSite.refusal(post(COURSE, ADA, "/api/course/lobby", "{\"class\":3}")))
                .isEqualTo("404 not_found");
        assertThat(TestSite.refusal(post(2, 9, "/api/course/lobby", "{\"class\":1}")))
                .isEqualTo("404 not_found");
        assertThat(TestSite.refusal(
                        post(COURSE, ADA, "/api/course/ticket", "{\"class\":3,\"recording\":\"r-theirs\"}")))
                .isEqualTo("404 not_found");
        assertThat(TestSite.refusal(
                        post(COURSE, ADA, "/api/course/ticket", "{\"class\":1,\"recording\":\"r-theirs\"}")))
                .isEqualTo("404 not_found");
    }

    @Test
    void aRecordingOpensForThoseWhoMaySeeIt() {
        assertThat(TestSite.body(post(COURSE, BEN, "/api/course/ticket", "{\"class\":1,\"recording\":\"r-old\"}"))
                        .path("url")
                        .asText())
                .startsWith("/replay#t=");
        assertThat(TestSite.refusal(post(COURSE, CYD, "/api/course/ticket", "{\"class\":2,\"recording\":\"r-new\"}")))
                .isEqualTo("403 not_allowed");
    }

    @Test
    void theRoleIsTheCoursesOfNow() {
        String token = site.courses().courseToken(COURSE, ADA);
        site.database()
                .change(handle -> handle.execute("update course_member set role = 'student' where person_id = 1"));
        assertThat(TestSite.body(site.get(token, "/api/course"))
                        .path("recordings")
                        .findValuesAsText("id"))
                .containsExactly("r-old");
        assertThat(TestSite.refusal(site.get(token, "/api/course/attendance"))).isEqualTo("403 not_allowed");
    }

    @Test
    void otherTokensAndNoneAreRefused() {
        assertThat(TestSite.refusal(site.get("made-up", "/api/course"))).isEqualTo("401 signed_out");
        assertThat(TestSite.refusal(site.get(site.lobby(1, ADA), "/api/course")))
                .isEqualTo("401 signed_out");
        assertThat(TestSite.refusal(site.get(site.courses().courseToken(COURSE, ADA), "/api/lobby")))
                .isEqualTo("401 signed_out");
        String review = site.courses().reviewToken(COURSE, ADA, CYD, null);
        assertThat(TestSite.refusal(site.get(review, "/api/course"))).isEqualTo("403 not_allowed");
    }
}
