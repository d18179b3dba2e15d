package lectern.lti.grades;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import lectern.TestSite;
import lectern.account.Role;
import lectern.account.TestClock;
import lectern.attendance.CourseRoster;
import lectern.attendance.HeldClasses;
import lectern.classroom.Event;
import lectern.classroom.EventJson;
import lectern.classroom.EventStore;
import lectern.lti.TestLms;
import lectern.lti.TestLms.Reply;
import lectern.lti.grades.GradeRule.Measure;
import lectern.lti.grades.OutboxStore.Shown;
import lectern.lti.http.AddressGuard;
import lectern.lti.http.PlatformHttp;
import lectern.lti.keys.ToolKeys;
import lectern.lti.registration.Registrations;
import lectern.lti.token.ServiceClient;
import lectern.lti.token.ServiceTokens;
import lectern.settings.Settings;
import lectern.store.DataFolder;
import lectern.store.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A class of an hour with Cyd (all of it) and Dan (half), without Eve, against a gradebook on loopback. */
final class GradesTest {
    private static final long MINUTE = 60_000_000;
    private static final GradeRule RULE = new GradeRule(true, Measure.PERCENT, 100, 10, true);

    private final TestClock clock = new TestClock();
    private final TestLms lms = new TestLms();
    private final TestGradebook book = new TestGradebook(lms);
    private final List<CourseRoster.Student> students = new ArrayList<>();
    private Database database;
    private Registrations registrations;
    private ServiceClient client;
    private Grades grades;

    @BeforeEach
    void start(@TempDir Path folder) {
        DataFolder data = DataFolder.open(folder);
        database = Database.open(data);
        lms.register(database);
        database.change(handle -> {
            handle.execute("update course_services set line_items_url = ?", book.lineItems());
            handle.execute("insert into person (id, public_id, deployment_id, sub, name) values "
                    + "(1, 'ada', 1, 's1', 'Ada'), (3, 'cyd', 1, 's3', 'Cyd'), (4, 'dan', 1, 's4', 'Dan'), "
                    + "(5, 'eve', 1, 's5', 'Eve'), (6, 'pre', 1, 's6', 'Preview')");
        });
        for (String person : List.of("cyd", "dan", "eve")) {
            students.add(new CourseRoster.Student(person, person, Instant.EPOCH));
        }
        registrations =
                new Registrations(database, clock, Settings.load(null, Map.of()).lti());
        PlatformHttp http = new PlatformHttp(new AddressGuard(true, false));
        client = new ServiceClient(http, new ServiceTokens(http, ToolKeys.open(data, database, clock), clock));
        grades = grades();
        hold("first", 30);
    }

    private Grades grades() {
        return new Grades(new Grades.Sources(
                database,
                registrations,
                client,
                classId -> new CourseRoster.Enrolled(null, null, students),
                new HeldClasses(database, new EventStore(database)),
                clock));
    }

    @AfterEach
    void stop() {
        grades.close();
        database.close();
        lms.close();
    }

    /** An hour with Cyd, and with Dan for some minutes. */
    private void hold(String session, long dansMinutes) {
        List<Object[]> rows = List.of(
                new Object[] {0L, 1L, new Event.Joined("ada", "Ada", Role.HOST, true, 0)},
                new Object[] {0L, 3L, new Event.Joined("cyd", "Cyd", Role.STUDENT, true, 0)},
                new Object[] {0L, 6L, new Event.Joined("pre", "Preview", Role.STUDENT, false, 0)},
                new Object[] {0L, 4L, new Event.Joined("dan", "Dan", Role.STUDENT, true, 0)},
                new Object[] {dansMinutes * MINUTE, 4L, new Event.Left("dan")});
        database.change(handle -> {
            handle.execute("insert into session (id, class_id, started_by, started_at) values (?, 1, 1, 0)", session);
            for (int i = 0; i < rows.size(); i++) {
                Event event = (Event) Objects.requireNonNull(rows.get(i)[2]);
                handle.execute(
                        "insert into event (session_id, n, t_us, type, person_id, payload) values (?, ?, ?, ?, ?, ?)",
                        session,
                        i + 1,
                        rows.get(i)[0],
                        EventJson.type(event),
                        rows.get(i)[1],
                        EventJson.payload(event));
            }
            handle.execute("update session set ended_at = 3600000 where id = ?", session);
        });
    }

