package lectern.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import lectern.RunningServer;
import lectern.TestSite;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleTest {
    @TempDir
    Path folder;

    private RunningServer server;

    @BeforeEach
    void start() {
        server = new RunningServer(folder, Map.of());
        TwoSchools.make(server.database());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode get(String token, String path) {
        return TestSite.body(server.get(token, "/api/admin/" + path));
    }

    private String refusal(String token, String method, String path, @Nullable String body) {
        return TestSite.refusal(server.send(token, method, "/api/admin/" + path, body));
    }

    private int status(String token, String method, String path, @Nullable String body) {
        return server.send(token, method, "/api/admin/" + path, body).statusCode();
    }

    @Test
    void theFirstStartsLinkIsAFileForThisUserUntilItIsUsed() throws IOException {
        String told = server.firstLink(false);
        Path file = folder.resolve("console-link");
        assertThat(told).contains(file.toString()).doesNotContain("#t=");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(server.firstLink(true)).as("the second start").isEmpty();
        String link = Files.readString(file).strip();
        String body = "{\"ticket\":\"" + link.substring(link.indexOf("#t=") + 3) + "\"}";
        assertThat(TestSite.body(server.send(null, "POST", "/api/admin/enter", body))
                        .path("server")
                        .asBoolean())
                .isTrue();
        assertThat(file).doesNotExist();
        assertThat(refusal("", "POST", "enter", body)).isEqualTo("401 link_unknown");
    }

    @Test
    void aSchoolsSessionEndsWithItsRight() {
        String one = server.deploymentAdmin(1, 11);
        String two = server.deploymentAdmin(2, 21);
        String root = server.serverAdmin();
        assertThat(status(root, "POST", "deployments/1/disable", null)).isEqualTo(204);
        assertThat(refusal(one, "GET", "health", null)).isEqualTo("401 signed_out");
        assertThat(status(two, "GET", "health", null)).isEqualTo(200);
        assertThat(status(root, "POST", "registrations/1/remove", null)).isEqualTo(204);
        assertThat(refusal(two, "GET", "health", null)).isEqualTo("401 signed_out");
        assertThat(status(root, "POST", "leave", null)).isEqualTo(204);
        assertThat(refusal(root, "GET", "health", null)).isEqualTo("401 signed_out");
    }

    @Test
    void anLmsIsAddedByHandChangedAndItsDeploymentsAreSwitched() {
        String root = server.serverAdmin();
        assertThat(refusal(root, "POST", "registrations", "{\"family\":\"canvas\"}"))
                .isEqualTo("400 field_client_id");
        assertThat(refusal(root, "POST", "registrations", "{\"family\":\"sakai\",\"clientId\":\"c\",\"iss\":\"i\"}"))
                .isEqualTo("400 field_auth_url");
        String canvas = "{\"family\":\"canvas\",\"clientId\":\"7\",\"name\":\"Hillside\",\"deployments\":[\"d\"]}";
        assertThat(status(root, "POST", "registrations", canvas)).isEqualTo(201);
        assertThat(refusal(root, "POST", "registrations", canvas)).isEqualTo("409 already_there");
        assertThat(status(root, "POST", "registrations", canvas.replace("\"7\"", "\"8\"")))
                .as("another school of the same issuer")
                .isEqualTo(201);
        JsonNode made = get(root, "registrations").path("registrations").path(2);
        assertThat(made.path("iss").asText()).isEqualTo("https://canvas.instructure.com");
        assertThat(made.at("/deployments/0/state").asText()).isEqualTo("enabled");
        String change = "{\"family\":\"generic\",\"name\":\"New\",\"authUrl\":\"https://a.example/a\","
                + "\"jwksUrl\":\"https://a.example/j\",\"tokenUrl\":\"\"}";
        assertThat(status(root, "PUT", "registrations/3", change)).isEqualTo(204);
        assertThat(get(root, "registrations/3").path("jwksUrl").asText()).isEqualTo("https://a.example/j");
        assertThat(get(root, "registrations/3").path("iss").asText()).isEqualTo("https://canvas.instructure.com");
        assertThat(status(root, "POST", "registrations/3/deployments", "{\"deploymentId\":\"e\"}"))
                .isEqualTo(204);
        assertThat(get(root, "audit").path("entries").findValuesAsText("action"))
                .containsSubsequence("deployment_added", "registration_changed", "registration_added");
    }

    @Test
    void whatWaitsIsTheThingToDo() {
        server.database().change(handle -> handle.execute("update registration set approved = 0 where id = 2"));
        String root = server.serverAdmin();
        assertThat(line(root, "registrations").path("outcome").asText()).isEqualTo("waiting");
        assertThat(line(root, "recorder").path("state").asText()).isEqualTo("bad");
        assertThat(line(root, "store").path("state").asText()).isEqualTo("good");
        assertThat(status(root, "POST", "registrations/2/approve", null)).isEqualTo(204);
        assertThat(line(root, "registrations").path("outcome").asText()).isEqualTo("fine");
        assertThat(line(root, "launch").at("/values/at").asText()).isEqualTo("2023-11-14T22:13:20Z");
        assertThat(line(root, "roster").path("said").asText()).isEqualTo("zebra roster problem");
    }

    private JsonNode line(String token, String check) {
        for (JsonNode line : get(token, "health").path("lines")) {
            if (line.path("check").asText().equals(check)) {
                return line;
            }
        }
        throw new AssertionError("no line about " + check);
    }

    @Test
    void fewerDaysAreAskedAboutAndHoldForWhatIsThere() {
        String admin = server.deploymentAdmin(1, 11);
        assertThat(get(admin, "policies/1/older?days=30").path("count").asInt()).isEqualTo(1);
        String policy = "{\"recording\":true,\"release\":false,\"chat\":true,\"retentionDays\":30}";
        assertThat(status(admin, "PUT", "policies/1", policy)).isEqualTo(204);
        assertThat(refusal(
                        admin,
                        "PUT",
                        "policies/1",
                        "{\"recording\":true,\"release\":true,\"chat\":true,\"maxPeople\":1}"))
                .isEqualTo("400 bad_request");
        String teacher = server.accounts().lobbyToken(1, 11);
        assertThat(TestSite.refusal(server.get(teacher, "/api/recordings/zebra-rec")))
                .as("its day has come")
                .isEqualTo("404 not_found");
        assertThat(server.get(server.accounts().lobbyToken(2, 21), "/api/recordings/yak-rec")
                        .statusCode())
                .as("another school's stays")
                .isEqualTo(200);
        String settings = "{\"record\":true,\"retentionDays\":31,\"releaseByDefault\":false}";
        assertThat(TestSite.refusal(server.send(teacher, "PUT", "/api/lobby/settings", settings)))
                .isEqualTo("400 bad_request");
        assertThat(server.send(teacher, "PUT", "/api/lobby/settings", settings.replace("31", "30"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void studentsSeeNoReleasedRecordingWhereTheSchoolDoesNotLetThem() {
        String student = server.accounts().lobbyToken(1, 12);
        String teacher = server.accounts().lobbyToken(1, 11);
        assertThat(server.get(student, "/api/recordings/zebra-rec").statusCode())
                .isEqualTo(200);
        String policy = "{\"recording\":true,\"release\":false,\"chat\":true}";
        assertThat(status(server.deploymentAdmin(1, 11), "PUT", "policies/1", policy))
                .isEqualTo(204);
        assertThat(TestSite.refusal(server.get(student, "/api/recordings/zebra-rec")))
                .isEqualTo("403 not_allowed");
        assertThat(TestSite.body(server.get(student, "/api/lobby")).path("recordings"))
                .isEmpty();
        assertThat(TestSite.body(server.get(server.courses().courseToken(1, 12), "/api/course"))
                        .path("recordings"))
                .isEmpty();
        assertThat(server.get(teacher, "/api/recordings/zebra-rec").statusCode())
                .isEqualTo(200);
        assertThat(TestSite.refusal(server.send(teacher, "PUT", "/api/recordings/zebra-rec", "{\"released\":true}")))
                .isEqualTo("403 not_allowed");
    }

    @Test
    void nobodyChangesTheTrail() {
        for (String statement : new String[] {"update audit set detail = ''", "delete from audit where at > 2"}) {
            server.database()
                    .change(handle -> handle.execute("insert into audit (at, actor, action, detail) "
                            + "values (unixepoch() * 1000, 'server', 'invite_made', 'x')"));
            assertThatThrownBy(() -> server.database().change(handle -> handle.execute(statement)))
                    .hasStackTraceContaining("the audit trail is");
        }
        int old = server.database().write(handle -> handle.execute("delete from audit where at = 1"));
        assertThat(old).as("older than three years").isEqualTo(3);
    }
}
