package lectern.lti.deeplink;

import static lectern.lti.TestTool.bootstrap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;
import lectern.TestSite;
import lectern.account.Identity;
import lectern.schedule.Schedules;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the LMS's "Add with the tool" to the link that its students open, by real HTTP and both sides' keys. */
class PracticeDeepLinkTest {
    @TempDir
    static Path folder;

    private static PracticeLmsVisitor visitor;

    @BeforeAll
    static void start() {
        visitor = new PracticeLmsVisitor(folder);
    }

    @AfterAll
    static void stop() {
        visitor.close();
    }

    private static HttpResponse<String> page(String user) {
        return visitor.launch("/deeplink?course=physics&user=" + user);
    }

    private static String token() {
        return bootstrap(page("ada")).path("token").asText();
    }

    /** The word of the course's newest link. */
    private static String newest(String title) {
        String course = visitor.get("/course/physics?user=maya").body();
        assertThat(course).contains(title);
        return course.replaceAll("(?s).*link=(link-[0-9]+).*?" + title + ".*", "$1");
    }

    private static long classOf(HttpResponse<String> lobby) {
        String token = bootstrap(lobby).path("token").asText();
        return visitor.tool
                .accounts()
                .authenticate(token, Identity.Purpose.LOBBY)
                .classId();
    }

    private static HttpResponse<String> open(String link, String user) {
        return visitor.launch("/launch?course=physics&link=" + link + "&user=" + user);
    }

    @Test
    void theChoiceBecomesALinkWithAColumnAndADate() {
        HttpResponse<String> page = page("ada");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("form-action " + visitor.get("/").uri().resolve("/deeplink/return") + ";")
                .contains("script-src 'self'");
        JsonNode begun = bootstrap(page);
        assertThat(begun.at("/course/title").asText()).isEqualTo("Physics 101");
        assertThat(begun.path("multiple").asBoolean()).isTrue();
        assertThat(begun.path("lineItem").asBoolean()).isTrue();
        assertThat(begun.path("newTab").asBoolean()).isTrue();
        assertThat(begun.path("groups").asText()).isEqualTo("unknown");

        Instant starts = Instant.now().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.HOURS);
        HttpResponse<String> chosen = visitor.choose(
                begun.path("token").asText(),
                "[{\"kind\":\"class\",\"title\":\"Exam of light\",\"plan\":" + plan(starts, "")
                        + ",\"points\":20,\"newTab\":true},{\"kind\":\"course\",\"title\":\"Open corner\"}]");
        assertThat(chosen.statusCode()).as(chosen.body()).isEqualTo(200);
        assertThat(visitor.carry(chosen).body()).contains("Added to the course", "Exam of light", "Open corner");

