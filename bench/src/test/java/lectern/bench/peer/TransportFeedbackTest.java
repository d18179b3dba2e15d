package lectern.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Bytes by draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1. */
class TransportFeedbackTest {
    private final byte[] buffer = new byte[1_200];

    @Test
    void arrivalsLossAndLongGapsAreWritten() {
        TransportFeedback feedback = new TransportFeedback(0);
        assertThat(feedback.pending()).isFalse();
        feedback.received(10, 64_000_000 + 1_000_000);
        feedback.received(12, 64_000_000 + 2_000_000);
        feedback.received(13, 64_000_000 + 102_000_000);
        assertThat(feedback.pending()).isTrue();
        int length = feedback.write(buffer, 1, 2);
        // Four statuses: small, lost, small, large; deltas 4, 4 and 400 ticks of 250 µs; two bytes of padding.
        String expected =
                "8fcd0006" + "00000001" + "00000002" + "000a0004" + "00000100" + "d180" + "0404" + "0190" + "0000";
        assertThat(HexFormat.of().formatHex(buffer, 0, length)).isEqualTo(expected);
        assertThat(feedback.pending()).isFalse();
    }

    @Test
    void aJumpFarAheadBeginsAnew() {
        TransportFeedback feedback = new TransportFeedback(0);
        feedback.received(10, 1_000_000);
        feedback.write(buffer, 1, 2);
        feedback.received(5_000, 2_000_000);
        assertThat(feedback.pending()).isTrue();
        feedback.write(buffer, 1, 2);
        assertThat(HexFormat.of().formatHex(buffer, 12, 16)).isEqualTo("13880001");
    }
}
