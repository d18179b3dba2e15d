package lectern.bridge.conference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who was at an address and left it gets no media there for long, though their checks go on (decision 0014). */
class RenewedProofTest {
    private final Simulation simulation = new Simulation(19);
    private final SimPeer ann = simulation.join("ann").mic().camera();
    private final SimPeer ben = simulation.join("ben");

    private void together() {
        simulation.everybody();
        simulation.run(Duration.ofSeconds(3));
    }

    @Test
    void aPathThatAnswersIsProvenForever() {
        together();
        int before = ben.inbox("a0").arrivals.size();
        simulation.run(Duration.ofMinutes(3));
        assertThat(ben.inbox("a0").arrivals.size() - before).isEqualTo(180 * 50);
        assertThat(simulation.questions)
                .as("each is another")
                .hasSizeBetween(50, 85)
                .doesNotHaveDuplicates();
    }

    @Test
    void aPathThatAnswersNoMoreEarnsWhatItGets() {
        together();
        ben.answers = false;
        simulation.run(Duration.ofNanos(Routes.LAPSE_NANOS).plusSeconds(2));
        ben.down.bytes = 0;
        ben.up.bytes = 0;
        simulation.run(Duration.ofSeconds(20));
        assertThat(ben.endpoint.link().up()).as("its checks go on").isTrue();
        assertThat(ben.up.bytes).isPositive();
        assertThat(ben.down.bytes).isPositive().isLessThanOrEqualTo(ben.up.bytes + 2_000);
        assertThat(ann.endpoint.counters.received).isPositive();
    }

    @Test
    void itIsProvenAgainByTheNextAnswer() {
        together();
        ben.answers = false;
        simulation.run(Duration.ofNanos(Routes.LAPSE_NANOS).plusSeconds(10));
        ben.answers = true;
        simulation.run(Duration.ofSeconds(5));
        int before = ben.inbox("a0").arrivals.size();
        simulation.run(Duration.ofSeconds(2));
        assertThat(ben.inbox("a0").arrivals.size() - before).isEqualTo(100);
    }

    @Test
    void lostAnswersAreAskedForAgain() {
        together();
        ben.up.loss = 0.5;
        simulation.run(Duration.ofMinutes(3));
        ben.up.loss = 0;
        simulation.run(Duration.ofSeconds(1));
        int before = ben.inbox("a0").arrivals.size();
        simulation.run(Duration.ofSeconds(2));
        assertThat(ben.inbox("a0").arrivals.size() - before).isEqualTo(100);
    }
}
