package lectern.bridge.conference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lectern.bridge.AudienceTable;
import lectern.bridge.Bridge;
import lectern.bridge.BridgeSettings;
import lectern.bridge.Conference;
import lectern.bridge.ConferenceException;
import lectern.bridge.ConferenceListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EmbeddedBridgeTest {
    private static final Conference.Slots SLOTS = new Conference.Slots(2, 3);

    private static final class Silent implements ConferenceListener {}

    @Test
    void anOfferHasALineForEachSourceAndSlot() throws Exception {
        try (Bridge bridge = new EmbeddedBridge(BridgeSettings.loopback())) {
            Conference conference = bridge.open("class", new Silent());
            String offer = conference.join("ann", SLOTS).get(60, TimeUnit.SECONDS);
            assertThat(offer)
                    .contains("a=mid:mic", "a=mid:cam", "a=mid:scr", "a=mid:sca", "a=mid:a1", "a=mid:v2", "a=mid:data")
                    .doesNotContain("a=mid:a2", "a=mid:v3");
            String restarted = conference.restart("ann").get(60, TimeUnit.SECONDS);
            assertThat(restarted).isNotEqualTo(offer).hasSameSizeAs(offer);
            assertThat(conference.stats().get(60, TimeUnit.SECONDS).endpoints())
                    .singleElement()
                    .matches(endpoint -> !endpoint.connected());
        }
    }

    @Test
    void eachLoopTellsHowItDoesAndWhatIsOnIt() throws Exception {
        Bridge bridge = new EmbeddedBridge(BridgeSettings.loopback());
        try (bridge) {
            bridge.open("class", new Silent()).stats().get(60, TimeUnit.SECONDS);
            assertThat(bridge.loops().get(60, TimeUnit.SECONDS))
                    .singleElement()
                    .matches(loop -> loop.loop() == 0 && loop.turns() > 0 && loop.strangers() == 0)
                    .matches(loop -> loop.conferences().equals(List.of("class")));
        }
        assertThatThrownBy(() -> bridge.loops().get(60, TimeUnit.SECONDS))
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void aWrongAnswerIsExplainedAndTheEndpointStays() throws Exception {
        try (Bridge bridge = new EmbeddedBridge(BridgeSettings.loopback())) {
            Conference conference = bridge.open("class", new Silent());
            conference.join("ann", SLOTS).get(60, TimeUnit.SECONDS);
            assertThatThrownBy(() -> conference.answer("ann", "v=0\r\n").get(60, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(ConferenceException.class);
            assertThatThrownBy(() -> conference.answer("ben", "v=0\r\n").get(60, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(ConferenceException.class);
            assertThat(conference.stats().get(60, TimeUnit.SECONDS).endpoints()).hasSize(1);
        }
    }

    @Test
    void afterTheEndCallsSaySoOrDoNothing() throws Exception {
        Bridge bridge = new EmbeddedBridge(BridgeSettings.loopback());
        Conference conference = bridge.open("class", new Silent());
        conference.close();
        assertThatThrownBy(() -> conference.join("ann", SLOTS).get(60, TimeUnit.SECONDS))
                .hasCauseInstanceOf(IllegalStateException.class);
        conference.close();
        conference.leave("ann");
        bridge.open("class", new Silent()).audience(AudienceTable.SILENT).get(60, TimeUnit.SECONDS);
        bridge.close();
        bridge.close();
        assertThatThrownBy(() -> bridge.open("other", new Silent())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> conference.stats().get(60, TimeUnit.SECONDS))
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void anIdIsUniqueAmongOpenConferences() {
        try (Bridge bridge = new EmbeddedBridge(BridgeSettings.loopback())) {
            bridge.open("class", new Silent());
            assertThatThrownBy(() -> bridge.open("class", new Silent())).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> bridge.open("", new Silent())).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static BridgeSettings settings(InetAddress address, int port) {
        BridgeSettings.Reach reach = new BridgeSettings.Reach(
                List.of(address), List.of(address), port, BridgeSettings.Tcp.NONE, BridgeSettings.Reach.PATIENCE);
        return new BridgeSettings(reach, 1, 10, 300, 1500);
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (DatagramSocket taken = new DatagramSocket(0, loopback)) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> new EmbeddedBridge(settings(loopback, port)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(String.valueOf(port));
        }
    }
}
