package lectern.bridge.conference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import lectern.bridge.AudienceTable;
import lectern.bridge.Conference;
import lectern.bridge.ConferenceStats;
import lectern.bridge.SourceKind;
import org.junit.jupiter.api.Test;

class SlotStatisticsTest {
    private final Simulation simulation = new Simulation(11);

    private ConferenceStats.Endpoint of(String id) {
        return simulation.conference.stats().endpoints().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private ConferenceStats.Slot picture(String id) {
        return of(id).slots().stream()
                .filter(slot -> slot.kind() == SourceKind.CAMERA)
                .findFirst()
                .orElseThrow();
    }

    private SimPeer annSeenByBen() {
        SimPeer ann = simulation.join("ann").mic().camera();
        simulation.join("ben");
        simulation.everybody();
        simulation.run(Duration.ofSeconds(5));
        return ann;
    }

    @Test
    void aSlotTellsWhatWentIntoItAndWhatItsReceiverSaysOfIt() {
        annSeenByBen();
        simulation.downlinkLoss = 0.1;
        simulation.run(Duration.ofSeconds(10));
        ConferenceStats.Slot slot = picture("ben");
        assertThat(slot.from()).isEqualTo("ann");
        assertThat(slot.layer()).isEqualTo("low");
        assertThat(slot.paused()).isFalse();
        assertThat(slot.packets()).isGreaterThan(100);
        assertThat(slot.bytes()).isGreaterThan(20 * slot.packets());
        assertThat(of("ben").slots()).hasSize(2);
        assertThat(of("ben").wantedKbps()).isPositive();
    }

    @Test
    void aLayerTellsItsRateItsLossAndHowOftenAKeyframeWasAskedFor() {
        annSeenByBen();
        ConferenceStats.Layer low = layer("low");
        assertThat(low.sending()).isTrue();
        assertThat(low.kbps()).isBetween(20L, 300L);
        assertThat(low.packets()).isGreaterThan(100);
        assertThat(low.lossPerMille()).isZero();
        assertThat(low.keyframeRequests()).isPositive();
        simulation.uplinkLoss = 0.2;
        simulation.run(Duration.ofSeconds(5));
        assertThat(layer("low").lossPerMille()).isBetween(50, 400);
    }

    private ConferenceStats.Layer layer(String name) {
        return of("ann").layers().stream()
                .filter(each -> each.kind() == SourceKind.CAMERA && each.layer().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPictureThatStoodStillIsOneFreezeAndItsTime() {
        annSeenByBen();
        assertThat(picture("ben").freezes()).isZero();
        simulation.uplinkLoss = 1;
        simulation.run(Duration.ofSeconds(2));
        simulation.uplinkLoss = 0;
        simulation.run(Duration.ofSeconds(2));
        assertThat(picture("ben").freezes()).isEqualTo(1);
        assertThat(picture("ben").frozenMillis()).isBetween(1_900L, 2_700L);
        simulation.leave("ben");
        assertThat(simulation.conference.stats().freezes()).isEqualTo(1);
    }

    @Test
    void aPictureThatWasTakenAwayIsNoFreeze() {
        annSeenByBen();
        AudienceTable before = simulation.table;
        simulation.audience(new AudienceTable(
                Map.of("ben", new AudienceTable.Row(Set.of("ann"), Set.of(), Set.of())), AudienceTable.Row.NOTHING));
        simulation.run(Duration.ofSeconds(3));
        simulation.audience(before);
        simulation.run(Duration.ofSeconds(2));
        assertThat(picture("ben").freezes()).isZero();
    }

    @Test
    void aScreenMayStandStillButNotWaitForItsFirstPicture() {
        SlotStatistics statistics = new SlotStatistics(90_000, new Counters());
        statistics.waits(SourceKind.SCREEN, 0);
        statistics.sent(100, 700_000_000L);
        statistics.sent(100, 9_000_000_000L);
        Slot slot = new Slot(
                simulation.conference.endpoint(simulation.join("cyd", new Conference.Slots(1, 1)).id),
                new lectern.bridge.sdp.ReceiveSlot("v0", true, 2, 3),
                new byte[2048],
                new java.util.Random(1));
        assertThat(statistics.of(slot).freezes()).isEqualTo(1);
        assertThat(statistics.of(slot).frozenMillis()).isEqualTo(700);
    }

    @Test
    void whatCapsAndIntakeKeepOutIsCountedForTheOneAndForAll() {
        annSeenByBen();
        simulation.peer("ann").stream("caml").excess = 20;
        simulation.run(Duration.ofSeconds(5));
        ConferenceStats all = simulation.conference.stats();
        assertThat(of("ann").held().overCap()).isPositive().isEqualTo(all.held().overCap());
        assertThat(of("ann").held().told()).isPositive();
        assertThat(of("ben").held()).isEqualTo(new ConferenceStats.Held(0, 0, 0));
        simulation.leave("ann");
        assertThat(simulation.conference.stats().held().overCap())
                .isEqualTo(all.held().overCap());
    }
}
