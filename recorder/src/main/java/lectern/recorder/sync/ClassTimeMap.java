package lectern.recorder.sync;

/**
 * A track's map from RTP time to class time ({@code docs/recording-format.md}, Clocks). What is known gets better while
 * the track runs; the map in force follows in small steps. Confined to one thread.
 */
public final class ClassTimeMap {
    /** The furthest the map in force moves from one fragment to the next. */
    public static final long MAX_STEP_MICROS = 5_000;

    private final int clockRate;
    private final SenderClock sender;
    private final ReportFit reports;
    private final WindowedMin ownTransit = new WindowedMin(SenderClock.WINDOW_MICROS);
    private final WindowedMin arrivals = new WindowedMin(SenderClock.WINDOW_MICROS);

    private boolean anchored;
    private long offset;

    public ClassTimeMap(int clockRate, SenderClock sender) {
        this.clockRate = clockRate;
        this.sender = sender;
        this.reports = new ReportFit(clockRate);
    }

    /** A frame with this RTP time arrived. */
    public void arrived(long ticks, long classMicros) {
        arrivals.add(classMicros, classMicros - micros(ticks));
        if (reports.trusted()) {
            long transit = classMicros - reports.wallAt(ticks);
            ownTransit.add(classMicros, transit);
            sender.add(classMicros, transit);
        }
    }

    /**
     * A sender report.
     *
     * @param ntp 64-bit NTP timestamp, seconds in the upper half
     */
    public void report(long ticks, long ntp) {
        long wall = (ntp >>> 32) * 1_000_000 + (((ntp & 0xffffffffL) * 1_000_000) >>> 32);
        if (!reports.add(ticks, wall)) {
            ownTransit.reset();
            sender.reset();
        }
    }

    /** Moves the map in force towards what is known; at once after {@link #restart}. Call once for each fragment. */
    public void step(long ticks) {
        if (!arrivals.known()) {
            return;
        }
        long move = best(ticks) - micros(ticks) - offset;
        offset += anchored ? Math.max(-MAX_STEP_MICROS, Math.min(MAX_STEP_MICROS, move)) : move;
        anchored = true;
    }

    /** Class time by the map in force. */
    public long classMicros(long ticks) {
        return micros(ticks) + offset;
    }

    /** The next step may be of any size: after a gap there is nothing to keep in step with. */
    public void loosen() {
        anchored = false;
    }

    /** Forgets everything: the sender's RTP clock began anew. */
    public void restart() {
        anchored = false;
        reports.reset();
        ownTransit.reset();
        arrivals.reset();
    }

    private long best(long ticks) {
        if (reports.trusted() && ownTransit.known()) {
            return reports.wallAt(ticks) + sender.transitNear(ownTransit.min());
        }
        return micros(ticks) + arrivals.min();
    }

    /** Exact for any 32-bit clock that ran for years. */
    private long micros(long ticks) {
        return ticks / clockRate * 1_000_000 + ticks % clockRate * 1_000_000 / clockRate;
    }
}
