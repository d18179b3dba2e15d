package lectern.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConductTest {
    private static final long SECOND = 1_000_000_000L;

    private final Conduct conduct = new Conduct();

    private int allowedOf(int messages, long at) {
        int allowed = 0;
        for (int i = 0; i < messages; i++) {
            allowed += conduct.allows(at) ? 1 : 0;
        }
        return allowed;
    }

    @Test
    void aBurstOfHundredAndThenFiftyASecond() {
        assertThat(allowedOf(150, 5 * SECOND)).isEqualTo(100);
        assertThat(allowedOf(80, 6 * SECOND)).isEqualTo(50);
        assertThat(allowedOf(500, 60 * SECOND)).isEqualTo(100);
    }

    @Test
    void twentyBadMessagesInAMinuteAreForgivenAndOneMoreIsNot() {
        for (int i = 0; i < 20; i++) {
            assertThat(conduct.bad(SECOND)).isFalse();
        }
        assertThat(conduct.bad(62 * SECOND)).isFalse();
        for (int i = 0; i < 19; i++) {
            assertThat(conduct.bad(63 * SECOND)).isFalse();
        }
        assertThat(conduct.bad(64 * SECOND)).isTrue();
    }
}
