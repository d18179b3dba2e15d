package lectern.recorder.process;

/** How long to wait before the child is started again: longer each time, until it lived for a while. */
final class BackOff {
    private static final long FIRST_MILLIS = 200;
    private static final long LONGEST_MILLIS = 5_000;
    private static final long HEALTHY_NANOS = 30_000_000_000L;

    private long next = FIRST_MILLIS;

    /** Milliseconds, after a child that lived so long. */
    long next(long livedNanos) {
        if (livedNanos >= HEALTHY_NANOS) {
            next = FIRST_MILLIS;
        }
        long wait = next;
        next = Math.min(LONGEST_MILLIS, next * 2);
        return wait;
    }
}
