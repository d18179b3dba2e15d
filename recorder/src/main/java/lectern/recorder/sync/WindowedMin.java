package lectern.recorder.sync;

/**
 * The smallest value of the last one to two half-windows: clocks drift against each other, so that a minimum must not be
 * kept for ever.
 */
final class WindowedMin {
    private final long halfWindow;
    private long halfStart;
    private long current = Long.MAX_VALUE;
    private long previous = Long.MAX_VALUE;

    WindowedMin(long windowMicros) {
        this.halfWindow = windowMicros / 2;
    }

    void add(long nowMicros, long value) {
        if (current == Long.MAX_VALUE && previous == Long.MAX_VALUE) {
            halfStart = nowMicros;
        } else if (nowMicros - halfStart >= halfWindow) {
            previous = current;
            current = Long.MAX_VALUE;
            halfStart = nowMicros;
        }
        current = Math.min(current, value);
    }

    boolean known() {
        return current != Long.MAX_VALUE || previous != Long.MAX_VALUE;
    }

    long min() {
        return Math.min(current, previous);
    }

    void reset() {
        current = Long.MAX_VALUE;
        previous = Long.MAX_VALUE;
    }
}
