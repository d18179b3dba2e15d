package lectern.bench.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MoveTableTest {
    @Test
    void whatNeverCameMissesItsAimInsteadOfBeingLeftOut() {
        MoveTimes times = new MoveTimes();
        times.add(List.of(new Arrivals(new Delays()).moved(0, Set.of(2), Set.of())));
        assertThat(times.missing()).isEqualTo(1);
        assertThat(MoveTable.pair(times.all(0.5), times.all(0.99), 500)).isEqualTo("never / never (misses 500)");
        assertThat(MoveTable.pair(10, 20, 500)).isEqualTo("10 / 20");
    }

    /** A class small enough for a busy machine: everybody gets every picture of everybody on the way back too. */
    @Test
    @Timeout(90)
    void everybodyOfASmallClassComesBackToAllPictures() throws Exception {
        Options options = Options.parse(List.of("--rounds", "1", "--warm-up", "0.5"));
        MoveTable.Moves moves = new LecternMoves(options, new Breakouts(6, 2)).run();
        assertThat(moves.out().missing()).isZero();
        assertThat(moves.back().missing()).isZero();
        assertThat(moves.back().all(1)).isPositive().isFinite();
        assertThat(moves.bytesBack()).isPositive();
    }
}
