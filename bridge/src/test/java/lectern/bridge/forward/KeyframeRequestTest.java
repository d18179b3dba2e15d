package lectern.bridge.forward;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyframeRequestTest {
    private static final long MILLI = 1_000_000L;
    private final KeyframeRequest request = new KeyframeRequest();

    @Test
    void itIsAskedAtOnceAndThenTwiceASecondUntilOneComes() {
        assertThat(request.due(0)).isFalse();
        request.ask();
        assertThat(request.due(0)).isTrue();
        request.sent(0);
        assertThat(request.due(499 * MILLI)).isFalse();
        assertThat(request.due(500 * MILLI)).isTrue();
        request.arrived(510 * MILLI);
        assertThat(request.due(2_000 * MILLI)).isFalse();
    }

    @Test
    void aChangeOfQualityWaitsForASecond() {
        request.sent(0);
        request.askPatiently();
        assertThat(request.due(999 * MILLI)).isFalse();
        assertThat(request.due(1_000 * MILLI)).isTrue();
    }

    @Test
    void whoSeesNothingDoesNotWaitBehindAChangeOfQuality() {
        request.sent(0);
        request.askPatiently();
        request.ask();
        request.askPatiently();
        assertThat(request.due(500 * MILLI)).isTrue();
    }
}
