package lectern.bridge.conference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    @Test
    void everybodyHearsAndSeesTheOthers() {
        // Half of the time six people have five others each, half of the time two; sound comes every other turn.
        int most = Rehearsal.TURNS * 6 * (5 + 2) / 2 * 3 / 2;
        assertThat(Rehearsal.run(Duration.ofMinutes(1))).isBetween(most / 2L, (long) most * 11 / 10);
    }

    @Test
    void endsWhenItsTimeIsUp() {
        assertThat(Rehearsal.run(Duration.ZERO)).isLessThan(Rehearsal.TURNS);
    }
}
