package lectern.bridge.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import lectern.bridge.rtcp.FeedbackDecoder;
import lectern.bridge.rtcp.TransportFeedbackWriter;
import org.junit.jupiter.api.Test;

class PacketArrivalsTest {
    private final PacketArrivals arrivals = new PacketArrivals();
    private final TransportFeedbackWriter writer = new TransportFeedbackWriter();
    private final byte[] buffer = new byte[TransportFeedbackWriter.MAX_BYTES + 10];

    /** All that is to be said now, in as many packets as it takes. */
    private Map<Integer, Long> report() {
        Map<Integer, Long> said = new HashMap<>();
        while (arrivals.news()) {
            long sequence = arrivals.first();
            writer.begin(sequence);
            while (sequence < arrivals.end()) {
                long ticks = arrivals.at(sequence);
                if (ticks == PacketArrivals.MISSING ? !writer.missing() : !writer.received(ticks)) {
                    break;
                }
                sequence++;
            }
            arrivals.reported(sequence);
            int length = writer.write(buffer, 3, 1, 2, 3);
            assertThat(length).isLessThanOrEqualTo(TransportFeedbackWriter.MAX_BYTES);
            FeedbackDecoder decoded = new FeedbackDecoder(buffer, 3, length);
            assertThat(decoded.media).isEqualTo(2);
            assertThat(decoded.number).isEqualTo(3);
            said.putAll(decoded.statuses);
        }
        return said;
    }

    @Test
    void whatIsSaidIsWhatCame() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            double loss = random.nextDouble() * random.nextDouble();
            int spread = 1 << random.nextInt(28);
            new PacketArrivalsTest().oneRun(random, loss, spread);
        }
    }

    private void oneRun(Random random, double loss, int spreadNanos) {
        int sequence = random.nextInt(0x1_0000);
        long now = random.nextLong() >>> 2;
        for (int round = 0; round < 5; round++) {
            Map<Integer, Long> truth = new HashMap<>();
            // The first and the last of a round come, so that what is between is spoken of.
            int most = 2 + random.nextInt(900);
            for (int i = 0; i < most; i++) {
                sequence = (sequence + 1) & 0xFFFF;
                now += random.nextInt(spreadNanos);
                boolean came = i == 0 || i == most - 1 || random.nextDouble() >= loss;
                truth.put(sequence, came ? Math.floorDiv(now, 250_000L) & 0xFFFF_FFFFL : null);
                if (came) {
                    arrivals.arrived(sequence, now);
                }
            }
            assertThat(report()).isEqualTo(truth);
            assertThat(arrivals.news()).isFalse();
        }
    }

    @Test
    void aPacketThatComesAfterItWasCalledMissingIsCorrected() {
        arrivals.arrived(65_535, 0);
        arrivals.arrived(1, 250_000);
        assertThat(report()).containsEntry(0, null).containsEntry(1, 1L);
        arrivals.arrived(0, 500_000);
        assertThat(report()).containsEntry(0, 2L).containsEntry(1, 1L).hasSize(2);
    }

    @Test
    void aLeapForgetsWhatWasBeforeIt() {
        arrivals.arrived(10, 0);
        arrivals.arrived(10 + 2 * PacketArrivals.CAPACITY, 250_000);
        assertThat(report()).containsOnlyKeys(10 + 2 * PacketArrivals.CAPACITY);
    }

    @Test
    void whatIsFarBehindIsIgnored() {
        arrivals.arrived(5_000, 0);
        assertThat(report()).hasSize(1);
        arrivals.arrived(5_000 - PacketArrivals.CAPACITY, 250_000);
        assertThat(arrivals.news()).isFalse();
    }

    @Test
    void theSecondOfTwoIsIgnored() {
        arrivals.arrived(7, 0);
        arrivals.arrived(7, 9_000_000);
        assertThat(report()).containsOnly(Map.entry(7, 0L));
    }

    @Test
    void aFloodOfLeapsNeverSaysMoreThanTheRingHolds() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            arrivals.arrived(random.nextInt(0x1_0000), i * 1_000L);
            if (i % 100 == 0) {
                assertThat(arrivals.end() - arrivals.first()).isLessThanOrEqualTo(PacketArrivals.CAPACITY);
                report();
            }
        }
    }
}
