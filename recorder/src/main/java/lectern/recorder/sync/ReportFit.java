package lectern.recorder.sync;

/**
 * The line through a track's last sender reports: RTP time to the sender's wall clock, in microseconds. Trusted from the
 * fourth report on.
 */
final class ReportFit {
    private static final int WINDOW = 20;
    private static final int ENOUGH = 4;
    /** A sound card or camera that is further off than this is a broken report. */
    private static final double MAX_DRIFT = 1e-3;
    /** A report this far from the line is of a clock that was set: the line begins anew. */
    private static final long CLOCK_STEP_MICROS = 200_000;

    private final double microsPerTick;
    private final long[] ticks = new long[WINDOW];
    private final long[] wall = new long[WINDOW];
    private int count;
    private int next;

    private long originTicks;
    private long originWall;
    private double slope;
    private double intercept;

    ReportFit(int clockRate) {
        this.microsPerTick = 1e6 / clockRate;
    }

    /** Takes a report; false when it told of a clock that was set, and older ones were forgotten. */
    boolean add(long rtpTicks, long wallMicros) {
        boolean steady = true;
        if (count > 0) {
            long expected = originWall + Math.round((rtpTicks - originTicks) * microsPerTick);
            if (Math.abs(wallMicros - expected) > CLOCK_STEP_MICROS + Math.abs(wallMicros - originWall) / 500) {
                reset();
                steady = false;
            }
        }
        ticks[next] = rtpTicks;
        wall[next] = wallMicros;
        next = (next + 1) % WINDOW;
        count = Math.min(count + 1, WINDOW);
        fit(rtpTicks, wallMicros);
        return steady;
    }

    boolean trusted() {
        return count >= ENOUGH;
    }

    /** The sender's wall clock at this RTP time. */
    long wallAt(long rtpTicks) {
        return originWall + Math.round(intercept + slope * (rtpTicks - originTicks));
    }

    void reset() {
        count = 0;
        next = 0;
    }

    /** Least squares around the newest report, so that the numbers stay small. */
    private void fit(long newestTicks, long newestWall) {
        originTicks = newestTicks;
        originWall = newestWall;
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < count; i++) {
            meanX += (double) (ticks[i] - originTicks) / count;
            meanY += (double) (wall[i] - originWall) / count;
        }
        double xx = 0;
        double xy = 0;
        for (int i = 0; i < count; i++) {
            double x = ticks[i] - originTicks - meanX;
            xx += x * x;
            xy += x * (wall[i] - originWall - meanY);
        }
        slope = xx > 0 ? xy / xx : microsPerTick;
        if (Math.abs(slope / microsPerTick - 1) > MAX_DRIFT) {
            slope = microsPerTick;
        }
        intercept = meanY - slope * meanX;
    }
}
