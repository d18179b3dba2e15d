package lectern.recorder.sync;

/**
 * The smallest seen transit time from one sender's wall clock to arrival, shared by the sender's tracks: it is what keeps
 * lips and voice together. Confined to one thread.
 */
public final class SenderClock {
    static final long WINDOW_MICROS = 60_000_000;

    private final WindowedMin transit = new WindowedMin(WINDOW_MICROS);

    void add(long nowMicros, long transitMicros) {
        transit.add(nowMicros, transitMicros);
    }

    /** The shared transit, or the track's own where the two are so far apart that the clocks cannot be the same. */
    long transitNear(long own) {
        long shared = transit.min();
        return transit.known() && Math.abs(own - shared) < 250_000 ? shared : own;
    }

    void reset() {
        transit.reset();
    }
}
