package lectern.bridge.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lectern.bridge.rtp.Bytes;
import org.junit.jupiter.api.Test;

class TransportFeedbackReaderTest {
    private static final int MISSING = 0;
    private static final int SMALL = 1;
    private static final int LARGE = 2;
    private static final int HEAD = 20;

    private final Random random = new Random(5);
    private final byte[] buffer = new byte[4096];
    private final RtcpReader rtcp = new RtcpReader();
    private final TransportFeedbackReader reader = new TransportFeedbackReader();

    private int at;
    private int bits;
    private int inChunk;

    @Test
    void everyKindOfChunkIsReadAsItWasWritten() {
        for (int round = 0; round < 3000; round++) {
            List<Integer> statuses = new ArrayList<>();
            for (int i = 1 + random.nextInt(120); i > 0; i--) {
                boolean run = !statuses.isEmpty() && random.nextInt(3) > 0;
                statuses.add(run ? statuses.get(statuses.size() - 1) : random.nextInt(3));
            }
            int base = random.nextInt(0x1_0000);
            int reference = 5000 + round;
            List<Long> ticks = write(statuses, base, reference);
            rtcp.wrap(buffer, 3, at - 3);
            assertThat(rtcp.next()).isTrue();
            assertThat(rtcp.count()).isEqualTo(RtcpReader.FMT_TRANSPORT_CC);
            assertThat(rtcp.transportFeedback(reader)).isTrue();
            for (int i = 0; i < statuses.size(); i++) {
                assertThat(reader.next()).isTrue();
                assertThat(reader.sequence()).isEqualTo((base + i) & 0xFFFF);
                assertThat(reader.received()).isEqualTo(statuses.get(i) != MISSING);
                if (reader.received()) {
                    long time = (0x100_0000L + reference) * 64_000_000L + ticks.get(i) * 250_000L;
                    assertThat(reader.arrivalNanos()).isEqualTo(time);
                }
            }
            assertThat(reader.next()).isFalse();
        }
    }

    @Test
    void theReferenceTimeGoesOnOverItsWrap() {
        write(List.of(SMALL), 1, 0xFF_FFFF);
        rtcp.wrap(buffer, 3, at - 3);
        assertThat(rtcp.next() && rtcp.transportFeedback(reader) && reader.next())
                .isTrue();
        long before = reader.arrivalNanos();
        write(List.of(SMALL), 2, 0);
        rtcp.wrap(buffer, 3, at - 3);
        assertThat(rtcp.next() && rtcp.transportFeedback(reader) && reader.next())
                .isTrue();
        assertThat(reader.arrivalNanos() - before).isBetween(0L, 130_000_000L);
    }

    @Test
    void noiseEndsTheWalkAndNeverThrows() {
        int wrapped = 0;
        for (int round = 0; round < 100_000; round++) {
            byte[] noise = new byte[20 + random.nextInt(60)];
            random.nextBytes(noise);
            noise[14] = (byte) random.nextInt(20);
            if (reader.wrap(noise, 0, noise.length)) {
                wrapped++;
                int count = 0;
                while (reader.next()) {
                    count++;
                    assertThat(reader.sequence()).isBetween(0, 0xFFFF);
                }
                assertThat(count).isLessThanOrEqualTo(TransportFeedbackReader.MAX_STATUSES);
            }
        }
        assertThat(wrapped).isGreaterThan(1000);
        assertThat(reader.wrap(new byte[19], 0, 19)).isFalse();
    }

    /** One message at offset 3; the ticks of 250 µs since the reference time at which each packet came. */
    private List<Long> write(List<Integer> statuses, int base, int reference) {
        int start = 3;
        at = start + HEAD;
        int next = 0;
        while (next < statuses.size()) {
            next += chunk(statuses, next);
        }
        List<Long> ticks = new ArrayList<>();
        long tick = 0;
        for (int status : statuses) {
            int delta = status == SMALL ? random.nextInt(256) : status == LARGE ? random.nextInt(2000) - 1000 : 0;
            tick += delta;
            ticks.add(tick);
            if (status == SMALL) {
                buffer[at++] = (byte) delta;
            } else if (status == LARGE) {
                Bytes.put16(buffer, at, delta);
                at += 2;
            }
        }
        while ((at - start) % 4 != 0) {
            buffer[at++] = 0;
        }
        buffer[start] = (byte) 0x8F;
        buffer[start + 1] = (byte) RtcpReader.TRANSPORT_FEEDBACK;
        Bytes.put16(buffer, start + 2, (at - start) / 4 - 1);
        Bytes.put16(buffer, start + 12, base);
        Bytes.put16(buffer, start + 14, statuses.size());
        Bytes.put24(buffer, start + 16, reference);
        return ticks;
    }

    private int chunk(List<Integer> statuses, int from) {
        int run = 1;
        while (from + run < statuses.size() && statuses.get(from + run).equals(statuses.get(from))) {
            run++;
        }
        bits = 0;
        inChunk = 0;
        boolean small = true;
        for (int i = from; i < Math.min(from + 14, statuses.size()); i++) {
            small &= statuses.get(i) != LARGE;
        }
        if (run > 6) {
            Bytes.put16(buffer, at, statuses.get(from) << 13 | run);
            inChunk = run;
        } else if (small) {
            for (int i = 0; i < 14 && from + i < statuses.size(); i++, inChunk++) {
                bits |= statuses.get(from + i) << (13 - i);
            }
            Bytes.put16(buffer, at, 0x8000 | bits);
        } else {
            for (int i = 0; i < 7 && from + i < statuses.size(); i++, inChunk++) {
                bits |= statuses.get(from + i) << (12 - 2 * i);
            }
            Bytes.put16(buffer, at, 0xC000 | bits);
        }
        at += 2;
        return inChunk;
    }
}
