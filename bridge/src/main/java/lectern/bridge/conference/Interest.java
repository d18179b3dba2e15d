package lectern.bridge.conference;

/**
 * Whether one layer of a source has an audience. Losing it counts only after a while, because people come back and
 * every beginning costs a keyframe; gaining it counts at once.
 */
final class Interest {
    private static final long PATIENCE_NANOS = 3_000_000_000L;
    /** Time that a sender that was told to begin gets before the layer counts as not sent. */
    private static final long WAKING_NANOS = 3_000_000_000L;

    private static final long NEVER = Long.MIN_VALUE / 2;

    private boolean marked;
    private boolean wanted = true;
    private long markedAt = NEVER;
    private long wokenAt = NEVER;

    /** Somebody wants it; to be said again before each {@link #settle}. */
    void mark() {
        marked = true;
    }

    /** Takes stock of the marks since the last time; true when the answer is another one now. */
    boolean settle(long now) {
        boolean before = wanted;
        if (marked || markedAt == NEVER) {
            markedAt = now;
        }
        wanted = marked || (wanted && now - markedAt < PATIENCE_NANOS);
        marked = false;
        if (wanted && !before) {
            wokenAt = now;
        }
        return wanted != before;
    }

    boolean wanted() {
        return wanted;
    }

    /** Whether packets that do not come may come yet: the sender was told to stop, or to begin just now. */
    boolean excused(long now) {
        return !wanted || now - wokenAt < WAKING_NANOS;
    }
}
