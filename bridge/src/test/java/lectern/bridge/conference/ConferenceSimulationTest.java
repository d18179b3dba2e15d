package lectern.bridge.conference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.bridge.AudienceTable;
import lectern.bridge.BridgeSettings;
import lectern.bridge.Conference;
import lectern.bridge.ConferenceException;
import lectern.bridge.SourceKind;
import lectern.bridge.View;
import org.junit.jupiter.api.Test;

class ConferenceSimulationTest {
    private final Simulation simulation = new Simulation(1);

    @Test
    void soundAndPictureGoFromOneToAnotherWithoutHoles() {
        simulation.join("ann").mic().camera();
        SimPeer ben = simulation.join("ben");
        simulation.everybody();
        simulation.run(Duration.ofSeconds(10));

        assertThat(simulation.log).contains("connected ann", "connected ben");
        assertThat(simulation.in("ben", "a0")).isEqualTo("ann/MIC");
        assertThat(simulation.in("ben", "v0")).isEqualTo("ann/CAMERA");
        assertThat(ben.inbox("a0").arrivals).hasSizeGreaterThan(450);
        assertThat(ben.inbox("v0").arrivals).hasSizeGreaterThan(150);
        continuous(ben.inbox("a0"));
        continuous(ben.inbox("v0"));
        assertThat(ben.inbox("v0").arrivals.firstEntry().getValue().keyframe()).isTrue();
    }

    @Test
    void nobodyReceivesAnythingWithoutARow() {
        simulation.join("ann").mic().camera();
        SimPeer ben = simulation.join("ben");
        simulation.run(Duration.ofSeconds(3));

        assertThat(ben.inboxes.values()).allMatch(inbox -> inbox.arrivals.isEmpty());
        assertThat(simulation.slots).doesNotContainKey("ben");
    }

    @Test
    void aTallTileGetsTheHighLayerAndASmallOneTheLow() {
        // A packet of the old layer that comes after the switch is lost, which is not what is tested here.
        simulation.jitterNanos = 0;
        simulation.join("ann").camera();
        SimPeer ben = simulation.join("ben");
        simulation.everybody();
        simulation.run(Duration.ofSeconds(3));
        assertThat(lastLayer(ben.inbox("v0"))).isZero();

        simulation.conference.view("ben", tile("ann", 720));
        simulation.run(Duration.ofSeconds(2));
        assertThat(lastLayer(ben.inbox("v0"))).isEqualTo(1);

        simulation.conference.view("ben", tile("ann", 180));
        simulation.run(Duration.ofSeconds(2));
        assertThat(lastLayer(ben.inbox("v0"))).isZero();
        continuous(ben.inbox("v0"));
        assertThat(switchesAt(ben.inbox("v0")))
                .as("switches happen at keyframes")
                .isTrue();
    }

    @Test
    void theLowLayerStandsInWhileTheHighOneIsNotSent() {
        simulation.jitterNanos = 0;
        SimPeer ann = simulation.join("ann").camera();
        SimPeer ben = simulation.join("ben");
        simulation.conference.view("ben", tile("ann", 720));
        simulation.everybody();
        simulation.run(Duration.ofSeconds(2));
        assertThat(lastLayer(ben.inbox("v0"))).isEqualTo(1);

        SimStream high = ann.streams.remove("camh");
        simulation.run(Duration.ofSeconds(3));
        assertThat(lastLayer(ben.inbox("v0"))).isZero();
        ann.streams.put("camh", high);
        simulation.run(Duration.ofSeconds(3));
        assertThat(lastLayer(ben.inbox("v0"))).isEqualTo(1);
        continuous(ben.inbox("v0"));
    }

    @Test
    void aTileOfNoHeightIsNotSent() {
        simulation.join("ann").camera();
        SimPeer ben = simulation.join("ben");
        simulation.everybody();
        simulation.run(Duration.ofSeconds(2));
        simulation.conference.view("ben", tile("ann", 0));
        assertThat(simulation.in("ben", "v0")).isNull();
        simulation.run(Duration.ofMillis(100));
        int before = ben.inbox("v0").arrivals.size();
        simulation.run(Duration.ofSeconds(2));
        assertThat(ben.inbox("v0").arrivals).hasSize(before);
    }

    @Test
    void screensComeFirstInTheSlotsThatAreLeft() {
        for (String name : List.of("ann", "cid", "dot", "eve")) {
            simulation.join(name).camera();
        }
        simulation.join("ben", new Conference.Slots(1, 2));
        simulation.everybody();
        simulation.run(Duration.ofSeconds(2));
        simulation.peer("eve").screen();
        simulation.run(Duration.ofSeconds(2));
        assertThat(List.of(String.valueOf(simulation.in("ben", "v0")), String.valueOf(simulation.in("ben", "v1"))))
                .contains("eve/SCREEN");
    }

