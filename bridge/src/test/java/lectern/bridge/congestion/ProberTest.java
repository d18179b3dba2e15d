package lectern.bridge.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProberTest {
    private static final long MS = 1_000_000L;
    private static final int BYTES = 500;
    private static final long RTT = 40 * MS;

    private final Estimator line = new Estimator();
    private final Prober prober = new Prober();
    private long now = 5_000 * MS;
    private long sequence;
    private long free;
    private int probes;

    /**
     * Feedback every 100 ms about what was sent before.
     *
     * @param lostEach of so many messages one is lost, 0 for none
     * @param carries the line's rate, 0 for any
     */
    private void run(int messages, int lostEach, long media, long carries) {
        for (int message = 0; message < messages; message++) {
            long first = sequence;
            long[] sent = new long[4000];
            long[] arrived = new long[4000];
            for (int tick = 0; tick < 10; tick++) {
                now += 10 * MS;
                prober.tick(line, sequence, now);
                probes += prober.begin(line, 2 * line.bitsPerSecond(), sequence, now) ? 1 : 0;
                long bytes = Math.max(media / 800, prober.due(now));
                for (long left = bytes; left > 0; left -= BYTES) {
                    prober.sent(BYTES);
                    free = Math.max(now, free) + (carries == 0 ? 0 : BYTES * 8_000_000_000L / carries);
                    sent[(int) (sequence - first)] = now;
                    arrived[(int) (sequence - first)] = free + 10 * MS;
                    sequence++;
                }
            }
            if (lostEach == 0 || message % lostEach != 1) {
                tell(first, sent, arrived);
            }
        }
    }

    private void tell(long first, long[] sent, long[] arrived) {
        line.begin(now);
        for (long told = first; told < sequence; told++) {
            int i = (int) (told - first);
            line.received(sent[i], BYTES, arrived[i]);
            prober.received(told, sent[i], arrived[i]);
        }
        line.end(now, RTT);
        prober.judge(line, now);
    }

    @Test
    void aLineThatCarriesMoreIsFoundOutStepByStep() {
        run(2, 0, 200_000, 0);
        long before = line.bitsPerSecond();
        run(30, 0, 200_000, 0);
        assertThat(line.bitsPerSecond()).isGreaterThan(4 * before);
    }

    @Test
    void aLostFeedbackMessageSpoilsNoProbe() {
        run(2, 0, 200_000, 0);
        run(20, 3, 200_000, 0);
        assertThat(probes)
                .as("in two seconds; one that failed would wait for more than that")
                .isGreaterThan(2);
    }

    @Test
    void aFullLineIsProbedSeldomAndNotBelieved() {
        run(2, 0, 1_000_000, 2_400_000);
        run(300, 0, 1_000_000, 2_400_000);
        assertThat(line.bitsPerSecond()).isBetween(1_500_000L, 2_700_000L);
    }
}
