package lectern.recorder.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtpViewTest {
    private final RtpView view = new RtpView();

    @Test
    void headerExtensionAndPaddingAreNotPayload() {
        ByteBuffer packet = ByteBuffer.allocate(64);
        packet.put((byte) 0xb1)
                .put((byte) 0xe0)
                .putShort((short) 0xfffe)
                .putInt(-2)
                .putInt(7)
                .putInt(99);
        packet.putShort((short) 0xbede).putShort((short) 1).putInt(0);
        packet.put(new byte[] {1, 2, 3, 0, 0, 3});
        assertThat(view.parse(packet.array(), 0, packet.position())).isTrue();
        assertThat(view.sequence()).isEqualTo(0xfffe);
        assertThat(view.timestamp()).isEqualTo(-2);
        assertThat(view.ssrc()).isEqualTo(7);
        assertThat(view.marker()).isTrue();
        assertThat(view.payloadOffset()).isEqualTo(24);
        assertThat(view.payloadLength()).isEqualTo(3);
    }

    @Test
    void randomBytesAreRefusedOrHaveTheirPayloadWithin() {
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            if (bytes.length > 0 && i % 2 == 0) {
                bytes[0] = (byte) (0x80 | (bytes[0] & 0x3f));
            }
            if (view.parse(bytes, 0, bytes.length)) {
                assertThat(view.payloadLength()).isGreaterThanOrEqualTo(0);
                assertThat(view.payloadOffset() + view.payloadLength()).isLessThanOrEqualTo(bytes.length);
            }
        }
    }

    @Test
    void aWrappingCounterGoesOnInBothDirections() {
        Unwrapper timestamps = Unwrapper.timestamp();
        Random random = new Random(2);
        long value = 0xfffffff0L;
        for (int i = 0; i < 100_000; i++) {
            assertThat(timestamps.peek((int) value)).isEqualTo(value);
            assertThat(timestamps.unwrap((int) value)).isEqualTo(value);
            value += random.nextInt(2_000_000_000) - 1_000_000_000L + (i < 50_000 ? 100_000_000L : 0);
        }
    }
}
