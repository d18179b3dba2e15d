package lectern.bridge.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RedPayloadTest {
    private final RedPayload red = new RedPayload();

    /** By RFC 2198 §3; offset bytes of noise come before it. */
    private static byte[] write(List<byte[]> former, byte[] primary, int offset) {
        int size = offset + 4 * former.size() + 1 + primary.length;
        for (byte[] block : former) {
            size += block.length;
        }
        byte[] payload = new byte[size];
        int at = offset;
        for (int i = 0; i < former.size(); i++) {
            int header = 0x8000_0000 | (111 << 24) | (((former.size() - i) * 960) << 10) | former.get(i).length;
            for (int shift = 24; shift >= 0; shift -= 8) {
                payload[at++] = (byte) (header >>> shift);
            }
        }
        payload[at++] = 111;
        for (byte[] block : former) {
            System.arraycopy(block, 0, payload, at, block.length);
            at += block.length;
        }
        System.arraycopy(primary, 0, payload, at, primary.length);
        return payload;
    }

    private static byte[] block(Random random, int least) {
        byte[] block = new byte[least + random.nextInt(200)];
        random.nextBytes(block);
        return block;
    }

    @Test
    void thePresentPacketIsFoundBehindItsFormerOnes() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            List<byte[]> former = new ArrayList<>();
            for (int i = random.nextInt(RedPayload.MAX_FORMER + 1); i > 0; i--) {
                former.add(block(random, 0));
            }
            byte[] primary = block(random, 1);
            int offset = random.nextInt(40);
            byte[] payload = write(former, primary, offset);
            assertThat(red.wrap(payload, offset, payload.length - offset)).isTrue();
            assertThat(red.former()).isEqualTo(former.size());
            assertThat(red.primaryType()).isEqualTo(111);
            int at = offset + red.primaryAt();
            assertThat(Arrays.copyOfRange(payload, at, at + red.primaryLength()))
                    .isEqualTo(primary);
        }
    }

    @Test
    void aTornPayloadIsRefusedWhereverItIsTorn() {
        Random random = new Random(8);
        for (int round = 0; round < 2_000; round++) {
            byte[] payload = write(List.of(block(random, 0)), block(random, 1), 0);
            int kept = random.nextInt(payload.length);
            if (red.wrap(payload, 0, kept)) {
                assertThat(red.primaryAt() + red.primaryLength()).isEqualTo(kept);
            }
        }
        assertThat(red.wrap(new byte[0], 0, 0)).isFalse();
        assertThat(red.wrap(new byte[] {111}, 0, 1)).as("no payload").isFalse();
        assertThat(red.wrap(new byte[] {(byte) 0xEF, 0, 0, 9, 111, 1}, 0, 6))
                .as("a block that is longer than the packet")
                .isFalse();
    }

    @Test
    void moreFormerPacketsThanAnybodySendsAreRefused() {
        List<byte[]> former = new ArrayList<>();
        for (int i = 0; i <= RedPayload.MAX_FORMER; i++) {
            former.add(new byte[1]);
        }
        byte[] payload = write(former, new byte[1], 0);
        assertThat(red.wrap(payload, 0, payload.length)).isFalse();
    }

    @Test
    void noiseNeverThrowsAndNeverPointsOutside() {
        Random random = new Random(9);
        for (int round = 0; round < 200_000; round++) {
            byte[] noise = new byte[random.nextInt(40)];
            random.nextBytes(noise);
            if (red.wrap(noise, 0, noise.length)) {
                assertThat(red.primaryAt()).isBetween(1, noise.length - 1);
                assertThat(red.primaryAt() + red.primaryLength()).isEqualTo(noise.length);
            }
        }
    }
}
