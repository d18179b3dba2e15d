package lectern.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A target that breaks a promise is found out. */
class FuzzTargetTest {
    private static FuzzTarget target(Consumer<byte[]> execution) {
        return new FuzzTarget() {
            @Override
            protected List<byte[]> seeds() {
                return List.of(new byte[] {1, 2, 3, 4}, new byte[40]);
            }

            @Override
            protected void execute(byte[] input) {
                execution.accept(input);
            }
        };
    }

    @Test
    void whatKeepsItsPromisesPasses() {
        FuzzTarget fine = target(input -> Surroundings.read(input, (buffer, offset, length) -> length));
        fine.everySeedKeepsThePromises();
        fine.whatWasFoundOnceStaysRepaired();
        fine.mutatedSeedsKeepThePromises();
    }

    @Test
    void anExceptionIsFoundWithTheBytesThatBringIt() {
        FuzzTarget broken = target(input -> {
            if (input.length > 4 && input[4] == 64) {
                throw new ArrayIndexOutOfBoundsException(64);
            }
        });
        assertThatThrownBy(broken::mutatedSeedsKeepThePromises)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("mutation")
                .hasMessageContaining("40");
    }

    @Test
    void aReadOrAWriteOutsideTheRangeIsFound() {
        FuzzTarget reads = target(input ->
                Surroundings.read(input, (buffer, offset, length) -> length > 2 ? 0 : buffer[offset + length]));
        assertThatThrownBy(reads::mutatedSeedsKeepThePromises).hasStackTraceContaining("reads outside");
        FuzzTarget writes =
                target(input -> Surroundings.read(input, (buffer, offset, length) -> buffer[offset - 1] = 7));
        assertThatThrownBy(writes::everySeedKeepsThePromises).hasMessageContaining("writes outside");
    }

    @Test
    void allocationWithoutBoundIsFound() {
        byte[][] kept = new byte[1][];
        FuzzTarget greedy = target(input -> kept[0] = new byte[1 << 20]);
        assertThatThrownBy(greedy::everySeedKeepsThePromises).hasMessageContaining("allocated");
        assertThat(kept[0]).hasSize(1 << 20);
    }
}
