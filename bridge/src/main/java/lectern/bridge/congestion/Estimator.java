package lectern.bridge.congestion;

/**
 * What one receiver's downlink carries, from transport-wide feedback: a queue that stands or heavy loss bring the
 * estimate below what is acknowledged; what is acknowledged without a queue, and probes that came through, raise it.
 * Rates are in bits per second of whole IP packets. One estimator, one thread; time comes as a parameter.
 */
public final class Estimator {
    /** Below this there is nothing left to control: one voice. */
    public static final long LEAST = 40_000;

    private static final long MOST = 50_000_000;
    /** Before anything is known of the line: a class of small pictures. */
    private static final long START = 2_000_000;

    private static final long CONGESTED_QUEUE_NANOS = 60_000_000L;
    private static final long DEEP_QUEUE_NANOS = 250_000_000L;
    private static final long SHORT_QUEUE_NANOS = 25_000_000L;
    /** After a cut its effect is awaited: a round trip and this. */
    private static final long CUT_INTERVAL_NANOS = 300_000_000L;

    private static final long CALM_NANOS = 500_000_000L;
    private static final long ACKED_WINDOW_NANOS = 500_000_000L;
    /** Without feedback for so long the line is out, and what is then reported lost says nothing of its rate. */
    private static final long SILENCE_NANOS = 600_000_000L;

    private static final long SILENCE_CUT_NANOS = 1_000_000_000L;
    /** A delay that stays for so long although less arrives is no queue but a longer path. */
    private static final long REBASE_NANOS = 2_000_000_000L;

    private static final double CUT = 0.85;
    private static final double DEEP_CUT = 0.7;
    private static final double GROWTH_PER_SECOND = 0.08;
    private static final double TOLERATED_LOSS = 0.10;
    private static final double GROWTH_LOSS = 0.04;

    private final RateMeter acked = new RateMeter(ACKED_WINDOW_NANOS);
    private final QueueDelay queue = new QueueDelay();
    private final LossRate loss = new LossRate();

    private long estimate = START;
    private boolean informed;
    private boolean everCut;
    private boolean congested;
    private double tolerated = TOLERATED_LOSS;
    private double lossAtCut;
    private boolean windowEnded;
    private long restartedAt = Long.MIN_VALUE / 2;
    private long overSince = Long.MIN_VALUE;
    private long standingAtOver;
    private long ackedAtOver;
    private long overAt = Long.MIN_VALUE / 2;
    private long cutAt = Long.MIN_VALUE / 2;
    private long heardAt;
    private long grownAt;
    private long silenceCutAt;
    /** What the estimate was before it was cut for silence, 0 while there is none. */
    private long beforeSilence;

    private boolean back;
    private long arrivedAt;

    /** What may be sent; {@link Long#MAX_VALUE} while the receiver gave no feedback at all. */
    public long bitsPerSecond() {
        return informed ? estimate : Long.MAX_VALUE;
    }

    /** Whether the line is over its rate at present. */
    public boolean congested() {
        return congested;
    }

    public long acknowledgedBitsPerSecond() {
        return acked.bitsPerSecond(arrivedAt);
    }

    /** Of the last second or so, 0 to 1. */
    public double loss() {
        return loss.ratio();
    }

    /** The queue that packets stood in lately. */
    public long queueNanos() {
        return queue.nanos();
    }

    /** A feedback message begins. */
    public void begin(long now) {
        if (informed && now - heardAt > SILENCE_NANOS) {
            restartedAt = now;
            loss.restart();
            queue.restart();
            acked.clear();
        }
        informed = true;
        heardAt = now;
        silenceCutAt = now;
        windowEnded = false;
        back = beforeSilence > 0;
        if (back) {
            estimate = Math.max(estimate, beforeSilence / 2);
            beforeSilence = 0;
        }
    }

    /** Whether the message that began last is the first one after a second and more of sending into silence. */
    public boolean back() {
        return back;
    }

    /** One packet of it arrived, on the receiver's clock. */
    public void received(long sent, int bytes, long arrived) {
        loss.received();
        acked.add(bytes, arrived);
        arrivedAt = Math.max(arrivedAt, arrived);
        windowEnded |= queue.add(sent, arrived);
    }

