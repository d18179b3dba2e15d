package lectern.bridge.nack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResendQueueTest {
    private static final long RTT = 50_000_000L;

    private final ResendQueue queue = new ResendQueue();

    @Test
    void packetsComeInTheOrderOfAsking() {
        queue.add(2, 65_535, 0, RTT);
        queue.add(1, 7, 0, RTT);
        assertThat(queue.slot()).isEqualTo(2);
        assertThat(queue.sequence()).isEqualTo(65_535);
        queue.remove();
        assertThat(queue.slot()).isEqualTo(1);
        assertThat(queue.sequence()).isEqualTo(7);
        queue.remove();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void aPacketIsNotSentTwiceWithinARoundTrip() {
        queue.add(0, 7, 0, RTT);
        queue.remove();
        queue.add(0, 7, RTT - 1, RTT);
        assertThat(queue.isEmpty()).isTrue();
        queue.add(1, 7, RTT - 1, RTT);
        assertThat(queue.isEmpty()).as("another slot's is another packet").isFalse();
        queue.remove();
        queue.add(0, 7, RTT, RTT);
        assertThat(queue.isEmpty()).isFalse();
    }

    @Test
    void aFloodIsBoundedAndCounted() {
        for (int i = 0; i < 10_000; i++) {
            queue.add(0, i, 0, RTT);
        }
        int kept = 0;
        while (!queue.isEmpty()) {
            assertThat(queue.sequence()).isEqualTo(kept);
            queue.remove();
            kept++;
        }
        assertThat(kept).isEqualTo(ResendQueue.CAPACITY);
        assertThat(queue.dropped()).isEqualTo(10_000 - ResendQueue.CAPACITY);
    }
}