    @Test
    void theLoudestGetTheSlotsWhenThereAreTooFew() {
        for (String name : List.of("ann", "cid", "dot", "eve")) {
            simulation.join(name).mic();
        }
        SimPeer ben = simulation.join("ben", new Conference.Slots(2, 1));
        simulation.everybody();
        simulation.run(Duration.ofSeconds(2));
        for (String speaker : List.of("eve", "dot", "ann", "cid", "eve")) {
            SimStream mic = simulation.peer(speaker).stream("mic");
            mic.level = 25;
            simulation.run(Duration.ofMillis(500));
            assertThat(simulation.log).contains("speaks " + speaker);
            assertThat(List.of(String.valueOf(simulation.in("ben", "a0")), String.valueOf(simulation.in("ben", "a1"))))
                    .contains(speaker + "/MIC");
            mic.level = 127;
            simulation.run(Duration.ofSeconds(2));
            assertThat(simulation.log).contains("silent " + speaker);
        }
        continuous(ben.inbox("a0"));
        continuous(ben.inbox("a1"));
    }

    @Test
    void whoIsHeardByNobodyIsNotSaidToSpeak() {
        simulation.join("ann").mic().stream("mic").level = 20;
        simulation.join("ben");
        simulation.run(Duration.ofSeconds(2));
        assertThat(simulation.log).doesNotContain("speaks ann");
        simulation.everybody();
        assertThat(simulation.log).contains("speaks ann");
        simulation.audience(AudienceTable.SILENT);
        assertThat(simulation.log).contains("silent ann");
    }

    @Test
    void lossOnTheWayInIsRepairedByRetransmission() {
        SimPeer ann = simulation.join("ann").camera();
        SimPeer ben = simulation.join("ben");
        simulation.everybody();
        simulation.run(Duration.ofSeconds(2));
        simulation.uplinkLoss = 0.1;
        simulation.run(Duration.ofSeconds(10));
        simulation.uplinkLoss = 0;
        simulation.run(Duration.ofSeconds(1));

        assertThat(ann.nackedByBridge).isPositive();
        assertThat(missing(ben.inbox("v0"))).isZero();
        assertThat(ben.inbox("v0").restored).as("ben lost nothing himself").isLessThan(60);
        ordered(ben.inbox("v0"));
    }

    @Test
    void lossOnTheWayOutIsRepairedFromTheCache() {
        simulation.join("ann").camera();
        SimPeer ben = simulation.join("ben");
        simulation.everybody();
        simulation.run(Duration.ofSeconds(2));
        simulation.downlinkLoss = 0.1;
        simulation.run(Duration.ofSeconds(10));
        simulation.downlinkLoss = 0;
        simulation.run(Duration.ofSeconds(1));

        assertThat(ben.inbox("v0").restored).isPositive();
        assertThat(missing(ben.inbox("v0"))).isZero();
        ordered(ben.inbox("v0"));
        assertThat(simulation.conference.stats().retransmitted()).isPositive();
        assertThat(simulation.conference.stats().endpoints().get(1).rttMicros()).isZero();
    }

