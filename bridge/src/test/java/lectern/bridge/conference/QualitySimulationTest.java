package lectern.bridge.conference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import lectern.bridge.Conference;
import org.junit.jupiter.api.Test;

/** What is told of connections that a class is held over. */
class QualitySimulationTest {
    private static final int OTHERS = 4;

    private final Simulation simulation = new Simulation(23);

    private SimPeer classWithBen() {
        for (int i = 0; i < OTHERS; i++) {
            simulation.join("other" + i).mic().camera();
        }
        SimPeer ben =
                simulation.join("ben", new Conference.Slots(3, OTHERS)).mic().camera();
        simulation.peers.values().forEach(peer -> peer.counts = true);
        simulation.everybody();
        simulation.run(Duration.ofSeconds(20));
        return ben;
    }

    private List<String> told() {
        return simulation.log.stream()
                .filter(line -> line.startsWith("quality"))
                .toList();
    }

    @Test
    void nothingIsToldOfGoodLines() {
        classWithBen();
        simulation.run(Duration.ofSeconds(20));
        assertThat(told()).isEmpty();
    }

    @Test
    void aNarrowLineIsPoorUntilItIsWideAgain() {
        SimPeer ben = classWithBen();
        ben.down.rate = 200_000;
        simulation.run(Duration.ofSeconds(20));
        assertThat(told()).containsExactly("quality ben POOR");
        ben.down.rate = 0;
        simulation.run(Duration.ofSeconds(60));
        assertThat(told().get(told().size() - 1)).isEqualTo("quality ben GOOD");
        assertThat(told()).hasSizeLessThanOrEqualTo(3).allMatch(line -> line.contains("ben"));
    }

    @Test
    void whatIsLostOnTheWayUpIsTheSendersConnection() {
        SimPeer ben = classWithBen();
        ben.up.loss = 0.3;
        simulation.run(Duration.ofSeconds(20));
        assertThat(told()).containsExactly("quality ben POOR");
    }

    @Test
    void aConnectionThatFellSilentIsLostAndComesBack() {
        SimPeer ben = classWithBen();
        ben.up.loss = 1;
        simulation.run(Duration.ofSeconds(10));
        assertThat(told().get(told().size() - 1)).isEqualTo("quality ben LOST");
        ben.up.loss = 0;
        simulation.run(Duration.ofSeconds(60));
        assertThat(told().get(told().size() - 1)).isEqualTo("quality ben GOOD");
        assertThat(told()).allMatch(line -> line.contains("ben"));
    }

    @Test
    void whoComesAgainBeginsWithAGoodConnection() {
        SimPeer ben = classWithBen();
        ben.up.loss = 0.3;
        simulation.run(Duration.ofSeconds(20));
        assertThat(told()).contains("quality ben POOR");
        simulation.join("ben", new Conference.Slots(3, OTHERS)).mic().camera();
        simulation.run(Duration.ofSeconds(3));
        assertThat(simulation.conference.stats().endpoints())
                .allSatisfy(endpoint ->
                        assertThat(endpoint.quality()).as(endpoint.id()).isEqualTo(lectern.bridge.Quality.GOOD));
    }
}
