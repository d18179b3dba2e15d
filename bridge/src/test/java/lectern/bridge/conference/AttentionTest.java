package lectern.bridge.conference;

import static org.assertj.core.api.Assertions.assertThat;

import lectern.bridge.net.MediaLoop;
import org.junit.jupiter.api.Test;

class AttentionTest {
    private static final long TICK = MediaLoop.TICK.toNanos();

    private final Attention attention = new Attention();
    private long now = 1_000_000_000L;

    private int looks(int ticks) {
        int looks = 0;
        for (int i = 0; i < ticks; i++) {
            now += TICK;
            looks += attention.due(now) ? 1 : 0;
        }
        return looks;
    }

    @Test
    void aQuietEndpointIsLookedAtInEveryFifthTick() {
        assertThat(looks(50)).isEqualTo(10);
    }

    @Test
    void whatComesUpIsLookedAtInTheNextTickAndInAllTicksForAWhile() {
        looks(7);
        attention.raise(now);
        int awake = (int) (Attention.AWAKE_NANOS / TICK) - 1;
        assertThat(looks(awake)).isEqualTo(awake);
        assertThat(looks(50)).isBetween(10, 11);
    }
}
