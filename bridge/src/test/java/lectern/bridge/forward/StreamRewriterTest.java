package lectern.bridge.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StreamRewriterTest {
    /** What went out under a number: its source and its number there. */
    private record Origin(String source, long sequence) {}

    @Test
    void noNumberIsEverGivenTwiceAndEachLeadsBackToItsPacket() {
        for (int seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            StreamRewriter<String> rewriter = new StreamRewriter<>(random.nextInt(0x8000), random.nextInt());
            StreamRewriter.Sent found = new StreamRewriter.Sent();
            Map<Long, Origin> given = new HashMap<>();
            long highest = 0;
            long now = 0;
            for (int change = 0; change < 300; change++) {
                String source = "source" + random.nextInt(4);
                long in = 100_000L + random.nextInt(0x1_0000);
                int timestamp = random.nextInt();
                int out = rewriter.timestampAt(now, 90_000, 3000);
                rewriter.switchTo(source, in, timestamp, out, random.nextInt(0x8000), random.nextInt(256));
                assertThat(rewriter.isFirst(in)).isTrue();
                int packets = 1 + random.nextInt(400);
                for (int i = 0; i < packets; i++) {
                    now += random.nextInt(20_000_000);
                    long sequence = i == 0 ? in : in + i + random.nextInt(30) - 20;
                    long number = rewriter.take(sequence);
                    if (number < 0) {
                        continue;
                    }
                    assertThat(sequence).as("nothing from before the switch").isGreaterThanOrEqualTo(in);
                    assertThat(given.put(number, new Origin(source, sequence))).isNull();
                    rewriter.sent(number, rewriter.timestamp(timestamp + 90 * i), 0, 0, now);
                    highest = Math.max(highest, number);
                }
                for (int i = 0; i < 20; i++) {
                    long asked = highest - random.nextInt(600);
                    StreamRewriter.Sent sent = rewriter.find((int) asked & 0xFFFF, found);
                    if (sent != null) {
                        Origin origin = Objects.requireNonNull(given.get(asked));
                        assertThat(rewriter.source(sent)).isEqualTo(origin.source);
                        assertThat(rewriter.sequence(sent)).isEqualTo(origin.sequence);
                        assertThat(rewriter.outSequence(sent)).isEqualTo(asked);
                    }
                }
            }
            assertThat(given.size()).isGreaterThan(20_000);
        }
    }

    @Test
    void aSwitchGoesOnWithTheNextNumberAndALaterTime() {
        StreamRewriter<String> rewriter = new StreamRewriter<>(10, 1000);
        rewriter.switchTo("a", 500, 9_000_000, rewriter.timestampAt(0, 90_000, 3000), 70, 7);
        long first = rewriter.take(500);
        rewriter.sent(
                first, rewriter.timestamp(9_000_000), rewriter.pictureId(70), rewriter.tl0PicIdx(7), 1_000_000_000L);
        assertThat(rewriter.timestamp(9_000_000)).isEqualTo(1000);

        int next = rewriter.timestampAt(1_500_000_000L, 90_000, 3000);
        rewriter.switchTo("b", 3, -5, next, 0x7FFF, 255);
        assertThat(rewriter.take(2)).isEqualTo(-1);
        assertThat(rewriter.take(3)).isEqualTo(first + 1);
        assertThat(rewriter.take(3)).isEqualTo(-1);
        assertThat(rewriter.take(5)).as("holes stay holes").isEqualTo(first + 3);
        assertThat(rewriter.timestamp(-5)).isEqualTo(1000 + 45_000);
        assertThat(rewriter.pictureId(0x7FFF)).isEqualTo(2);
        assertThat(rewriter.pictureId(0)).isEqualTo(3);
        assertThat(rewriter.tl0PicIdx(255)).isEqualTo(2);
    }

    @Test
    void whatWasNotSentIsNotFound() {
        StreamRewriter<String> rewriter = new StreamRewriter<>(0, 0);
        StreamRewriter.Sent found = new StreamRewriter.Sent();
        assertThat(rewriter.find(0, found)).isNull();
        rewriter.switchTo("a", 10, 0, 0, 0, 0);
        long out = rewriter.take(10);
        rewriter.sent(out, 0, 0, 0, 0);
        assertThat(rewriter.find((int) out & 0xFFFF, found)).isNotNull();
        assertThat(rewriter.find((int) out + 1 & 0xFFFF, found)).isNull();
        assertThat(rewriter.find((int) out - 1 & 0xFFFF, found)).isNull();
    }
}