    /** One packet of it did not; what was sent into a silence is told of in several messages, and is no news. */
    public void lost(long sent) {
        if (sent >= restartedAt) {
            loss.lost();
        }
    }

    /**
     * The feedback message ends.
     *
     * @return whether the estimate was cut
     */
    public boolean end(long now, long rttNanos) {
        boolean cut = windowEnded && delay(now, rttNanos);
        cut |= loss.ends(now) && lossy(now, rttNanos);
        if (now - overAt > CALM_NANOS) {
            congested = false;
        }
        if (!congested && queue.nanos() <= SHORT_QUEUE_NANOS) {
            grow(now);
        }
        grownAt = now;
        return cut;
    }

    private boolean delay(long now, long rttNanos) {
        long standing = queue.nanos();
        if (standing <= CONGESTED_QUEUE_NANOS) {
            overSince = Long.MIN_VALUE;
            return false;
        }
        if (longerPath(standing, now)) {
            queue.rebase();
            overSince = Long.MIN_VALUE;
            return false;
        }
        congested = true;
        overAt = now;
        return cut(standing > DEEP_QUEUE_NANOS ? DEEP_CUT : CUT, now, rttNanos);
    }

    /** In front of a bottleneck the acknowledged rate stays and the queue moves; on a longer path it is the reverse. */
    private boolean longerPath(long standing, long now) {
        if (overSince == Long.MIN_VALUE || Math.abs(standing - standingAtOver) > SHORT_QUEUE_NANOS) {
            overSince = now;
            standingAtOver = standing;
            ackedAtOver = 0;
        } else if (ackedAtOver == 0 && now - overSince >= ACKED_WINDOW_NANOS) {
            ackedAtOver = acknowledgedBitsPerSecond();
        }
        return now - overSince > REBASE_NANOS && acknowledgedBitsPerSecond() < ackedAtOver * 8 / 10;
    }

    private boolean cut(double factor, long now, long rttNanos) {
        if (now - cutAt < CUT_INTERVAL_NANOS + rttNanos) {
            return false;
        }
        cutAt = now;
        everCut = true;
        estimate = clamp(Math.min(estimate, (long) (factor * acknowledgedBitsPerSecond())));
        return true;
    }

    /** Loss that does not fall with the rate is the line's own, and cutting would not help. */
    private boolean lossy(long now, long rttNanos) {
        double ratio = loss.ratio();
        if (ratio <= tolerated) {
            lossAtCut = 0;
            tolerated = Math.max(TOLERATED_LOSS, tolerated - 0.002);
            return false;
        }
        if (lossAtCut > 0 && ratio > 0.7 * lossAtCut) {
            tolerated = Math.min(0.5, ratio + 0.05);
            lossAtCut = 0;
            return false;
        }
        congested = true;
        overAt = now;
        long before = estimate;
        if (!cut(1, now, rttNanos)) {
            return false;
        }
        estimate = clamp(Math.min(before, Math.max(estimate, (long) (before * (1 - ratio / 2)))));
        lossAtCut = ratio;
        return true;
    }

    private void grow(long now) {
        long proven = acknowledgedBitsPerSecond();
        if (!everCut && proven * 2 > estimate) {
            estimate = clamp(proven * 2);
        }
        if (proven > estimate) {
            estimate = clamp(proven);
        } else if (proven > estimate * 85 / 100 && loss.ratio() < Math.max(GROWTH_LOSS, tolerated / 2)) {
            double seconds = Math.min(0.5, (now - grownAt) / 1e9);
            estimate = clamp((long) (estimate * (1 + GROWTH_PER_SECOND * seconds)));
        }
    }

    /** A probe came through, or showed what does. */
    public void probed(long bits) {
        if (!congested) {
            estimate = clamp(Math.max(estimate, bits));
        }
    }

    /** Lets time pass: a line without feedback is trusted less every second. */
    public void tick(long now, boolean sending) {
        if (!sending) {
            silenceCutAt = now;
        } else if (informed && now - silenceCutAt >= SILENCE_CUT_NANOS) {
            silenceCutAt = now;
            beforeSilence = Math.max(beforeSilence, estimate);
            estimate = Math.min(estimate, Math.max(estimate * 8 / 10, 8 * LEAST));
        }
    }

    private static long clamp(long bits) {
        return Math.max(LEAST, Math.min(MOST, bits));
    }
}
