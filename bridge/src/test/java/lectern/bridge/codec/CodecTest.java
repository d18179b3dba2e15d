package lectern.bridge.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CodecTest {
    private final Vp8Descriptor vp8 = new Vp8Descriptor();

    @Test
    void everyFormOfDescriptorIsReadAndRewritten() {
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            boolean id = random.nextBoolean();
            boolean wide = random.nextBoolean();
            boolean tl0 = random.nextBoolean();
            boolean layer = random.nextBoolean();
            boolean start = random.nextBoolean();
            boolean key = random.nextBoolean();
            int pictureId = random.nextInt(wide ? 0x8000 : 0x80);
            int tl0PicIdx = random.nextInt(0x100);
            byte[] payload = new byte[20];
            int at = 0;
            payload[at++] = (byte) (0x80 | (start ? 0x10 : 0));
            payload[at++] = (byte) ((id ? 0x80 : 0) | (tl0 ? 0x40 : 0) | (layer ? 0x20 : 0));
            if (id && wide) {
                payload[at++] = (byte) (0x80 | pictureId >> 8);
            }
            if (id) {
                payload[at++] = (byte) pictureId;
            }
            if (tl0) {
                payload[at++] = (byte) tl0PicIdx;
            }
            if (layer) {
                payload[at++] = (byte) 0xE0;
            }
            payload[at] = (byte) (key ? 0 : 1);

            assertThat(vp8.wrap(payload, 0, payload.length)).isTrue();
            assertThat(vp8.length()).isEqualTo(at);
            assertThat(vp8.keyframeStart()).isEqualTo(start && key);
            assertThat(vp8.pictureIdBits()).isEqualTo(id ? wide ? 15 : 7 : 0);
            assertThat(vp8.pictureId()).isEqualTo(id ? pictureId : 0);
            assertThat(vp8.hasTl0PicIdx()).isEqualTo(tl0);
            byte[] copy = payload.clone();
            vp8.rewrite(copy, 0, pictureId + 1, tl0PicIdx + 1);
            Vp8Descriptor after = new Vp8Descriptor();
            assertThat(after.wrap(copy, 0, copy.length)).isTrue();
            assertThat(after.length()).isEqualTo(at);
            assertThat(after.pictureId()).isEqualTo(id ? pictureId + 1 & (wide ? 0x7FFF : 0x7F) : 0);
            assertThat(after.tl0PicIdx()).isEqualTo(tl0 ? tl0PicIdx + 1 & 0xFF : 0);
            assertThat(copy[at]).isEqualTo(payload[at]);
        }
    }

    @Test
    void shortAndNoisyPayloadsNeverThrow() {
        Random random = new Random(2);
        for (int round = 0; round < 100_000; round++) {
            byte[] noise = new byte[random.nextInt(8)];
            random.nextBytes(noise);
            if (vp8.wrap(noise, 0, noise.length)) {
                assertThat(vp8.length()).isLessThan(noise.length);
                vp8.rewrite(noise, 0, random.nextInt(), random.nextInt());
            }
            H264Payload.keyframeStart(noise, 0, noise.length);
        }
    }

    @Test
    void h264KeyframesAreFoundInEveryPacketization() {
        assertThat(key(0x65, 1)).as("single IDR without its parameter set").isFalse();
        assertThat(key(0x67, 1)).as("single SPS").isTrue();
        assertThat(key(0x61, 1)).as("single slice").isFalse();
        assertThat(key(0x78, 0, 2, 0x67, 1, 0, 2, 0x68, 1))
                .as("STAP-A with SPS")
                .isTrue();
        assertThat(key(0x78, 0, 2, 0x68, 1, 0, 2, 0x67, 1)).as("SPS second").isTrue();
        assertThat(key(0x78, 0, 2, 0x61, 1)).as("STAP-A of a slice").isFalse();
        assertThat(key(0x78, 0, 9, 0x67, 1)).as("torn STAP-A").isFalse();
        assertThat(key(0x7C, 0x87, 1)).as("first FU-A of an SPS").isTrue();
        assertThat(key(0x7C, 0x07, 1)).as("later FU-A of an SPS").isFalse();
        assertThat(key(0x7C, 0x85, 1)).as("first FU-A of an IDR").isFalse();
        assertThat(key(0x7C, 0x81, 1)).as("first FU-A of a slice").isFalse();
    }

    private static boolean key(int... values) {
        byte[] payload = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            payload[i] = (byte) values[i];
        }
        return H264Payload.keyframeStart(payload, 0, payload.length);
    }
}
