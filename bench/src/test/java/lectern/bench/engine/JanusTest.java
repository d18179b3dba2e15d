package lectern.bench.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import lectern.bench.BenchMain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real Janus; {@code .ci/setup.sh} installs it for the benchmark and for this test. */
class JanusTest {
    @Test
    @Timeout(120)
    void threePeopleSendAndReceiveThroughItsVideoRoom() throws Exception {
        assertThat(JanusEngine.installed())
                .as("Janus is not installed: apt-get install janus")
                .isTrue();
        String line = "bridge --tables 1 --loads 3x3 --engines janus,janus-loops --rounds 1 --seconds 1 --warm-up 0.5";
        List<String> wanted = List.of(line.split(" ", -1));
        ProcessBuilder builder =
                new ProcessBuilder(OwnNetwork.command(BenchMain.class.getName(), wanted)).redirectErrorStream(true);
        builder.environment().put(OwnNetwork.MARK, "own");
        Process bench = builder.start();
        String said = new String(bench.getInputStream().readAllBytes(), UTF_8);
        assertThat(bench.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(said).containsPattern("\\| 3 × 3 \\| Janus, default \\| [1-9]\\d* \\|");
        assertThat(said).containsPattern("\\| 3 × 3 \\| Janus, event loops \\| [1-9]\\d* \\|");
        assertThat(bench.exitValue()).isZero();
    }

    @Test
    void requestsAreTheVideoRoomsOwn() {
        assertThat(JanusRooms.create(7, 30))
                .hasToString(
                        "{\"request\":\"create\",\"room\":7,\"publishers\":30,\"bitrate\":0,"
                                + "\"audiocodec\":\"opus\",\"videocodec\":\"vp8\",\"transport_wide_cc_ext\":true,\"permanent\":false}");
        assertThat(JanusPublisher.request(7, 3))
                .hasToString("{\"request\":\"joinandconfigure\",\"ptype\":\"publisher\",\"room\":7,\"id\":3}");
        assertThat(JanusSubscriber.request(7, List.of(1, 2)))
                .hasToString("{\"request\":\"join\",\"ptype\":\"subscriber\",\"room\":7,"
                        + "\"streams\":[{\"feed\":1},{\"feed\":2}]}");
    }
}
