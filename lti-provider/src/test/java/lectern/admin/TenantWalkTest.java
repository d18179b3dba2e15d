package lectern.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import lectern.RunningServer;
import lectern.live.TestVisit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One deployment never sees another's rooms, people or recordings: every route of the server is called with everything
 * that people of other deployments can hold. A new route without an entry in {@link Walk} fails this test.
 */
class TenantWalkTest {
    private static final Set<Integer> REFUSED = Set.of(401, 403, 404);

    @TempDir
    Path folder;

    private RunningServer server;

    @BeforeEach
    void start() {
        server = new RunningServer(folder, Map.of());
        TwoSchools.make(server.database());
        TwoSchools.record(folder.resolve("recordings"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyRouteHasAnEntryAndEveryEntryARoute() {
        assertThat(new TreeSet<>(server.routes())).isEqualTo(new TreeSet<>(Walk.ROUTES.keySet()));
    }

    @Test
    void nobodyOfAnotherDeploymentSeesOrChangesAnything() {
        Map<String, String> strangers = strangers();
        strangers.put("nothing", "");
        List<String> before = TwoSchools.rows(server.database());
        List<String> leaks = new ArrayList<>();
        Walk.ROUTES.forEach((route, call) -> strangers.forEach((who, token) -> {
            if (call.kind() == Walk.Kind.SOCKET) {
                return;
            }
            HttpResponse<String> answer =
                    server.send(token.isEmpty() ? null : token, Walk.method(route), call.path(), sent(call));
            String heard =
                    answer.body().toLowerCase(Locale.ROOT) + answer.headers().map();
            boolean foreign = heard.contains(TwoSchools.MARK);
            boolean open = call.kind() == Walk.Kind.FOREIGN && !REFUSED.contains(answer.statusCode());
            boolean unasked = call.kind() != Walk.Kind.PUBLIC
                    && (token.isEmpty() || who.equals("made up"))
                    && answer.statusCode() != 401;
            if (foreign || open || unasked) {
                leaks.add(route + " for " + who + ": " + answer.statusCode() + " " + answer.body());
            }
        }));
        assertThat(leaks).isEmpty();
        assertThat(TwoSchools.rows(server.database())).isEqualTo(before);
    }

    /** What people of other deployments can hold. */
    private Map<String, String> strangers() {
        Map<String, String> strangers = new TreeMap<>();
        TwoSchools.holds(server, 2, "yak").forEach((name, token) -> strangers.put("same LMS, " + name, token));
        TwoSchools.holds(server, 3, "xerus").forEach((name, token) -> strangers.put("other LMS, " + name, token));
        strangers.put("made up", "x".repeat(43));
        return strangers;
    }

    /** A socket knows its class from the token alone: a stranger's opens their own class, or none. */
    @Test
    void nobodyOfAnotherDeploymentIsLetIntoAClassThatIsHeld() {
        String seat = TwoSchools.holds(server, 1, "zebra").get("seat");
        try (TestVisit host = TestVisit.at(server.port(), Objects.requireNonNull(seat), 1)) {
            assertThat(host.letIn()).as("whose class it is").contains("zebra class", "zebra-1");
            strangers().forEach((who, token) -> {
                try (TestVisit stranger = TestVisit.at(server.port(), token, 1)) {
                    if (who.endsWith(" seat")) {
                        assertThat(stranger.letIn()).as(who).doesNotContain(TwoSchools.MARK);
                    } else {
                        assertThat(stranger.turnedAway()).as(who).isEqualTo("[error] 4401");
                    }
                }
            });
            assertThat(host.heardUntilNow()).as("of the strangers").doesNotContain("yak", "xerus");
        }
    }

    @Test
    void aRecordedPartIsGivenToItsOwner() {
        String token = TwoSchools.holds(server, 1, "zebra").get("replay");
        HttpResponse<String> part = server.get(token, "/api/recordings/zebra-rec/parts/1-0");
        assertThat(part.statusCode()).isEqualTo(200);
        assertThat(part.body()).isEqualTo(TwoSchools.SOUND).hasSize(200);
        assertThat(server.get(token, "/api/recordings/zebra-rec/parts/1-0/index")
                        .headers()
                        .firstValueAsLong("Content-Length"))
                .hasValue(32);
    }

    /** The same calls do something for those who may: a call that is wrong would be refused to everybody. */
    @Test
    void whoeverBelongsThereIsAnswered() {
        Map<String, String> own = new LinkedHashMap<>(TwoSchools.holds(server, 1, "zebra"));
        own.put("server", server.serverAdmin());
        Map<String, Walk.Call> last = new LinkedHashMap<>();
        Walk.ROUTES.forEach((route, call) -> {
            if (call.kind() == Walk.Kind.FOREIGN && !call.rightful().isEmpty()) {
                if (route.startsWith("GET")) {
                    rightful(route, call, own);
                } else {
                    last.put(route, call);
                }
            }
        });
        last.forEach((route, call) -> {
            if (!route.startsWith("DELETE")) {
                rightful(route, call, own);
            }
        });
        last.forEach((route, call) -> {
            if (route.startsWith("DELETE")) {
                rightful(route, call, own);
            }
        });
    }

    private static @Nullable String sent(Walk.Call call) {
        return call.body().isEmpty() ? null : call.body();
    }

    private void rightful(String route, Walk.Call call, Map<String, String> own) {
        HttpResponse<String> answer =
                server.send(own.get(call.rightful()), Walk.method(route), call.path(), sent(call));
        if (REFUSED.contains(answer.statusCode()) && !call.missing()) {
            fail(route + " is refused to " + call.rightful() + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    @Test
    void aDeploymentsConsoleShowsThatDeployment() {
        String admin = server.deploymentAdmin(1, 11);
        for (String path : List.of("registrations", "health", "launches", "storage", "policies", "audit")) {
            String body = server.get(admin, "/api/admin/" + path).body();
            assertThat(body).as(path).contains(TwoSchools.MARK).doesNotContain("yak", "xerus", "dep-2", "dep-3");
        }
        assertThat(server.get(admin, "/api/admin/audit").body())
                .contains("zebra policy")
                .doesNotContain("zebra audit", "zebra invite");
    }
}