    private void rule(GradeRule rule) {
        grades.store().set(1, rule);
        grades.wake();
    }

    private String states() {
        return grades.outbox().shown(1).stream()
                .map(one -> one.person() + " " + one.given() + " " + one.state())
                .reduce("", (a, b) -> a + b + "; ");
    }

    private Shown shown(String person) {
        return grades.outbox().shown(1).stream()
                .filter(one -> one.person().equals(person))
                .findFirst()
                .orElseThrow();
    }

    private void await(String states) {
        TestSite.await(states + " instead of " + states(), () -> states().equals(states));
    }

    private void awaitProblem(String part) {
        TestSite.await(
                "the problem " + part,
                () -> grades.store()
                        .standing(1)
                        .map(standing -> standing.problem())
                        .orElse("")
                        .contains(part));
    }

    @Test
    void presenceBecomesPointsInAColumnThatIsMadeOnce() {
        rule(RULE);
        await("cyd 10.0 sent; dan 5.0 sent; eve 0.0 sent; ");
        assertThat(book.items()).singleElement().satisfies(item -> {
            assertThat(item.path("label").asText()).isEqualTo("Attendance: Optics");
            assertThat(item.path("scoreMaximum").asDouble()).isEqualTo(10);
            assertThat(item.path("resourceLinkId").asText()).isEqualTo("link-1");
            assertThat(item.path("tag").asText()).isEqualTo("lectern-attendance");
        });
        JsonNode dan = book.scores().get(1);
        assertThat(dan.path("userId").asText()).isEqualTo("s4");
        assertThat(dan.path("scoreGiven").asDouble()).isEqualTo(5);
        assertThat(dan.path("scoreMaximum").asDouble()).isEqualTo(10);
        assertThat(dan.path("activityProgress").asText()).isEqualTo("Completed");
        assertThat(dan.path("gradingProgress").asText()).isEqualTo("FullyGraded");
        assertThat(dan.path("comment").asText()).isEqualTo("Present 30 of 60 minutes.");
        assertThat(dan.path("timestamp").asText()).matches("2026-11-23T10:00:00\\.\\d{6}Z");
        assertThat(dan.has("https://canvas.instructure.com/lti/submission")).isFalse();
        hold("second", 60);
        grades.wake();
        await("cyd 10.0 sent; dan 7.5 sent; eve 0.0 sent; ");
        assertThat(book.items()).hasSize(1);
        assertThat(book.scores()).as("only what changed is sent again").hasSize(4);
        assertThat(Instant.parse(book.scores().get(3).path("timestamp").asText()))
                .as("though the clock stood still")
                .isAfter(Instant.parse(dan.path("timestamp").asText()));
    }

    @Test
    void theActivitysOwnColumnIsUsed() {
        book.add("link-1", "", "");
        book.add("link-9", "lectern-attendance", "link:link-9");
        rule(RULE);
        await("cyd 10.0 sent; dan 5.0 sent; eve 0.0 sent; ");
        assertThat(book.items()).hasSize(2);
        assertThat(lms.calls()).anyMatch(call -> call.path().equals("/2/lineitems/1/lineitem/scores"));
    }

    @Test
    void aColumnOfOursIsWorthWhatTheRuleSaysNowAndATeachersGradeStays() {
        rule(RULE);
        await("cyd 10.0 sent; dan 5.0 sent; eve 0.0 sent; ");
        book.grade(1, "s4", 7, 10);
        rule(new GradeRule(true, Measure.PERCENT, 100, 20, true));
        await("cyd 20.0 sent; dan 10.0 kept; eve 0.0 sent; ");
        assertThat(book.items()).singleElement().satisfies(item -> {
            assertThat(item.path("scoreMaximum").asDouble()).isEqualTo(20);
            assertThat(item.path("tag").asText()).isEqualTo("lectern-attendance");
            assertThat(item.path("resourceLinkId").asText()).isEqualTo("link-1");
        });
    }

