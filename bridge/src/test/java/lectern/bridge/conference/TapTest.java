package lectern.bridge.conference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import lectern.bridge.AudienceTable;
import lectern.bridge.SourceKind;
import lectern.bridge.Tap;
import lectern.bridge.rtp.Bytes;
import org.junit.jupiter.api.Test;

class TapTest {
    private final Simulation simulation = new Simulation(3);
    private final Map<Integer, Tap.Track> tracks = new LinkedHashMap<>();
    private final Map<Integer, List<Integer>> packets = new HashMap<>();
    private final Map<Integer, String> closed = new HashMap<>();
    private final List<String> reports = new ArrayList<>();

    private final Tap tap = new Tap() {
        @Override
        public void opened(Track track) {
            tracks.put(track.id(), track);
        }

        @Override
        public void rtp(int track, long arrivalNanos, byte[] buffer, int offset, int length) {
            assertThat(Bytes.i32(buffer, offset + 8)).isEqualTo(track(track).ssrc());
            packets.computeIfAbsent(track, id -> new ArrayList<>()).add(Bytes.u16(buffer, offset + 2));
        }

        @Override
        public void senderReport(int track, long arrivalNanos, long ntpTimestamp, int rtpTimestamp) {
            reports.add(track + " " + ntpTimestamp + " " + rtpTimestamp);
        }

        @Override
        public void closed(int track, String reason) {
            closed.put(track, reason);
        }
    };

    private List<Integer> packetsOf(int track) {
        return packets.getOrDefault(track, List.of());
    }

    private Tap.Track track(int id) {
        return java.util.Objects.requireNonNull(tracks.get(id));
    }

    private Tap.Track track(SourceKind kind, @org.jspecify.annotations.Nullable String layer) {
        return tracks.values().stream()
                .filter(track -> track.kind() == kind && java.util.Objects.equals(track.layer(), layer))
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private void record(String... names) {
        Set<String> all = Set.of(names);
        simulation.audience(new AudienceTable(Map.of(), new AudienceTable.Row(all, all, all)));
    }

    @Test
    void everyStreamOfTheRecorderRowIsATrackWithoutHolesAfterRepair() {
        simulation.join("ann").mic().camera().screen();
        simulation.conference.tap(tap);
        record("ann");
        simulation.run(Duration.ofSeconds(1));
        simulation.uplinkLoss = 0.05;
        simulation.run(Duration.ofSeconds(10));
        simulation.uplinkLoss = 0;
        simulation.run(Duration.ofSeconds(1));

        assertThat(tracks.values()).extracting(Tap.Track::endpoint).containsOnly("ann");
        assertThat(track(SourceKind.MIC, null).codec()).isEqualTo("opus");
        assertThat(track(SourceKind.MIC, null).clockRate()).isEqualTo(48_000);
        assertThat(track(SourceKind.SCREEN, null).codec()).isEqualTo("VP8");
        for (String layer : List.of("l", "h")) {
            List<Integer> came = packetsOf(track(SourceKind.CAMERA, layer).id());
            assertThat(came).doesNotHaveDuplicates();
            assertThat(holes(came)).isZero();
        }
    }

    private static int holes(List<Integer> sequences) {
        TreeSet<Integer> distances = new TreeSet<>();
        sequences.forEach(sequence -> distances.add((int) (short) (sequence - sequences.get(0))));
        return distances.last() - distances.first() + 1 - distances.size();
    }

    @Test
    void tracksCloseWithTheirReasonAndComeBackUnderANewNumber() {
        simulation.join("ann").mic();
        simulation.conference.tap(tap);
        record("ann");
        simulation.run(Duration.ofSeconds(1));
        record();
        assertThat(closed).containsValue("audience");
        int before = packetsOf(1).size();
        simulation.run(Duration.ofSeconds(1));
        assertThat(packetsOf(1)).hasSize(before);
        record("ann");
        simulation.run(Duration.ofSeconds(1));
        assertThat(tracks).containsOnlyKeys(1, 2);
        simulation.join("ann").mic();
        assertThat(closed).containsEntry(2, "restarted");
        simulation.run(Duration.ofSeconds(1));
        simulation.leave("ann");
        assertThat(closed).containsEntry(3, "left");
        simulation.join("ann").mic();
        simulation.run(Duration.ofSeconds(1));
        simulation.conference.tap(Tap.NONE);
        assertThat(closed).containsEntry(4, "stopped");
    }

    @Test
    void senderReportsAreToldAsTheyCame() {
        SimPeer ann = simulation.join("ann").mic();
        simulation.conference.tap(tap);
        record("ann");
        simulation.run(Duration.ofSeconds(1));
        ann.senderReport(ann.stream("mic"), 0x1234_5678_9ABCL, 77);
        simulation.run(Duration.ofMillis(50));
        assertThat(reports).containsExactly("1 " + 0x1234_5678_9ABCL + " 77");
    }

    @Test
    void tappedVideoGetsKeyframesAtIntervals() {
        SimPeer ann = simulation.join("ann").camera();
        SimPeer ben = simulation.join("ben").camera();
        simulation.conference.tap(tap);
        record("ann");
        simulation.run(Duration.ofSeconds(40));
        assertThat(ann.stream("caml").keyframes).isBetween(8, 12);
        assertThat(ben.stream("caml").keyframes).as("nobody watches").isEqualTo(1);
    }

    @Test
    void aKeyframeIsAskedForAtOnce() {
        SimPeer ann = simulation.join("ann").camera();
        simulation.conference.tap(tap);
        record("ann");
        simulation.run(Duration.ofSeconds(2));
        int before = ann.stream("camh").keyframes;
        int high = track(SourceKind.CAMERA, "h").id();
        for (int i = 0; i < 10; i++) {
            simulation.conference.taps().requestKeyframe(high);
        }
        simulation.run(Duration.ofMillis(200));
        assertThat(ann.stream("camh").keyframes).isEqualTo(before + 1);
        simulation.conference.taps().requestKeyframe(999);
    }

    @Test
    void aTapThatThrowsIsSwitchedOffAndTheConferenceGoesOn() {
        simulation.join("ann").mic();
        SimPeer ben = simulation.join("ben");
        simulation.conference.tap(new Tap() {
            @Override
            public void opened(Track track) {}

            @Override
            public void rtp(int track, long arrivalNanos, byte[] buffer, int offset, int length) {
                throw new IllegalStateException("a recorder's mistake");
            }

            @Override
            public void senderReport(int track, long arrivalNanos, long ntpTimestamp, int rtpTimestamp) {}

            @Override
            public void closed(int track, String reason) {}
        });
        Set<String> ann = Set.of("ann");
        AudienceTable.Row row = new AudienceTable.Row(ann, ann, ann);
        simulation.audience(new AudienceTable(Map.of("ben", row), row));
        simulation.run(Duration.ofSeconds(2));
        assertThat(ben.inbox("a0").arrivals).hasSizeGreaterThan(50);
        assertThat(simulation.log).noneMatch(line -> line.startsWith("disconnected"));
    }
}
