package lectern.recorder.jitter;

/**
 * Makes a wrapping counter of 16 (sequence numbers) or 32 bits (timestamps) a long that does not wrap: each value is
 * read as the nearest one to the value before.
 */
public final class Unwrapper {
    private final int shift;
    private long last;
    private boolean started;

    private Unwrapper(int bits) {
        this.shift = Long.SIZE - bits;
    }

    public static Unwrapper sequence() {
        return new Unwrapper(16);
    }

    public static Unwrapper timestamp() {
        return new Unwrapper(32);
    }

    /** The first value stands for itself, read as unsigned. */
    public long unwrap(int value) {
        if (!started) {
            started = true;
            last = ((long) value << shift) >>> shift;
            return last;
        }
        last += ((value - last) << shift) >> shift;
        return last;
    }

    /** As {@link #unwrap} would, without taking the value as the one before. */
    public long peek(int value) {
        return started ? last + (((value - last) << shift) >> shift) : ((long) value << shift) >>> shift;
    }

    public void reset() {
        started = false;
    }
}
