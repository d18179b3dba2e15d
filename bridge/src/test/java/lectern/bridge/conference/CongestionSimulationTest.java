package lectern.bridge.conference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lectern.bridge.Conference;
import lectern.bridge.ConferenceStats;
import lectern.bridge.SlotMap;
import lectern.bridge.SourceKind;
import lectern.bridge.View;
import lectern.bridge.Watched;
import org.junit.jupiter.api.Test;

class CongestionSimulationTest {
    private static final int OTHERS = 8;

    private final Simulation simulation = new Simulation(7);

    /** Ben, who sees everybody, on a line of his own. */
    private SimPeer classOfNine() {
        for (int i = 0; i < OTHERS; i++) {
            simulation.join("other" + i).mic().camera().counts = true;
        }
        SimPeer ben = simulation.join("ben", new Conference.Slots(3, OTHERS));
        ben.counts = true;
        ben.down.delayNanos = 20_000_000;
        simulation.everybody();
        simulation.peer("other0").stream("mic").level = 25;
        return ben;
    }

    private ConferenceStats.Endpoint stats(String endpoint) {
        return simulation.conference.stats().endpoints().stream()
                .filter(each -> each.id().equals(endpoint))
                .findFirst()
                .orElseThrow();
    }

    private long paused(String endpoint) {
        SlotMap map = simulation.slots.get(endpoint);
        return map == null
                ? 0
                : map.slots().stream().filter(SlotMap.Slot::paused).count();
    }

    @Test
    void aBottleneckIsFoundAtOnceAndItsEndWithinSeconds() {
        SimPeer ben = classOfNine();
        simulation.run(Duration.ofSeconds(6));
        assertThat(paused("ben")).isZero();
        assertThat(stats("ben").estimateKbps()).isGreaterThan(1000);

        ben.down.rate = 200_000;
        simulation.run(Duration.ofSeconds(2));
        assertThat(stats("ben").estimateKbps()).isBetween(90L, 230L);
        List<Long> estimates = new ArrayList<>();
        ben.down.bytes = 0;
        ben.down.dropped = 0;
        for (int i = 0; i < 40; i++) {
            simulation.run(Duration.ofMillis(500));
            estimates.add(stats("ben").estimateKbps());
        }
        assertThat(estimates).allMatch(kbps -> kbps > 90 && kbps < 260);
        assertThat(ben.down.bytes * 8 / 20).as("used of it").isBetween(90_000L, 200_000L);
        assertThat(ben.down.dropped).as("dropped by the queue").isLessThan(40);
        assertThat(paused("ben")).isBetween(5L, 8L);

        ben.down.rate = 0;
        long released = simulation.now();
        while (paused("ben") > 0 && simulation.now() - released < 20_000_000_000L) {
            simulation.run(Duration.ofMillis(100));
        }
        assertThat((simulation.now() - released) / 1_000_000)
                .as("ms to recover")
                .isLessThan(10_000);
        simulation.run(Duration.ofSeconds(20));
        assertThat(paused("ben")).isZero();
    }

    @Test
    void soundGoesOnWhereALineCarriesNothingElse() {
        SimPeer ben = classOfNine();
        for (int i = 1; i < OTHERS; i++) {
            simulation.peer("other" + i).streams.remove("mic");
        }
        simulation.run(Duration.ofSeconds(10));
        ben.down.rate = 64_000;
        simulation.run(Duration.ofSeconds(5));
        assertThat(paused("ben")).isEqualTo(OTHERS);
        SimInbox sound = ben.inbox(simulation.in("ben", "a0") == null ? "a1" : "a0");
        int before = sound.arrivals.size();
        long from = simulation.now();
        simulation.run(Duration.ofSeconds(20));
        assertThat(sound.arrivals.size() - before).as("of 1000 packets").isGreaterThan(985);
        assertThat(longestGap(sound, from)).isLessThan(250);
    }

    @Test
    void aLossyAndJitteryLineFreezesNobodyElse() {
        classOfNine();
        SimPeer bad = simulation.peer("other3");
        SimPeer good = simulation.peer("other4");
        simulation.run(Duration.ofSeconds(5));
        for (SimPath path : List.of(bad.up, bad.down)) {
            path.loss = 0.05;
            path.jitterNanos = 100_000_000;
        }
        simulation.run(Duration.ofSeconds(2));
        int keyframes = simulation.peer("other0").stream("caml").keyframes;
        long from = simulation.now();
        simulation.run(Duration.ofSeconds(20));
        assertThat(simulation.peer("other0").stream("caml").keyframes - keyframes)
                .as("keyframes of a third person on the bad line's behalf")
                .isLessThan(4);
        for (SimInbox inbox : good.inboxes.values()) {
            if (inbox.slot.video()
                    && !inbox.arrivals.isEmpty()
                    && inbox.arrivals.lastEntry().getValue().sender() != bad.number) {
                assertThat(longestGap(inbox, from)).as(inbox.slot.mid()).isLessThan(300);
            }
        }
        assertThat(paused("other4")).isZero();
        assertThat(paused("other3"))
                .as("loss that is the line's own pauses nothing")
                .isZero();
    }

    /** In milliseconds. */
    private static long longestGap(SimInbox inbox, long from) {
        long longest = 0;
        long before = from;
        for (SimInbox.Arrival arrival : inbox.arrivals.values()) {
            if (arrival.at() > from) {
                longest = Math.max(longest, arrival.at() - before);
                before = Math.max(before, arrival.at());
            }
        }
        return longest / 1_000_000;
    }

    @Test
    void whatNobodyWatchesIsNotSentAndComesBackAtOnce() {
        SimPeer ann = simulation.join("ann").camera();
        ann.saves = true;
        SimPeer ben = simulation.join("ben");
        simulation.run(Duration.ofSeconds(8));
        assertThat(simulation.watched.get("ann")).isEqualTo(new Watched(false, false, true));

        simulation.everybody();
        simulation.run(Duration.ofMillis(500));
        assertThat(simulation.watched.get("ann")).isEqualTo(new Watched(true, false, true));
        assertThat(ben.inbox("v0").arrivals).isNotEmpty();

        simulation.conference.view("ben", new View(List.of(new View.Tile("ann", SourceKind.CAMERA, 720))));
        simulation.run(Duration.ofMillis(500));
        assertThat(simulation.watched.get("ann")).isEqualTo(Watched.EVERYTHING);
        assertThat(ben.inbox("v0").arrivals.lastEntry().getValue().layer()).isEqualTo(1);

        simulation.conference.view("ben", new View(List.of(new View.Tile("ann", SourceKind.CAMERA, 0))));
        simulation.run(Duration.ofSeconds(20));
        assertThat(simulation.watched.get("ann")).isEqualTo(new Watched(false, false, true));
        simulation.conference.view("ben", new View(List.of(new View.Tile("ann", SourceKind.CAMERA, 100))));
        int before = ben.inbox("v0").arrivals.size();
        simulation.run(Duration.ofMillis(400));
        assertThat(ben.inbox("v0").arrivals.size()).isGreaterThan(before);
    }
}
