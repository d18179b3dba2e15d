package lectern.recorder.codec;

/**
 * Memory that the tracks of all sessions share for what grows with what a sender sends, so that a few hostile ones cannot
 * use up the heap. Confined to one thread.
 */
public final class Allowance {
    private final long limit;
    private long used;

    public Allowance(long limit) {
        this.limit = limit;
    }

    /** Takes so many bytes, or says no and takes nothing. */
    public boolean take(int bytes) {
        if (used + bytes > limit) {
            return false;
        }
        used += bytes;
        return true;
    }

    public void give(int bytes) {
        used -= bytes;
        assert used >= 0;
    }

    public long used() {
        return used;
    }
}
