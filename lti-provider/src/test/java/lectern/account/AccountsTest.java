package lectern.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import lectern.lti.TestTool;
import lectern.web.ApiError;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {
    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private TestTool tool;
    private Accounts accounts;
    private Identity ada;

    @BeforeEach
    void start() {
        tool = new TestTool(folder, clock, Map.of());
        accounts = tool.accounts();
        tool.database().change(handle -> {
            handle.execute("insert into registration (id, iss, client_id, auth_url, jwks_url, created_at) "
                    + "values (1, 'i', 'c', 'a', 'j', 0)");
            handle.execute(
                    "insert into deployment (id, registration_id, deployment_id, created_at) values (1, 1, 'd', 0)");
            handle.execute("insert into course (id, deployment_id, context_id, title) values (1, 1, 'x', 'Physics')");
            handle.execute("insert into class (id, deployment_id, room_key, course_id, title, created_at) "
                    + "values (1, 1, 'link:1', 1, 'Optics', 0)");
            handle.execute("insert into person (id, public_id, deployment_id, sub, name) "
                    + "values (1, 'p-ada', 1, 'ada', 'Ada')");
            handle.execute(
                    "insert into membership (class_id, person_id, role, last_launch_at) " + "values (1, 1, 'host', 0)");
        });
        ada = accounts.authenticate(accounts.lobbyToken(1, 1), Identity.Purpose.LOBBY);
    }

    @AfterEach
    void stop() {
        tool.close();
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ApiError.class, error -> assertThat(error.code()).isEqualTo(code));
    }

    @Test
    void aLobbyTokenStandsForThePersonAndTheClass() {
        assertThat(ada)
                .isEqualTo(new Identity(1, "p-ada", "Ada", Role.HOST, true, 1, 1, Identity.Purpose.LOBBY, null, false));
    }

    @Test
    void aTicketOpensTheClassOnce() {
        String ticket = accounts.classTicket(ada, true);
        Accounts.Entered entered = accounts.redeem(ticket);
        Identity inClass = accounts.authenticate(entered.token(), Identity.Purpose.CLASS);
        assertThat(inClass.mayStart()).isTrue();
        assertThat(inClass.publicId()).isEqualTo("p-ada");
        refused("ticket_used", () -> accounts.redeem(ticket));
    }

    @Test
    void aReplayTicketIsForItsRecordingOnly() {
        Identity watching = accounts.authenticate(
                accounts.redeem(accounts.replayTicket(ada, "r-1")).token(), Identity.Purpose.REPLAY);
        assertThat(watching.recordingId()).isEqualTo("r-1");
        assertThat(watching.mayStart()).isFalse();
    }

    @Test
    void aTokenIsGoodForItsPurposeOnly() {
        String token = accounts.redeem(accounts.classTicket(ada, false)).token();
        refused("not_allowed", () -> accounts.authenticate(token, Identity.Purpose.LOBBY, Identity.Purpose.REPLAY));
        assertThat(accounts.authenticate(token, Identity.Purpose.LOBBY, Identity.Purpose.CLASS))
                .isNotNull();
    }

    @Test
    void aTicketIsNoTokenAndATokenNoTicket() {
        String ticket = accounts.classTicket(ada, false);
        refused("signed_out", () -> accounts.authenticate(ticket, Identity.Purpose.CLASS));
        refused("ticket_unknown", () -> accounts.redeem(accounts.lobbyToken(1, 1)));
        assertThat(accounts.redeem(ticket)).isNotNull();
    }

    @Test
    void aTicketLivesForAMinute() {
        String ticket = accounts.classTicket(ada, false);
        String late = accounts.classTicket(ada, false);
        clock.advance(Duration.ofSeconds(59));
        accounts.redeem(ticket);
        clock.advance(Duration.ofSeconds(1));
        refused("ticket_expired", () -> accounts.redeem(late));
    }

    @Test
    void tokensLiveForTwelveHours() {
        String lobby = accounts.lobbyToken(1, 1);
        String session = accounts.redeem(accounts.classTicket(ada, false)).token();
        clock.advance(Duration.ofHours(12).minusSeconds(1));
        accounts.authenticate(lobby, Identity.Purpose.LOBBY);
        accounts.authenticate(session, Identity.Purpose.CLASS);
        clock.advance(Duration.ofSeconds(1));
        refused("signed_out", () -> accounts.authenticate(lobby, Identity.Purpose.LOBBY));
        refused("signed_out", () -> accounts.authenticate(session, Identity.Purpose.CLASS));
    }

    @Test
    void strangersAndNonsenseAreSignedOut() {
        for (String token : List.of("", "x", "a".repeat(10_000), "' or 1=1 --", "\u0000")) {
            refused("signed_out", () -> accounts.authenticate(token, Identity.Purpose.LOBBY));
            refused("ticket_unknown", () -> accounts.redeem(token));
        }
    }

    @Test
    void ofManyWhoRedeemAtOnceOneEnters() throws Exception {
        String ticket = accounts.classTicket(ada, false);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> all = threads.invokeAll(IntStream.range(0, 16)
                    .<java.util.concurrent.Callable<Boolean>>mapToObj(i -> () -> {
                        try {
                            accounts.redeem(ticket);
                            return true;
                        } catch (ApiError e) {
                            return false;
                        }
                    })
                    .toList());
            int entered = 0;
            for (Future<Boolean> one : all) {
                entered += one.get() ? 1 : 0;
            }
            assertThat(entered).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theStoreHoldsNoTokenInClear() {
        String lobby = accounts.lobbyToken(1, 1);
        String rows = tool.database()
                .read(handle -> handle.createQuery("select * from access")
                        .mapToMap()
                        .list()
                        .toString());
        assertThat(rows).doesNotContain(lobby);
    }

    @Test
    void whatExpiredAnHourAgoIsForgotten() {
        accounts.classTicket(ada, false);
        String expired = accounts.classTicket(ada, false);
        clock.advance(Duration.ofMinutes(30));
        accounts.purge();
        refused("ticket_expired", () -> accounts.redeem(expired));
        clock.advance(Duration.ofMinutes(40));
        accounts.purge();
        refused("ticket_unknown", () -> accounts.redeem(expired));
        assertThat(rows()).isEqualTo(1); // the lobby token
        clock.advance(Duration.ofHours(13));
        accounts.purge();
        assertThat(rows()).isZero();
    }

    private int rows() {
        return tool.database()
                .read(handle -> handle.createQuery("select count(*) from access")
                        .mapTo(Integer.class)
                        .one());
    }

    @Test
    void enterGivesThePageWhatItNeeds() {
        HttpResponse<String> answer = enter("{\"ticket\":\"" + accounts.replayTicket(ada, "r-1") + "\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"purpose\":\"replay\"", "\"recording\":\"r-1\"", "\"course\":{\"title\":\"Physics\"}")
                .contains("\"class\":{\"title\":\"Optics\"}", "\"id\":\"p-ada\"", "\"role\":\"host\"");
    }

    @Test
    void enterRefusesInTheProtocolsWords() {
        assertThat(enter("{\"ticket\":\"nothing\"}").statusCode()).isEqualTo(401);
        assertThat(enter("{\"ticket\":\"nothing\"}").body()).contains("\"code\":\"ticket_unknown\"");
        assertThat(enter("{}").body()).contains("\"code\":\"bad_request\"");
        assertThat(enter("{\"ticket\":[1]}").body()).contains("\"code\":\"bad_request\"");
    }

    private HttpResponse<String> enter(String body) {
        return tool.send(tool.request("/api/enter").POST(HttpRequest.BodyPublishers.ofString(body)));
    }
}
