package lectern.bridge.conference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import lectern.bridge.sdp.PayloadType;
import org.junit.jupiter.api.Test;

/** A device takes another network in the middle of a class. */
class PathChangeTest {
    private static final long LIMIT = Duration.ofSeconds(3).toNanos();

    private final Simulation simulation = new Simulation(7);
    private final SimPeer ann = simulation.join("ann").mic();
    private final SimPeer ben = simulation.join("ben").mic();

    /** The client notices after 0.7 s and asks for a restart; only its new checks leave, none of the old ones. */
    private long move(SimPeer peer) {
        simulation.everybody();
        simulation.run(Duration.ofSeconds(3));
        peer.checks = false;
        simulation.changeAddress(peer);
        long moved = simulation.now();
        simulation.run(Duration.ofMillis(700));
        simulation.conference.restart(peer.id);
        peer.connect(Set.of(PayloadType.OPUS, PayloadType.VP8));
        simulation.run(Duration.ofMillis(2300));
        return moved;
    }

    private long silence(SimPeer listener, long from) {
        long first = listener.inbox("a0").arrivals.values().stream()
                .mapToLong(SimInbox.Arrival::at)
                // What was under way when the address changed still counts as old.
                .filter(at -> at > from + Duration.ofMillis(100).toNanos())
                .min()
                .orElse(Long.MAX_VALUE);
        return first - from;
    }

    @Test
    void whoMovesHearsAgainWithinThreeSecondsOverTheSameEncryptionAndSlots() {
        String slot = "a0";
        long moved = move(ben);
        assertThat(silence(ben, moved)).isBetween(Duration.ofMillis(600).toNanos(), LIMIT);
        assertThat(simulation.in("ben", slot)).isEqualTo("ann/MIC");
        assertThat(simulation.log).doesNotContain("disconnected ben").containsOnlyOnce("connected ben");
    }

    @Test
    void theOthersHearWhoMovedAgainWithinThreeSeconds() {
        long moved = move(ann);
        assertThat(silence(ben, moved)).isLessThan(LIMIT);
        assertThat(simulation.log).containsOnlyOnce("connected ann");
    }
}