    @Test
    void manyRequestsForAKeyframeAreOne() {
        SimPeer ann = simulation.join("ann").camera();
        List<SimPeer> others = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            others.add(simulation.join("other" + i));
        }
        simulation.everybody();
        simulation.run(Duration.ofSeconds(3));
        int before = ann.stream("caml").keyframes;
        for (int i = 0; i < 50; i++) {
            others.forEach(other -> other.pictureLost(other.inbox("v0")));
            simulation.run(Duration.ofMillis(20));
        }
        simulation.run(Duration.ofMillis(100));
        assertThat(ann.stream("caml").keyframes - before).isBetween(2, 3);
    }

    @Test
    void anAnswerlessKeyframeRequestIsRepeated() {
        SimPeer ann = simulation.join("ann").camera();
        SimPeer ben = simulation.join("ben");
        simulation.run(Duration.ofSeconds(2));
        simulation.downlinkLoss = 1;
        simulation.everybody();
        simulation.run(Duration.ofMillis(300));
        simulation.downlinkLoss = 0;
        simulation.run(Duration.ofSeconds(1));
        assertThat(ben.inbox("v0").arrivals).isNotEmpty();
        assertThat(ann.stream("caml").keyframes).isEqualTo(2);
    }

    @Test
    void aPathWithoutConsentIsLostAndFoundAgain() {
        SimPeer ann = simulation.join("ann").mic();
        simulation.run(Duration.ofSeconds(1));
        ann.checks = false;
        simulation.run(Duration.ofSeconds(20));
        assertThat(simulation.log).contains("disconnected ann: no consent for 15 s");
        ann.checks = true;
        simulation.run(Duration.ofSeconds(3));
        assertThat(simulation.log.stream().filter("connected ann"::equals)).hasSize(2);
    }

    @Test
    void joiningAgainReplacesTheConnectionSilently() {
        simulation.join("ann").mic();
        SimPeer ben = simulation.join("ben");
        simulation.everybody();
        simulation.run(Duration.ofSeconds(2));
        simulation.join("ann").mic();
        simulation.run(Duration.ofSeconds(2));
        assertThat(simulation.log).noneMatch(line -> line.startsWith("disconnected"));
        assertThat(simulation.in("ben", "a0")).isEqualTo("ann/MIC");
        assertThat(ben.inbox("a0").arrivals.lastEntry().getValue().sender()).isEqualTo(simulation.peer("ann").number);
        ordered(ben.inbox("a0"));
    }

    @Test
    void aSourceThatStopsLeavesItsSlot() {
        SimPeer ann = simulation.join("ann").mic();
        simulation.join("ben");
        simulation.everybody();
        simulation.run(Duration.ofSeconds(2));
        assertThat(simulation.in("ben", "a0")).isEqualTo("ann/MIC");
        ann.streams.clear();
        simulation.run(Duration.ofSeconds(6));
        assertThat(simulation.in("ben", "a0")).isNull();
    }

    @Test
    void publishersAreToldWhatCameAndWhatDidNot() {
        SimPeer ann = simulation.join("ann").mic().camera();
        SimPeer ben = simulation.join("ben");
        simulation.everybody();
        simulation.run(Duration.ofSeconds(2));
        assertThat(ann.reports).isBetween(30, 44);
        assertThat(ann.saidMissing).isEmpty();
        assertThat(ann.saidArrived).hasSizeGreaterThan(ann.transportSequence - 10);
        assertThat(ben.reports).isZero();

        simulation.uplinkLoss = 0.1;
        simulation.run(Duration.ofSeconds(5));
        double lost = (double) ann.saidMissing.size() / ann.transportSequence;
        assertThat(lost).isBetween(0.04, 0.12);
    }

    @Test
    void publishersAreToldTheirBudget() {
        SimPeer ann = simulation.join("ann").camera();
        simulation.run(Duration.ofSeconds(3));
        assertThat(ann.rembBits).isBetween(300_000L, 600_000L);
        ann.screen();
        simulation.run(Duration.ofSeconds(3));
        assertThat(ann.rembBits).isBetween(1_800_000L, 3_000_000L);
    }

    @Test
    void aFullConferenceSaysSo() {
        Simulation small = new Simulation(
                2,
                new BridgeSettings(
                        BridgeSettings.Reach.loopback(java.net.InetAddress.getLoopbackAddress()), 1, 1, 300, 1500));
        small.join("ann");
        assertThatThrownBy(() -> small.conference.join("ben", new Conference.Slots(1, 1)))
                .isInstanceOf(ConferenceException.class)
                .hasMessageContaining("full");
        small.join("ann");
    }

    @Test
    void foreignAndBrokenPacketsAreDroppedAndCounted() {
        SimPeer ann = simulation.join("ann").mic();
        simulation.run(Duration.ofSeconds(1));
        long before = simulation.conference.stats().dropped();
        for (int i = 0; i < 500; i++) {
            byte[] noise = new byte[1 + simulation.random.nextInt(200)];
            simulation.random.nextBytes(noise);
            simulation.toBridge(ann, noise, noise.length);
        }
        simulation.run(Duration.ofSeconds(1));
        assertThat(simulation.conference.stats().dropped()).isGreaterThan(before);
        assertThat(simulation.log).noneMatch(line -> line.startsWith("disconnected"));
    }

    private static View tile(String endpoint, int height) {
        return new View(List.of(new View.Tile(endpoint, SourceKind.CAMERA, height)));
    }

    private static int lastLayer(SimInbox inbox) {
        return inbox.arrivals.lastEntry().getValue().layer();
    }

    private static long missing(SimInbox inbox) {
        return inbox.arrivals.lastKey() - inbox.arrivals.firstKey() + 1 - inbox.arrivals.size();
    }

    private static void continuous(SimInbox inbox) {
        assertThat(missing(inbox)).isZero();
        ordered(inbox);
    }

    /** Timestamps and VP8 fields never step back, and step once for each frame. */
    private static void ordered(SimInbox inbox) {
        SimInbox.Arrival before = null;
        long sequence = 0;
        for (Map.Entry<Long, SimInbox.Arrival> entry : inbox.arrivals.entrySet()) {
            SimInbox.Arrival now = entry.getValue();
            if (before != null && entry.getKey() == sequence + 1) {
                int step = now.timestamp() - before.timestamp();
                assertThat(step).isNotNegative();
                if (inbox.slot.video()) {
                    assertThat((now.pictureId() - before.pictureId()) & 0x7FFF).isEqualTo(step == 0 ? 0 : 1);
                    assertThat((now.tl0() - before.tl0()) & 0xFF).isEqualTo(step == 0 ? 0 : 1);
                }
            }
            before = now;
            sequence = entry.getKey();
        }
    }

    private static boolean switchesAt(SimInbox inbox) {
        Set<Integer> layers = new HashSet<>();
        SimInbox.Arrival before = null;
        for (SimInbox.Arrival arrival : inbox.arrivals.values()) {
            if (before != null && before.layer() != arrival.layer() && !arrival.keyframe()) {
                return false;
            }
            layers.add(arrival.layer());
            before = arrival;
        }
        return layers.size() == 2;
    }
}
