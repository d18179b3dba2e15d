package lectern.lti;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Map;
import lectern.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The roster and the gradebook of the practice LMS in its faces: real launches, tokens, keys and calls on both sides. */
final class PracticeServicesTest {
    private static final String RULE =
            "{\"send\":true,\"measure\":\"percent\",\"enough\":100,\"points\":10,\"partial\":true}";

    private PracticeCampus campus;
    private TestTool tool;

    @BeforeEach
    void start(@TempDir Path folder) {
        campus = new PracticeCampus(folder);
        tool = campus.tool();
    }

    @AfterEach
    void stop() {
        campus.close();
    }

    /** Connects the tool as its admin would for that LMS, by the LMS's own words for its token audience. */
    private void connect(String face) {
        campus.post("/switches", Map.of("face", face, "storage", "OFF", "cookies", "KEPT", "permissions", "FACE"));
        String audience = TestSite.body(campus.get("/.well-known/openid-configuration"))
                .path("authorization_server")
                .asText(campus.lms() + "/token");
        campus.connect(audience, face.equals("CANVAS") ? "canvas" : "generic");
    }

    /** Opens the class of the course and gives the lobby's token. */
    private String launch(String user) {
        return TestTool.bootstrap(campus.launch("/launch?course=physics&link=live&user=" + user))
                .path("token")
                .asText();
    }

    private JsonNode call(String token, String method, String path, String body) {
        return TestSite.body(tool.send(tool.request(path)
                .header("Authorization", "Bearer " + token)
                .method(method, BodyPublishers.ofString(body))));
    }

    /** An hour that Maya attended whole and Ben half. */
    private void hold(String session) {
        tool.database().change(handle -> {
            handle.execute(
                    "insert into session (id, class_id, started_by, started_at) "
                            + "select ?, c.id, p.id, 1 from class c, person p where p.sub = '101'",
                    session);
            for (String[] one : new String[][] {{"201", "3600000000"}, {"202", "1800000000"}}) {
                handle.execute(
                        "insert into event (session_id, n, t_us, type, person_id, payload) select ?, ?, 0, 'joined', "
                                + "id, json_object('person', public_id, 'name', name, 'role', 'STUDENT', "
                                + "'counted', json('true'), 'room', 0) from person where sub = ?",
                        session,
                        Integer.parseInt(one[0]),
                        one[0]);
                handle.execute(
                        "insert into event (session_id, n, t_us, type, person_id, payload) "
                                + "select ?, ?, ?, 'left', id, json_object('person', public_id) from person where sub = ?",
                        session,
                        1000 + Integer.parseInt(one[0]),
                        Long.parseLong(one[1]),
                        one[0]);
            }
            handle.execute("update session set ended_at = 3600001 where id = ?", session);
        });
    }

    private String states(String token) {
        StringBuilder states = new StringBuilder();
        for (JsonNode one : call(token, "GET", "/api/lobby/grades", "").path("people")) {
            states.append(one.path("given").asDouble())
                    .append(' ')
                    .append(one.path("state").asText())
                    .append("; ");
        }
        return states.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"STRICT", "CANVAS", "MOODLE", "BLACKBOARD", "BRIGHTSPACE", "SCHOOLOGY"})
    void theCoursesStudentsAreKnownAndTheirAttendanceIsInTheGradebook(String face) throws Exception {
        connect(face);
        String ada = launch("ada");
        launch("maya");
        launch("ben");
        launch("preview");
        launch("parent");
        JsonNode roster = call(ada, "GET", "/api/roster", "");
        assertThat(roster.path("problem").asText("")).isEmpty();
        assertThat(roster.path("people")).as("six students on two pages").hasSize(6);
        hold("s1");
        call(ada, "PUT", "/api/lobby/grades", RULE);
        TestSite.await(
                "all six are sent, instead of " + call(ada, "GET", "/api/lobby/grades", ""),
                () -> states(ada).replaceAll("[0-9.]+ sent; ", "x").equals("xxxxxx"));
        String book = gradebook();
        assertThat(book).contains("Attendance: ").contains("Present 30 of 60 minutes.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"STRICT", "BLACKBOARD", "PLAIN"})
    void theCoursesGroupsAreKnownWithTheirPeople(String face) throws Exception {
        connect(face);
        String ada = launch("ada");
        JsonNode groups = call(ada, "GET", "/api/groups", "");
        assertThat(groups.path("problem").asText("")).isEmpty();
        assertThat(groups.path("students").asInt()).isEqualTo(6);
        assertThat(groups.at("/sets/0/name").asText()).isEqualTo("Lab groups");
        assertThat(groups.at("/sets/0/known").asInt()).isEqualTo(6);
        assertThat(groups.at("/sets/0/groups").findValuesAsText("name"))
                .containsExactly("Group A", "Group B", "Group C");
        assertThat(groups.at("/sets/0/groups/2/people")).hasSize(2);
        assertThat(TestSite.refusal(campus.send(HttpRequest.newBuilder(
                                tool.request("/api/groups").build().uri())
                        .header("Authorization", "Bearer " + launch("maya")))))
                .isEqualTo("403 not_allowed");
    }

    private String gradebook() throws Exception {
        return campus.get("/grades/physics?user=ada").body();
    }

    @ParameterizedTest
    @ValueSource(strings = {"STRICT", "CANVAS", "MOODLE"})
    void aTeachersOwnGradeIsNotWrittenOver(String face) throws Exception {
        connect(face);
        String ada = launch("ada");
        launch("ben");
        launch("maya");
        hold("s1");
        call(ada, "PUT", "/api/lobby/grades", RULE);
        TestSite.await(
                "all are sent",
                () -> states(ada).replaceAll("[0-9.]+ sent; ", "x").equals("xxxxxx"));
        String column = gradebook().replaceAll("(?s).*name=\"column\" value=\"([^\"]*)\".*", "$1");
        campus.post("/grades/physics?user=ada", Map.of("column", column, "student", "ben", "points", "9.5"));
        // Ben's second hour makes another score of his.
        hold("s2");
        tool.database()
                .change(handle ->
                        handle.execute("delete from event where session_id = 's2' and type = 'left' and person_id in "
                                + "(select id from person where sub = '202')"));
        tool.lti().courses().grades().changed(1);
        TestSite.await("Ben's is kept", () -> states(ada).contains("7.5 kept"));
        assertThat(gradebook()).contains("Written by a teacher.").doesNotContain("wrote over");
    }
}
