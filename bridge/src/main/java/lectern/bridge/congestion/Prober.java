package lectern.bridge.congestion;

/**
 * When to send more than the media for a moment, to learn whether a line carries it, and what came of it. A failed probe
 * doubles the time to the next, a good one is followed soon by a greater one. One prober, one thread.
 */
public final class Prober {
    private static final long DURATION_NANOS = 200_000_000L;
    private static final long RESULT_NANOS = 1_500_000_000L;
    private static final long SOON_NANOS = 150_000_000L;
    private static final long FIRST_BACK_OFF_NANOS = 1_000_000_000L;
    private static final long MOST_BACK_OFF_NANOS = 6_000_000_000L;
    private static final int LEAST_PACKETS = 6;
    /** Arrivals may spread this much more than what was sent before the line counts as full. */
    private static final double FULL = 1.2;

    private boolean sending;
    private boolean waiting;
    private boolean trusted;
    private boolean passed;
    private long startedAt;
    private long endedAt;
    private long rate;
    private long bytes;
    private long backOff = FIRST_BACK_OFF_NANOS;
    private long nextAt = Long.MIN_VALUE / 2;
    private long first;
    private long last;

    private int received;
    private int lost;
    private double sumSent;
    private double sumArrived;
    private double sumProduct;
    private double sumSquare;
    private long sentZero;
    private long arrivedZero;

    /**
     * Starts a probe if one is due.
     *
     * @param wanted rate that would be used if the line carried it
     * @param next transport-wide number of the next packet
     * @return whether one began
     */
    public boolean begin(Estimator line, long wanted, long next, long now) {
        if (sending || waiting || line.bitsPerSecond() >= wanted || line.bitsPerSecond() == Long.MAX_VALUE) {
            return false;
        }
        if (line.congested()) {
            nextAt = Math.max(nextAt, now + FIRST_BACK_OFF_NANOS);
            trusted = false;
            return false;
        }
        if (now - nextAt < 0) {
            return false;
        }
        long estimate = line.bitsPerSecond();
        rate = Math.min(trusted ? 2 * estimate : estimate * 3 / 2, Math.max(wanted * 6 / 5, estimate * 11 / 10));
        sending = true;
        startedAt = now;
        bytes = 0;
        first = next;
        passed = false;
        received = 0;
        lost = 0;
        sumSent = 0;
        sumArrived = 0;
        sumProduct = 0;
        sumSquare = 0;
        return true;
    }

    /** The line is back after a silence: what it carried before is asked for at once. */
    public void restart(long now) {
        sending = false;
        waiting = false;
        trusted = true;
        backOff = FIRST_BACK_OFF_NANOS;
        nextAt = now;
    }

    /** Bytes to send now so that the probe keeps its rate, 0 when none are due. */
    public int due(long now) {
        if (!sending) {
            return 0;
        }
        long elapsed = Math.min(DURATION_NANOS, now - startedAt);
        return (int) Math.max(0, rate / 8 * elapsed / 1_000_000_000L - bytes);
    }

    /** Any packet went out, media or padding. */
    public void sent(int count) {
        if (sending) {
            bytes += count;
        }
    }

    /** Lets time pass; a line that is congested ends the probe. */
    public void tick(Estimator line, long next, long now) {
        if (sending && (line.congested() || now - startedAt >= DURATION_NANOS)) {
            sending = false;
            waiting = true;
            endedAt = now;
            last = next;
        }
        if (waiting && (line.congested() || now - endedAt > RESULT_NANOS)) {
            failed(now);
        }
    }

    /** Feedback says that a packet arrived. */
    public void received(long sequence, long sent, long arrived) {
        if (!within(sequence)) {
            passed |= waiting && sequence >= last;
            return;
        }
        if (received == 0) {
            sentZero = sent;
            arrivedZero = arrived;
        }
        double x = sent - sentZero;
        double y = arrived - arrivedZero;
        received++;
        sumSent += x;
        sumArrived += y;
        sumProduct += x * y;
        sumSquare += x * x;
    }

    /** Feedback says that a packet did not arrive. */
    public void lost(long sequence) {
        lost += within(sequence) ? 1 : 0;
    }

    private boolean within(long sequence) {
        return sending ? sequence >= first : waiting && sequence >= first && sequence < last;
    }

    /** A feedback message ended: the result, when it is there. What a lost message would have said is not waited for. */
    public void judge(Estimator line, long now) {
        if (!waiting || (received + lost < last - first && !passed)) {
            return;
        }
        double kept = (double) received / Math.max(1, received + lost);
        double spread = sumSquare * received - sumSent * sumSent;
        if (received < LEAST_PACKETS || spread <= 0 || kept < 1 - line.loss() - 0.15) {
            failed(now);
            return;
        }
        double slope = (sumProduct * received - sumSent * sumArrived) / spread;
        long carried = bytes * 8_000_000_000L / Math.max(1, endedAt - startedAt);
        if (slope <= FULL && !line.congested()) {
            line.probed(carried);
            waiting = false;
            trusted = true;
            backOff = FIRST_BACK_OFF_NANOS;
            nextAt = now + SOON_NANOS;
        } else {
            line.probed((long) (0.85 * carried / Math.max(1, slope)));
            failed(now);
        }
    }

    private void failed(long now) {
        waiting = false;
        sending = false;
        trusted = false;
        nextAt = now + backOff;
        backOff = Math.min(MOST_BACK_OFF_NANOS, 2 * backOff);
    }

    /** Whether a probe is being sent. */
    public boolean sending() {
        return sending;
    }
}
