package lectern.bridge.congestion;

/**
 * How long packets stand in a queue on their way: the shortest one-way delay of a short window over the shortest of the
 * last ten seconds. Jitter does not count, because some packet of a window is always quick unless there is a queue. Only
 * differences of the two clocks matter.
 */
final class QueueDelay {
    private static final long WINDOW_NANOS = 150_000_000L;
    private static final int WINDOW_PACKETS = 8;
    private static final long LONGEST_WINDOW_NANOS = 500_000_000L;
    /** The base is the least of two spans of this, so that it forgets a path that is gone. */
    private static final long BASE_SPAN_NANOS = 5_000_000_000L;

    private long windowStart = Long.MIN_VALUE;
    private long windowLeast = Long.MAX_VALUE;
    private int packets;
    private long baseBefore = Long.MAX_VALUE;
    private long baseNow = Long.MAX_VALUE;
    private long baseSince = Long.MIN_VALUE;
    private long queue;

    /**
     * Takes one packet.
     *
     * @return whether a window ended, so that {@link #nanos()} is new
     */
    boolean add(long sent, long arrived) {
        if (windowStart == Long.MIN_VALUE) {
            windowStart = arrived;
        }
        windowLeast = Math.min(windowLeast, arrived - sent);
        packets++;
        long span = arrived - windowStart;
        if (span < WINDOW_NANOS || (packets < WINDOW_PACKETS && span < LONGEST_WINDOW_NANOS)) {
            return false;
        }
        close(arrived);
        return true;
    }

    private void close(long at) {
        if (baseSince == Long.MIN_VALUE || at - baseSince >= BASE_SPAN_NANOS) {
            baseBefore = baseNow;
            baseNow = windowLeast;
            baseSince = at;
        }
        baseNow = Math.min(baseNow, windowLeast);
        queue = windowLeast - Math.min(baseBefore, baseNow);
        restart();
    }

    /** What the last window saw. */
    long nanos() {
        return queue;
    }

    /** Begins a window anew: what came before is of another time. */
    void restart() {
        windowStart = Long.MIN_VALUE;
        windowLeast = Long.MAX_VALUE;
        packets = 0;
    }

    /** The path is another one: its delay as it is now is the new base. */
    void rebase() {
        baseBefore = Long.MAX_VALUE;
        baseNow = Long.MAX_VALUE;
        baseSince = Long.MIN_VALUE;
        queue = 0;
        restart();
    }
}