    @Test
    void theActivitysOwnColumnKeepsItsPoints() {
        book.add("link-1", "", "");
        rule(RULE);
        await("cyd 10.0 sent; dan 5.0 sent; eve 0.0 sent; ");
        rule(new GradeRule(true, Measure.PERCENT, 100, 20, true));
        await("cyd 20.0 sent; dan 10.0 sent; eve 0.0 sent; ");
        assertThat(book.items())
                .singleElement()
                .satisfies(
                        item -> assertThat(item.path("scoreMaximum").asDouble()).isEqualTo(100));
    }

    @Test
    void whoIsInARosterThatCameLateIsScoredThen() {
        CourseRoster.Student eve = students.remove(2);
        rule(RULE);
        await("cyd 10.0 sent; dan 5.0 sent; ");
        students.add(eve);
        long course = database.read(handle -> handle.createQuery("select course_id from class where id = 1")
                .mapTo(Long.class)
                .one());
        grades.rosterCame(course);
        await("cyd 10.0 sent; dan 5.0 sent; eve 0.0 sent; ");
    }

    @Test
    void aCopiedCoursesColumnIsFoundAgain() {
        database.change(handle -> handle.execute("update class set room_key = 'room:optics@7' where id = 1"));
        book.add("", "lectern-attendance", "room:waves");
        book.add("", "lectern-attendance", "room:optics");
        rule(RULE);
        await("cyd 10.0 sent; dan 5.0 sent; eve 0.0 sent; ");
        assertThat(book.items()).hasSize(2);
        assertThat(lms.calls()).anyMatch(call -> call.path().equals("/2/lineitems/2/lineitem/scores"));
    }

    @Test
    void aTeachersOwnGradeStays() {
        rule(RULE);
        await("cyd 10.0 sent; dan 5.0 sent; eve 0.0 sent; ");
        book.grade(1, "s4", 9, 10);
        hold("second", 60);
        grades.wake();
        await("cyd 10.0 sent; dan 7.5 kept; eve 0.0 sent; ");
        assertThat(shown("dan").problem()).isEqualTo("9 / 10");
        assertThat(book.scores()).hasSize(3);
    }

    @Test
    void aGradeThatWasThereBeforeUsStays() {
        book.add("link-1", "", "");
        book.grade(1, "s4", 80, 100);
        rule(RULE);
        await("cyd 10.0 sent; dan 5.0 kept; eve 0.0 sent; ");
        assertThat(shown("dan").problem()).isEqualTo("80 / 100");
    }

    @Test
    void aCrashBetweenCallAndNoteMakesNoTeacherOfUs() {
        rule(RULE);
        await("cyd 10.0 sent; dan 5.0 sent; eve 0.0 sent; ");
        database.change(handle -> handle.execute("update score_outbox set state = 'waiting', taken = null"));
        grades.wake();
        await("cyd 10.0 sent; dan 5.0 sent; eve 0.0 sent; ");
        hold("second", 60);
        grades.wake();
        await("cyd 10.0 sent; dan 7.5 sent; eve 0.0 sent; ");
    }

    @Test
    void anExcusedSessionDoesNotCount() {
        hold("second", 60);
        database.change(handle -> handle.execute(
                "insert into excuse (session_id, person_id) values ('first', 4), ('first', 5), ('second', 5)"));
        rule(RULE);
        await("cyd 10.0 sent; dan 10.0 sent; ");
    }

    @Test
    void staffAndPreviewUsersAreNeverScored() {
        rule(RULE);
        await("cyd 10.0 sent; dan 5.0 sent; eve 0.0 sent; ");
        assertThat(book.scores())
                .extracting(score -> score.path("userId").asText())
                .doesNotContain("s1", "s6");
    }

    @Test
    void aRefusedScoreIsShownWithTheLmssWordsAndTriedAgain() {
        book.scoresAnswer(reply -> Reply.json(422, "{\"message\":\"User is not a student\"}"));
        rule(RULE);
        await("cyd 10.0 failed; dan 5.0 failed; eve 0.0 failed; ");
        assertThat(shown("cyd").problem()).contains("422").contains("User is not a student");
        book.scoresAnswer(reply -> reply);
        grades.retry(1);
        await("cyd 10.0 sent; dan 5.0 sent; eve 0.0 sent; ");
    }

