package lectern.bridge.conference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import lectern.bridge.AudienceTable;
import lectern.bridge.BridgeSettings;
import lectern.bridge.Conference;
import lectern.bridge.ConferenceSettings;
import lectern.bridge.Tap;
import lectern.bridge.VideoCodec;
import lectern.bridge.rtp.RtpView;
import lectern.bridge.sdp.PayloadType;
import org.junit.jupiter.api.Test;

/** Who gets which codec, and what happens when a sender changes it. */
class CodecSimulationTest {
    private static final Conference.Slots SLOTS = new Conference.Slots(2, 3);
    private static final Set<Integer> EVERYTHING =
            Set.of(PayloadType.VP8, PayloadType.H264, PayloadType.OPUS, PayloadType.RED);
    private static final Set<Integer> PLAIN = Set.of(PayloadType.VP8, PayloadType.OPUS);

    private final Simulation simulation =
            new Simulation(3, BridgeSettings.loopback(), new ConferenceSettings(VideoCodec.H264, true));

    private void run(int seconds) {
        simulation.run(Duration.ofSeconds(seconds));
    }

    private static void send(SimPeer peer, boolean h264) {
        peer.stream("caml").h264(h264);
        peer.stream("camh").h264(h264);
    }

    @Test
    void h264IsInForceWhileEverybodyTakesItAndComesBackWhenTheOthersLeft() {
        simulation.join("ann", SLOTS, EVERYTHING);
        simulation.join("ben", SLOTS, EVERYTHING);
        run(1);
        assertThat(simulation.codecs).containsExactly(VideoCodec.H264);

        simulation.join("fox", SLOTS, PLAIN);
        assertThat(simulation.codecs).containsExactly(VideoCodec.H264, VideoCodec.VP8);

        simulation.leave("fox");
        run(5);
        simulation.join("fox", SLOTS, PLAIN);
        run(1);
        assertThat(simulation.codecs).as("a reload").hasSize(2);

        simulation.leave("fox");
        run(12);
        assertThat(simulation.codecs).containsExactly(VideoCodec.H264, VideoCodec.VP8, VideoCodec.H264);
    }

    @Test
    void aSenderChangesItsCodecInTheMiddleAndReceiversGoOnWithoutAHole() {
        simulation.jitterNanos = 0;
        SimPeer ann = simulation.join("ann", SLOTS, EVERYTHING).camera();
        SimPeer ben = simulation.join("ben", SLOTS, EVERYTHING);
        simulation.everybody();
        send(ann, true);
        run(3);
        send(ann, false);
        run(3);
        send(ann, true);
        run(3);

        List<SimInbox.Arrival> got = List.copyOf(ben.inbox("v0").arrivals.values());
        assertThat(got).hasSizeGreaterThan(150);
        assertThat(got.get(0).type()).isEqualTo(PayloadType.H264);
        int changes = 0;
        for (int i = 1; i < got.size(); i++) {
            if (got.get(i).type() != got.get(i - 1).type()) {
                changes++;
                assertThat(got.get(i).keyframe())
                        .as("a change is at a keyframe")
                        .isTrue();
            }
        }
        assertThat(changes).isEqualTo(2);
        assertThat(ben.inbox("v0").arrivals.lastKey() - ben.inbox("v0").arrivals.firstKey())
                .isEqualTo(got.size() - 1L);
    }

    @Test
    void lossAroundAChangeOfCodecIsRepaired() {
        simulation.uplinkLoss = 0.05;
        simulation.downlinkLoss = 0.05;
        SimPeer ann = simulation.join("ann", SLOTS, EVERYTHING).camera();
        SimPeer ben = simulation.join("ben", SLOTS, EVERYTHING);
        simulation.everybody();
        for (int turn = 0; turn < 10; turn++) {
            send(ann, turn % 2 == 0);
            run(2);
        }
        SimInbox inbox = ben.inbox("v0");
        assertThat(inbox.restored).isPositive();
        assertThat(inbox.arrivals.lastEntry().getValue().type()).isEqualTo(PayloadType.VP8);
        assertThat(inbox.arrivals.lastEntry().getValue().at()).isGreaterThan(simulation.now() - 500_000_000L);
    }

    @Test
    void whoDoesNotTakeH264GetsNoneOfItAndTheNextVp8Keyframe() {
        simulation.jitterNanos = 0;
        SimPeer ann = simulation.join("ann", SLOTS, EVERYTHING).camera();
        SimPeer fox = simulation.join("fox", SLOTS, PLAIN);
        simulation.everybody();
        send(ann, true);
        run(3);
        assertThat(fox.inbox("v0").arrivals).as("H.264 is not for it").isEmpty();

        send(ann, false);
        run(2);
        assertThat(fox.inbox("v0").arrivals).hasSizeGreaterThan(30);
        send(ann, true);
        run(2);
        send(ann, false);
        run(2);
        SimInbox inbox = fox.inbox("v0");
        assertThat(inbox.arrivals.values()).allMatch(arrival -> arrival.type() == PayloadType.VP8);
        assertThat(inbox.arrivals.lastKey() - inbox.arrivals.firstKey())
                .as("what it did not get left no hole")
                .isEqualTo(inbox.arrivals.size() - 1L);
    }

    @Test
    void redundantSoundGoesToThoseWhoTakeItAndPlainSoundToTheOthersAndTheRecorder() {
        simulation.jitterNanos = 0;
        SimPeer ann = simulation.join("ann", SLOTS, EVERYTHING).mic();
        SimPeer ben = simulation.join("ben", SLOTS, EVERYTHING);
        SimPeer fox = simulation.join("fox", SLOTS, PLAIN);
        simulation.everybody();
        Set<String> all = Set.of("ann", "ben", "fox");
        AudienceTable.Row row = new AudienceTable.Row(all, all, all);
        simulation.audience(new AudienceTable(simulation.conference.table().rows(), row));
        Recorded recorded = new Recorded();
        simulation.conference.tap(recorded);
        ann.stream("mic").red = true;
        run(3);
        ann.stream("mic").red = false;
        run(1);

        assertThat(ben.inbox("a0").arrivals.values()).anyMatch(arrival -> arrival.type() == PayloadType.RED);
        assertThat(fox.inbox("a0").arrivals.values())
                .hasSizeGreaterThan(120)
                .allMatch(arrival -> arrival.type() == PayloadType.OPUS);
        assertThat(fox.inbox("a0").arrivals).hasSameSizeAs(ben.inbox("a0").arrivals);
        assertThat(recorded.packets).isGreaterThan(120);
        assertThat(recorded.tracks).as("redundancy is no other codec").isEqualTo(1);
    }

    /** Counts plain sound; anything else is a mistake. */
    private static final class Recorded implements Tap {
        private final RtpView view = new RtpView();
        private int packets;
        private int tracks;

        @Override
        public void opened(Track track) {
            tracks++;
            assertThat(track.codec()).isEqualTo("opus");
        }

        @Override
        public void rtp(int track, long arrivalNanos, byte[] buffer, int offset, int length) {
            packets++;
            assertThat(view.wrap(buffer, offset, length)).isTrue();
            assertThat(view.payloadType()).isEqualTo(PayloadType.OPUS);
            assertThat(view.payloadLength()).isEqualTo(40);
        }

        @Override
        public void senderReport(int track, long arrivalNanos, long ntpTimestamp, int rtpTimestamp) {}

        @Override
        public void closed(int track, String reason) {}
    }
}
