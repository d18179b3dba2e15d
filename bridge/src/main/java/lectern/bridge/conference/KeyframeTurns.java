package lectern.bridge.conference;

/**
 * Spreads keyframe requests: a whole class moving together must not make all cameras send their largest frames at once.
 * First come, first asked; whoever started the class came first.
 */
final class KeyframeTurns {
    /** Ticks over which requests to everybody are spread: 300 ms. */
    private static final int TICKS = 30;

    private int left;

    /** A tick begins, with so many people. */
    void begin(int present) {
        left = 1 + present / TICKS;
    }

    /** Asks one publisher for what is due, if there is a turn left in this tick. */
    void ask(Endpoint publisher, long now) {
        if (left > 0 && publisher.reports().keyframes(now)) {
            left--;
        }
    }
}