    @Test
    void aBusyLmsIsTriedLaterAndNothingIsLost() {
        AtomicInteger asked = new AtomicInteger();
        book.scoresAnswer(reply ->
                asked.incrementAndGet() == 2 ? Reply.json(429, "slow down").with("Retry-After", "300") : reply);
        rule(RULE);
        awaitProblem("slow down");
        await("cyd 10.0 sent; dan 5.0 waiting; eve 0.0 waiting; ");
        assertThat(grades.store().standing(1).orElseThrow().nextTryAt())
                .isEqualTo(clock.instant().plus(Duration.ofMinutes(5)));
        grades.close();
        grades = grades();
        clock.advance(Duration.ofMinutes(5));
        grades.wake();
        await("cyd 10.0 sent; dan 5.0 sent; eve 0.0 sent; ");
        TestSite.await(
                "all is well", () -> grades.store().standing(1).orElseThrow().problem() == null);
    }

    @Test
    void aTokenAddressThatAnswersAPageLosesNothing() {
        lms.tokens(Reply.json(200, "<html>Log in</html>"));
        rule(RULE);
        awaitProblem("Log in");
        await("cyd 10.0 waiting; dan 5.0 waiting; eve 0.0 waiting; ");
        lms.tokens(Reply.json(200, "{\"access_token\":\"t\",\"expires_in\":3600}"));
        grades.retry(1);
        await("cyd 10.0 sent; dan 5.0 sent; eve 0.0 sent; ");
    }

    @Test
    void aColumnDeletedInTheLmsIsMadeAgain() {
        rule(RULE);
        await("cyd 10.0 sent; dan 5.0 sent; eve 0.0 sent; ");
        book.removeAll();
        hold("second", 60);
        grades.wake();
        await("cyd 10.0 sent; dan 7.5 sent; eve 0.0 sent; ");
        assertThat(book.items()).hasSize(1);
        assertThat(book.scores()).as("everybody's, in the new column").hasSize(6);
    }

    @Test
    void aNewerScoreThanOursIsSaid() {
        rule(RULE);
        await("cyd 10.0 sent; dan 5.0 sent; eve 0.0 sent; ");
        book.scoresAnswer(reply -> Reply.captured("ags-score-same-timestamp"));
        hold("second", 60);
        grades.wake();
        await("cyd 10.0 sent; dan 7.5 failed; eve 0.0 sent; ");
        assertThat(shown("dan").problem()).contains("409");
    }

    @Test
    void canvasIsToldThatAttendanceIsNoAttempt() {
        database.change(handle -> handle.execute("update registration set family = 'canvas'"));
        rule(RULE);
        await("cyd 10.0 sent; dan 5.0 sent; eve 0.0 sent; ");
        assertThat(book.scores())
                .allSatisfy(score -> assertThat(score.path("https://canvas.instructure.com/lti/submission")
                                .path("new_submission")
                                .asBoolean(true))
                        .isFalse());
    }

    @Test
    void whatTheLmsDoesNotAllowIsSaid() {
        database.change(
                handle -> handle.execute("update course_services set line_item_scopes = ?", Scopes.RESULT_READ));
        rule(RULE);
        awaitProblem("does not let Lectern write grades");
        database.change(handle -> handle.execute("update course_services set line_item_scopes = ?", Scopes.SCORE));
        grades.retry(1);
        awaitProblem("make a column");
        assertThat(book.items()).isEmpty();
    }

    @Test
    void nothingIsSentWithoutATeachersWish() {
        rule(new GradeRule(false, Measure.PERCENT, 100, 10, true));
        grades.wake();
        rule(RULE);
        await("cyd 10.0 sent; dan 5.0 sent; eve 0.0 sent; ");
        rule(new GradeRule(false, Measure.PERCENT, 50, 10, true));
        grades.wake();
        assertThat(states()).contains("dan 5.0 sent");
    }
}
