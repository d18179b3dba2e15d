package lectern.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lectern.lti.TestTool;
import lectern.lti.registration.Connection;
import lectern.lti.registration.Connections;
import lectern.settings.SettingsException;
import lectern.store.DataFolder;
import lectern.store.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    @TempDir
    Path folder;

    private Outcome run(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data", folder.toString()));
        return Commands.run(all);
    }

    private List<Connection> connections() {
        try (Database database = Database.open(DataFolder.open(folder))) {
            return new Connections(database, Clock.systemUTC()).all();
        }
    }

    @Test
    void aHostedLmsNeedsItsClientIdOnly() {
        run("registration", "add", "--family", "canvas", "--client-id", "100", "--name", "Riverside");
        run("registration", "add", "--family", "canvas", "--client-id", "200", "--name", "Hillside");
        assertThat(connections())
                .extracting(Connection::iss)
                .containsExactly("https://canvas.instructure.com", "https://canvas.instructure.com");
        assertThat(run("registration", "list").text()).contains("Riverside", "Hillside", "active", "hand");
    }

    @Test
    void aMoodleNeedsItsAddress() {
        run(
                "registration",
                "add",
                "--family",
                "moodle",
                "--site",
                "https://moodle.school.edu/",
                "--client-id",
                "c",
                "--deployment",
                "2");
        Connection connection = connections().get(0);
        assertThat(connection.iss()).isEqualTo("https://moodle.school.edu");
        assertThat(connection.places())
                .extracting(Connection.Place::state)
                .containsExactly(Connection.PlaceState.ENABLED);
    }

    @Test
    void aConnectionIsRemovedAndBroughtBack() {
        run("registration", "add", "--family", "schoology", "--client-id", "c", "--deployment", "d");
        assertThat(run("registration", "remove", "1").good()).isTrue();
        assertThat(run("registration", "list").text()).contains("removed");
        assertThat(run("registration", "approve", "1").good()).isTrue();
        assertThat(connections().get(0).state()).isEqualTo(Connection.State.ACTIVE);
        assertThat(run("registration", "disable", "1").good()).isTrue();
        assertThat(connections().get(0).places().get(0).state()).isEqualTo(Connection.PlaceState.DISABLED);
        assertThat(run("registration", "remove", "7").good()).isFalse();
        assertThat(run("registration", "update", "1").text()).contains("register again");
    }

    @Test
    void whatCommandsDoIsInTheTrail() {
        run("registration", "add", "--family", "schoology", "--client-id", "c", "--deployment", "d");
        run("registration", "remove", "1");
        run("registration", "remove", "7");
        run("registration", "disable", "1");
        run("invite", "create", "--label", "Riverside");
        run("invite", "revoke", "1");
        run("keys", "rotate");
        run("keys", "rotate");
        run("console", "link");
        try (Database database = Database.open(DataFolder.open(folder))) {
            List<String> trail = database.read(handle -> handle.createQuery(
                            "select actor || ' ' || action || ' ' || coalesce(registration_id, '') from audit order by id")
                    .mapTo(String.class)
                    .list());
            assertThat(trail)
                    .containsExactly(
                            "command registration_added 1",
                            "command registration_removed 1",
                            "command deployment_disabled 1",
                            "command invite_made ",
                            "command invite_revoked ",
                            "command keys_rotated ",
                            "command console_link ");
        }
    }

    @Test
    void aConsoleLinkIsMadeAndKeysAreListed() {
        assertThat(run("console", "link", "--base-url", "https://class.school.edu")
                        .text())
                .containsPattern("^https://class\\.school\\.edu/admin#t=[\\w-]{43}\n");
        assertThat(run("keys", "rotate", "--now").text()).contains("signs from now on");
        assertThat(run("keys", "list").text().lines())
                .hasSize(2)
                .last()
                .asString()
                .contains("signs");
        assertThat(run("keys", "rotate").good()).isTrue();
        assertThat(run("keys", "list").text()).contains("next");
    }

    @Test
    void inviteCodesAreMadeListedAndRevoked() {
        String code = run("invite", "create", "--label", "Riverside", "--uses", "2")
                .text()
                .lines()
                .findFirst()
                .orElseThrow();
        assertThat(code).matches("([A-Z2-9]{4}-){3}[A-Z2-9]{4}");
        assertThat(run("invite", "list").text()).contains("Riverside", "good").doesNotContain(code);
        assertThat(run("invite", "revoke", "1").good()).isTrue();
        assertThat(run("invite", "revoke", "1").good()).isFalse();
        assertThat(run("invite", "list").text()).contains("revoked");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "registration",
                "registration add",
                "registration add --client-id c",
                "registration add --client-id c --family nonsense",
                "registration add --client-id c --family brightspace --site https://a.edu",
                "registration add --client-id c --iss i --auth-url http://a.edu --jwks-url https://a.edu",
                "registration add --client-id c --family canvas --iss https://canvas.school.edu",
                "registration remove",
                "registration remove one",
                "registration list all",
                "registration list --all yes",
                "invite create --days 0",
                "invite create --uses many",
                "invite create --label",
                "console",
                "console link --minutes 61",
                "console link --now",
                "keys",
                "keys list --now",
                "keys rotate --now yes",
                "lti-config render",
                "lti-config render --lms canvas --as nonsense",
                "lti-config check",
                "lti-config check class.school.edu",
            })
    void whatIsWrittenWronglyIsASentence(String line) {
        assertThatThrownBy(() -> run(line.split(" ")))
                .isInstanceOf(SettingsException.class)
                .hasMessageMatching("(?s).*[.)]?");
        assertThat(connections()).isEmpty();
    }

    @Test
    void renderingsHaveTheGivenAddress() {
        assertThat(run("lti-config", "render", "--lms", "canvas", "--base-url", "https://class.school.edu")
                        .text())
                .startsWith("{")
                .contains("\"https://class.school.edu/lti/launch\"");
        assertThat(run("lti-config", "render", "--lms", "moodle", "--base-url", "https://class.school.edu")
                        .text())
                .startsWith("# Live class in Moodle")
                .contains("https://class.school.edu/lti/register");
    }

    @Test
    void aRunningServerIsCheckedFromOutside() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String base = "http://localhost:" + port;
        try (TestTool tool = new TestTool(
                folder,
                Clock.systemUTC(),
                Map.of("lectern.http.port", String.valueOf(port), "lectern.base-url", base))) {
            assertThat(tool.get("/lti/register").statusCode()).isEqualTo(200);
            assertThat(Commands.run(List.of("lti-config", "check", base)).text().lines())
                    .anyMatch(line -> line.startsWith("BAD") && line.contains("is not https"))
                    .anyMatch(line -> line.startsWith("ok") && line.contains("Login"))
                    .anyMatch(line -> line.startsWith("ok") && line.contains("Key set: 1 key"))
                    .anyMatch(line -> line.startsWith("ok") && line.contains("Registration page"))
                    .anyMatch(line -> line.startsWith("ok") && line.contains("calls itself " + base))
                    .anyMatch(line -> line.startsWith("ok") && line.contains("Clock"))
                    .filteredOn(line -> line.startsWith("BAD"))
                    .hasSize(1);
        }
    }
}
