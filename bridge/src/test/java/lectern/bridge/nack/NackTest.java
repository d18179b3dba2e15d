package lectern.bridge.nack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NackTest {
    private static final long MS = 1_000_000;

    private final int[] out = new int[64];

    @Test
    void aReorderedPacketIsNotAskedFor() {
        MissingPackets missing = new MissingPackets();
        missing.received(100, 0);
        missing.received(102, MS);
        assertThat(missing.due(2 * MS, 0, out)).isZero();
        missing.received(101, 3 * MS);
        assertThat(missing.due(50 * MS, 0, out)).isZero();
        assertThat(missing.isEmpty()).isTrue();
    }

    @Test
    void aLostPacketIsAskedForAtMostTenTimesInASecond() {
        MissingPackets missing = new MissingPackets();
        missing.received(0x1_FFFE, 0);
        missing.received(0x2_0001, 0);
        int asked = 0;
        for (int at = 0; at < 3000; at += 10) {
            int count = missing.due(at * MS, 0, out);
            if (count > 0) {
                assertThat(Arrays.copyOf(out, count)).containsExactly(0xFFFF, 0);
                asked++;
            }
        }
        assertThat(asked).isEqualTo(10);
        assertThat(missing.isEmpty()).isTrue();
    }

    @Test
    void requestsWaitForTheRoundTrip() {
        MissingPackets missing = new MissingPackets();
        missing.received(1, 0);
        missing.received(10, 0);
        assertThat(missing.due(0, 100 * MS, out)).as("three later packets came").isEqualTo(5);
        assertThat(missing.due(20 * MS, 100 * MS, out)).isEqualTo(3);
        assertThat(missing.due(140 * MS, 100 * MS, out)).isZero();
        assertThat(missing.due(150 * MS, 100 * MS, out)).isEqualTo(5);
    }

    @Test
    void aHugeHoleIsGivenUp() {
        MissingPackets missing = new MissingPackets();
        assertThat(missing.received(1, 0)).isTrue();
        assertThat(missing.received(5000, 0)).isFalse();
        assertThat(missing.isEmpty()).isTrue();
        for (int i = 1; i < 2000; i++) {
            missing.received(5000 + 2 * i, 0);
            assertThat(missing.size()).isLessThanOrEqualTo(MissingPackets.CAPACITY);
        }
    }

    @Test
    void theCacheReturnsWhatWasPutOrNothing() {
        Random random = new Random(1);
        PacketCache cache = new PacketCache(64, 20_000);
        Map<Long, byte[]> truth = new HashMap<>();
        int found = 0;
        long sequence = 1_000_000;
        for (int i = 0; i < 20_000; i++) {
            sequence += 1 + random.nextInt(3);
            long put = sequence - random.nextInt(10);
            byte[] packet = new byte[1 + random.nextInt(PacketCache.MAX_PACKET)];
            random.nextBytes(packet);
            int at = cache.reserve();
            // The whole reserved room may be scribbled over, as a longer packet would.
            Arrays.fill(cache.buffer(), at, at + PacketCache.MAX_PACKET, (byte) 0x55);
            System.arraycopy(packet, 0, cache.buffer(), at, packet.length);
            cache.commit(put, packet.length, i);
            truth.put(put, packet);
            List<Long> asked = new ArrayList<>(List.of(put));
            for (int back = 0; back < 8; back++) {
                asked.add(sequence - random.nextInt(200));
            }
            for (long ask : asked) {
                byte[] expected = truth.get(ask);
                if (cache.find(ask)) {
                    found++;
                    assertThat(expected).isNotNull();
                    assertThat(Arrays.copyOfRange(cache.buffer(), cache.offset(), cache.offset() + cache.length()))
                            .isEqualTo(expected);
                } else {
                    assertThat(ask).isNotEqualTo(put);
                }
            }
        }
        assertThat(found).isGreaterThan(20_000);
    }
}
