package lectern.bridge.conference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import lectern.bridge.Conference;
import lectern.bridge.SlotMap;
import org.junit.jupiter.api.Test;

/** A line that carries nothing for three seconds, both ways, as in a tunnel, and then as before. */
class BlackoutSimulationTest {
    private static final int CAMERAS = 4;
    private static final long MILLI = 1_000_000L;
    /** Between two pictures of the simulation are 70 ms. */
    private static final long FREEZE_NANOS = 250 * MILLI;

    private final Simulation simulation = new Simulation(31);

    /** Ben sees four cameras, hears one voice and shows his own camera. */
    private SimPeer classWithBen() {
        for (int i = 0; i < CAMERAS; i++) {
            simulation
                    .join("other" + i, new Conference.Slots(3, CAMERAS + 1))
                    .mic()
                    .camera()
                    .counts = true;
        }
        SimPeer ben =
                simulation.join("ben", new Conference.Slots(3, CAMERAS)).mic().camera();
        ben.counts = true;
        ben.down.delayNanos = 20 * MILLI;
        ben.up.delayNanos = 20 * MILLI;
        simulation.everybody();
        simulation.peer("other0").stream("mic").level = 25;
        simulation.run(Duration.ofSeconds(20));
        return ben;
    }

    /** @return when it ended */
    private long blackout(SimPeer ben) {
        ben.down.loss = 1;
        ben.up.loss = 1;
        simulation.run(Duration.ofSeconds(3));
        ben.down.loss = 0;
        ben.up.loss = 0;
        return simulation.now();
    }

    private static List<SimInbox> pictures(SimPeer peer) {
        return peer.inboxes.values().stream()
                .distinct()
                .filter(inbox -> inbox.slot.video() && !inbox.arrivals.isEmpty())
                .toList();
    }

    /** The number of the first keyframe that came after a moment. */
    private static long begins(SimInbox inbox, long since) {
        return inbox.arrivals.entrySet().stream()
                .filter(entry ->
                        entry.getValue().at() > since && entry.getValue().keyframe())
                .mapToLong(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new AssertionError(inbox.slot.mid() + " gets no keyframe"));
    }

    /** When the last freeze of a picture ended that can be decoded again from a keyframe on; in ms after the moment. */
    private long wellAgain(SimInbox inbox, long since) {
        TreeSet<Long> times = new TreeSet<>();
        inbox.arrivals.tailMap(begins(inbox, since)).values().forEach(arrival -> times.add(arrival.at()));
        long last = times.first();
        long before = last;
        times.add(simulation.now());
        for (long at : times) {
            last = at - before > FREEZE_NANOS ? at : last;
            before = at;
        }
        return (last - since) / MILLI;
    }

    private long paused() {
        SlotMap map = simulation.slots.get("ben");
        return map == null
                ? 0
                : map.slots().stream().filter(SlotMap.Slot::paused).count();
    }

    @Test
    void everyPictureIsThereAgainWithinASecond() {
        SimPeer ben = classWithBen();
        long released = blackout(ben);
        simulation.run(Duration.ofSeconds(6));
        assertThat(pictures(ben))
                .hasSize(CAMERAS)
                .allSatisfy(inbox -> assertThat(wellAgain(inbox, released))
                        .as(inbox.slot.mid())
                        .isLessThan(1_000));
        assertThat(paused()).isZero();
    }

    @Test
    void aLineThatWasNarrowShortlyBeforeIsProbedAtOnce() {
        SimPeer ben = classWithBen();
        ben.down.rate = 200_000;
        simulation.run(Duration.ofSeconds(6));
        ben.down.rate = 0;
        simulation.run(Duration.ofSeconds(10));
        long released = blackout(ben);
        simulation.run(Duration.ofSeconds(6));
        assertThat(pictures(ben))
                .allSatisfy(inbox -> assertThat(wellAgain(inbox, released))
                        .as(inbox.slot.mid())
                        .isLessThan(2_000));
        assertThat(paused()).isZero();
    }

    @Test
    void whatWasSentIntoTheSilenceIsNotSentAgain() {
        SimPeer ben = classWithBen();
        long released = blackout(ben);
        simulation.run(Duration.ofMillis(100));
        long before = simulation.conference.stats().retransmitted();
        int asked = ben.nackedByBridge;
        simulation.run(Duration.ofSeconds(3));
        assertThat(simulation.conference.stats().retransmitted() - before).isLessThan(10);
        assertThat(pictures(ben)).allSatisfy(inbox -> {
            long keyframe = begins(inbox, released);
            long at = Objects.requireNonNull(inbox.arrivals.get(keyframe)).at();
            assertThat(inbox.arrivals.headMap(keyframe).values().stream()
                            .filter(arrival -> arrival.at() > at)
                            .count())
                    .as("older than the first keyframe and later than it")
                    .isZero();
        });
        assertThat(ben.nackedByBridge).isEqualTo(asked);
    }

    @Test
    void theOthersSeeAndHearWhoeverIsBack() {
        SimPeer ben = classWithBen();
        long released = blackout(ben);
        simulation.run(Duration.ofSeconds(3));
        SimInbox shown = pictures(simulation.peer("other1")).stream()
                .filter(inbox -> inbox.arrivals.lastEntry().getValue().sender() == ben.number)
                .findFirst()
                .orElseThrow();
        assertThat(wellAgain(shown, released)).isLessThan(500);
    }

    @Test
    void aSenderIsNotToldOfWhatWasLostInTheSilence() {
        SimPeer ben = classWithBen();
        ben.saidMissing.clear();
        blackout(ben);
        simulation.run(Duration.ofSeconds(3));
        assertThat(ben.saidMissing).isEmpty();
        assertThat(ben.saidArrived).contains(ben.transportSequence - 20);
    }
}