        assertThat(visitor.get("/grades/physics?user=ada").body()).contains("Exam of light<small>of 20</small>");
        assertThat(visitor.get("/course/physics?user=maya").body()).contains("datetime=\"" + starts + "\"");
        String link = newest("Exam of light");
        long clazz = classOf(open(link, "maya"));
        assertThat(clazz).isEqualTo(classOf(open(link, "ada"))).isNotEqualTo(classOf(open("live", "ada")));
        assertThat(new Schedules(visitor.tool.database(), Clock.systemUTC())
                        .next(clazz)
                        .orElseThrow()
                        .starts())
                .isEqualTo(starts.truncatedTo(ChronoUnit.MINUTES));
    }

    private static String plan(Instant starts, String repeat) {
        return "{\"zone\":\"UTC\",\"date\":\"" + starts.toString().substring(0, 10) + "\",\"starts\":\""
                + starts.toString().substring(11, 16) + "\",\"minutes\":60" + repeat + "}";
    }

    private static String everyDay(String end) {
        return ",\"repeat\":{\"days\":[\"MO\",\"TU\",\"WE\",\"TH\",\"FR\",\"SA\",\"SU\"],\"every\":1," + end + "}";
    }

    @Test
    void repeatsAreTheTimetableOfTheClassThatTheFirstLaunchMakes() {
        Instant starts = Instant.now().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.HOURS);
        String token = token();
        HttpResponse<String> endless = visitor.choose(token, daily(starts, "\"count\":10000"));
        assertThat(endless.statusCode()).isEqualTo(400);
        assertThat(endless.body()).contains("A class repeats 1 to 400 times.");
        assertThat(visitor.choose(token, daily(starts, "\"until\":\"2020-01-01\""))
                        .body())
                .contains("The last day must not be before the first class.");
        HttpResponse<String> chosen = visitor.choose(token, daily(starts, "\"count\":5"));
        assertThat(chosen.statusCode()).as(chosen.body()).isEqualTo(200);
        visitor.carry(chosen);

        assertThat(visitor.get("/course/physics?user=maya").body())
                .as("the LMS's calendar")
                .contains("datetime=\"" + starts + "\"")
                .doesNotContain("datetime=\"" + starts.plus(Duration.ofDays(1)) + "\"");
        long clazz = classOf(open(newest("Daily optics"), "maya"));
        assertThat(new Schedules(visitor.tool.database(), Clock.systemUTC()).ahead(clazz, 10))
                .extracting(one -> one.times().starts())
                .containsExactlyElementsOf(IntStream.range(0, 5)
                        .mapToObj(day -> starts.plus(Duration.ofDays(day)))
                        .toList());
    }

    private static String daily(Instant starts, String end) {
        return "[{\"kind\":\"class\",\"title\":\"Daily optics\",\"plan\":" + plan(starts, everyDay(end)) + "}]";
    }

    @Test
    void whoGradesAttendanceNeedsToSayNoMoreAndMaySwitchItOff() {
        visitor.carry(visitor.choose(
                token(),
                "[{\"kind\":\"course\",\"title\":\"Graded corner\",\"points\":12.5},"
                        + "{\"kind\":\"course\",\"title\":\"Free corner\"}]"));
        String graded = newest("Graded corner");
        open(graded, "maya");
        String rule = "{\"send\":true,\"measure\":\"percent\",\"enough\":75,\"points\":12.5,\"partial\":true}";
        assertThat(rule(open(graded, "ada"))).isEqualTo(TestSite.parse(rule));
        assertThat(rule(open(newest("Free corner"), "ada")).path("send").asBoolean(true))
                .isFalse();
        String lobby = bootstrap(open(graded, "ada")).path("token").asText();
        visitor.tool.send(visitor.tool
                .request("/api/lobby/grades")
                .header("Authorization", "Bearer " + lobby)
                .PUT(HttpRequest.BodyPublishers.ofString(rule.replace("true,\"measure", "false,\"measure"))));
        assertThat(rule(open(graded, "ada")).path("send").asBoolean(true))
                .as("the teacher's own choice stays")
                .isFalse();
    }

    private static JsonNode rule(HttpResponse<String> lobby) {
        String token = bootstrap(lobby).path("token").asText();
        return TestSite.body(visitor.tool.send(
                        visitor.tool.request("/api/lobby/grades").header("Authorization", "Bearer " + token)))
                .path("rule");
    }

    @Test
    void aRoomOfTheCourseIsReusedByASecondLink() {
        long office = classOf(open("office", "ada"));
        JsonNode begun = bootstrap(page("ada"));
        String room = "";
        for (JsonNode one : begun.path("rooms")) {
            room = one.path("title").asText().equals("Office hours")
                    ? one.path("id").asText()
                    : room;
        }
        assertThat(room).isNotEmpty();
        HttpResponse<String> chosen = visitor.choose(
                begun.path("token").asText(),
                "[{\"kind\":\"course\",\"room\":\"" + room + "\",\"title\":\"Hours again\"}]");
        visitor.carry(chosen);
        assertThat(classOf(open(newest("Hours again"), "maya"))).isEqualTo(office);
    }

    @Test
    void whoCancelsAddsNothing() {
        HttpResponse<String> chosen = visitor.choose(token(), "[]");
        assertThat(visitor.carry(chosen).body()).contains("Nothing was added");
    }

    @Test
    void theAnswerIsGivenOnceOnly() {
        String token = token();
        visitor.choose(token, "[]");
        HttpResponse<String> again = visitor.choose(token, "[]");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("already_sent");
        assertThat(visitor.choose("made-up", "[]").body()).contains("signed_out");
        assertThat(visitor.choose(token, "{}").body()).contains("bad_request");
        assertThat(visitor.choose(token, "[null]").body()).contains("bad_request");
    }

    @Test
    void aLobbysTokenChoosesNothing() {
        String lobby = bootstrap(open("live", "ada")).path("token").asText();
        assertThat(visitor.choose(lobby, "[]").statusCode()).isEqualTo(401);
    }
}
