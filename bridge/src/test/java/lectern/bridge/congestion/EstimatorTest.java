package lectern.bridge.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EstimatorTest {
    private static final long MS = 1_000_000L;
    private static final int BYTES = 500;

    private final Random random = new Random(3);
    private final Estimator estimator = new Estimator();
    private final ArrayDeque<long[]> onTheWay = new ArrayDeque<>();
    private long now = 77_000 * MS;
    private long free;
    private long delay = 20 * MS;
    private long jitter;
    private double loss;
    private double owed;

    /** Sends at a rate for a time through a line of another rate; feedback comes every 100 ms. */
    private void send(long rate, long line, int milliseconds) {
        for (int i = 0; i < milliseconds; i++) {
            now += MS;
            owed += rate / 8.0 / 1000;
            while (owed >= BYTES) {
                owed -= BYTES;
                free = Math.max(now, free) + (line == 0 ? 0 : BYTES * 8_000_000_000L / line);
                long arrives = random.nextDouble() < loss ? -1 : free + delay + (long) (random.nextDouble() * jitter);
                onTheWay.add(new long[] {now, arrives});
            }
            if (now / MS % 100 == 0) {
                feedback();
            }
        }
    }

    private void feedback() {
        if (onTheWay.isEmpty()) {
            return;
        }
        estimator.begin(now);
        while (!onTheWay.isEmpty() && onTheWay.element()[1] <= now) {
            long[] packet = onTheWay.remove();
            if (packet[1] < 0) {
                estimator.lost(packet[0]);
            } else {
                // The receiver's clock is another one.
                estimator.received(packet[0], BYTES, packet[1] + 12_345_678_901L);
            }
        }
        estimator.end(now, 40 * MS);
    }

    @Test
    void nothingIsKnownBeforeFeedback() {
        assertThat(estimator.bitsPerSecond()).isEqualTo(Long.MAX_VALUE);
        estimator.tick(now + 60_000 * MS, true);
        assertThat(estimator.bitsPerSecond()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aStandingQueueBringsTheEstimateBelowTheLine() {
        send(600_000, 0, 5_000);
        assertThat(estimator.congested()).isFalse();
        send(600_000, 200_000, 600);
        assertThat(estimator.congested()).isTrue();
        send(600_000, 200_000, 600);
        assertThat(estimator.bitsPerSecond()).isBetween(110_000L, 210_000L);
        for (int i = 0; i < 150; i++) {
            send(estimator.bitsPerSecond() * 8 / 10, 200_000, 100);
        }
        assertThat(estimator.congested()).isFalse();
        assertThat(estimator.bitsPerSecond()).isBetween(100_000L, 215_000L);
    }

    @Test
    void jitterAloneIsNoCongestion() {
        jitter = 100 * MS;
        send(300_000, 0, 20_000);
        assertThat(estimator.congested()).isFalse();
        assertThat(estimator.bitsPerSecond()).isGreaterThan(1_000_000);
    }

    @Test
    void aFewPercentOfLossAreTheLinesOwn() {
        loss = 0.05;
        send(300_000, 0, 20_000);
        assertThat(estimator.bitsPerSecond()).isGreaterThan(1_000_000);
        assertThat(estimator.loss()).isBetween(0.01, 0.1);
    }

    @Test
    void lossThatCuttingDoesNotHealStopsTheCutting() {
        loss = 0.25;
        send(300_000, 0, 20_000);
        assertThat(estimator.bitsPerSecond()).isGreaterThan(150_000);
    }

    @Test
    void aLongerPathIsNoQueueForLong() {
        send(500_000, 0, 12_000);
        delay = 180 * MS;
        for (int i = 0; i < 100; i++) {
            send(Math.min(500_000, estimator.bitsPerSecond()), 0, 100);
        }
        assertThat(estimator.congested()).isFalse();
        assertThat(estimator.bitsPerSecond()).isGreaterThan(60_000);
    }

    @Test
    void aSilentLineIsTrustedLessAndItsLossesAreNotCounted() {
        send(500_000, 0, 4_000);
        long before = estimator.bitsPerSecond();
        loss = 1;
        for (int i = 0; i < 300; i++) {
            now += 10 * MS;
            onTheWay.add(new long[] {now, -1});
            estimator.tick(now, true);
        }
        assertThat(estimator.bitsPerSecond()).isLessThan(before);
        loss = 0;
        send(300_000, 0, 1_500);
        assertThat(estimator.congested()).isFalse();
        assertThat(estimator.bitsPerSecond()).isGreaterThan(500_000);
    }

    @Test
    void aLineThatIsBackBeginsWithHalfOfWhatItCarried() {
        send(1_000_000, 0, 4_000);
        long before = estimator.bitsPerSecond();
        for (int i = 0; i < 1_000; i++) {
            now += 10 * MS;
            onTheWay.add(new long[] {now, -1});
            estimator.tick(now, true);
        }
        assertThat(estimator.bitsPerSecond()).isLessThan(before / 3);
        feedback();
        assertThat(estimator.back()).isTrue();
        assertThat(estimator.bitsPerSecond()).isEqualTo(before / 2);
        send(100_000, 0, 100);
        assertThat(estimator.back()).isFalse();
    }

    @Test
    void lossesOfASilenceThatAreToldLaterAreNotCountedEither() {
        send(500_000, 0, 4_000);
        now += 3_000 * MS;
        long silent = now - 1_000 * MS;
        send(300_000, 0, 100);
        for (int i = 0; i < 100; i++) {
            onTheWay.add(new long[] {silent + i * MS, -1});
        }
        send(300_000, 0, 2_000);
        assertThat(estimator.loss()).isZero();
        assertThat(estimator.congested()).isFalse();
    }

    @Test
    void aSilenceInWhichNothingWasSentIsNone() {
        send(500_000, 0, 4_000);
        for (int i = 0; i < 300; i++) {
            now += 10 * MS;
            estimator.tick(now, false);
        }
        send(300_000, 0, 100);
        assertThat(estimator.back()).isFalse();
    }
}
