package lectern.lobby;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import lectern.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeFeatureTest {
    private static final String PROBE = "/api/lobby/probe";

    @TempDir
    Path folder;

    private TestSite site;

    @BeforeEach
    void start() {
        site = new TestSite(folder, Clock.systemUTC(), Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private String cyd() {
        return site.lobby(TestSite.OPTICS, 3);
    }

    private HttpResponse<String> open(String token) {
        return site.json(token, "POST", PROBE, "{}");
    }

    @Test
    void eachPathIsOfferedWithItsCandidatesOnly() {
        JsonNode probe = TestSite.body(open(cyd()));
        Map<String, String> offers = new HashMap<>();
        probe.path("paths")
                .forEach(path ->
                        offers.put(path.path("path").asText(), path.path("sdp").asText()));
        assertThat(offers).containsOnlyKeys("udp", "tcp", "turn");
        assertThat(offers.get("udp")).contains(" udp ").doesNotContain("tcptype");
        assertThat(offers.get("tcp")).contains("tcptype passive").doesNotContain(" udp ");
        assertThat(offers.get("turn")).contains(" udp ").doesNotContain("tcptype");
        assertThat(probe.path("seconds").asInt()).isEqualTo(15);
        JsonNode relay = probe.path("ice").path(0);
        String[] username = relay.path("username").asText().split(":", -1);
        assertThat(username[1]).isEqualTo("cyd");
        assertThat(Instant.ofEpochSecond(Long.parseLong(username[0])))
                .isBetween(Instant.now(), Instant.now().plus(Duration.ofHours(1)));
        assertThat(relay.path("credential").asText()).isNotEmpty();
    }

    @Test
    void withoutALobbyTokenThereIsNoProbe() {
        assertThat(TestSite.refusal(open("nonsense"))).isEqualTo("401 signed_out");
        assertThat(TestSite.refusal(open(site.seat(TestSite.OPTICS, 1, true)))).isEqualTo("403 not_allowed");
    }

    @Test
    void aProbeIsItsOwnersAloneAndOneAtATime() {
        String id = TestSite.body(open(cyd())).path("id").asText();
        String answer = "{\"path\":\"udp\",\"sdp\":\"v=0\"}";
        assertThat(TestSite.refusal(site.json(site.lobby(TestSite.OPTICS, 4), "POST", PROBE + "/" + id, answer)))
                .isEqualTo("404 not_found");
        assertThat(TestSite.refusal(site.json(cyd(), "POST", PROBE + "/" + id, answer)))
                .isEqualTo("400 bad_request");
        assertThat(TestSite.refusal(site.json(cyd(), "POST", PROBE + "/" + id, "{\"path\":\"smoke\",\"sdp\":\"v=0\"}")))
                .isEqualTo("404 not_found");
        open(cyd());
        assertThat(TestSite.refusal(site.json(cyd(), "POST", PROBE + "/" + id, answer)))
                .as("the second replaced the first")
                .isEqualTo("404 not_found");
    }

    @Test
    void anEndedProbeTakesNoAnswer() {
        String id = TestSite.body(open(cyd())).path("id").asText();
        assertThat(site.json(cyd(), "DELETE", PROBE + "/" + id, "").statusCode())
                .isEqualTo(204);
        assertThat(TestSite.refusal(site.json(cyd(), "POST", PROBE + "/" + id, "{\"path\":\"udp\",\"sdp\":\"v=0\"}")))
                .isEqualTo("404 not_found");
    }

    @Test
    void nobodyProbesMoreThanSixTimesAMinute() {
        for (int i = 0; i < 6; i++) {
            assertThat(open(cyd()).statusCode()).isEqualTo(200);
        }
        assertThat(TestSite.refusal(open(cyd()))).isEqualTo("429 too_many");
        assertThat(open(site.lobby(TestSite.OPTICS, 4)).statusCode()).isEqualTo(200);
    }
}
