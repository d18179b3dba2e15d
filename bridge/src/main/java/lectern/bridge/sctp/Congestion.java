package lectern.bridge.sctp;

/** Slow start, congestion avoidance and fast recovery of one path (RFC 9260 §7.2), in bytes. */
final class Congestion {
    static final int MTU = PacketBuilder.MAX_PACKET;

    private int window = Math.min(4 * MTU, Math.max(2 * MTU, 4_404));
    private int threshold = Integer.MAX_VALUE;
    private int partial;
    private boolean recovering;
    private int recoveryExit;

    int window() {
        return window;
    }

    /**
     * A SACK acknowledged something new.
     *
     * @param cumulative the new cumulative TSN
     * @param flightBefore bytes in flight before the SACK
     */
    void acked(int bytes, int cumulative, boolean advanced, int flightBefore) {
        if (recovering) {
            recovering = Wire.before(cumulative, recoveryExit);
            return;
        }
        boolean full = flightBefore + MTU > window;
        if (!advanced || !full) {
            return;
        }
        if (window <= threshold) {
            window += Math.min(bytes, MTU);
        } else {
            partial += bytes;
            if (partial >= window) {
                partial -= window;
                window += MTU;
            }
        }
        window = Math.min(window, SctpAssociation.SEND_BUFFER);
    }

    /**
     * Three SACKs miss a chunk.
     *
     * @param highest TSN sent so far
     * @return whether this begins a recovery, whose first packet ignores the window
     */
    boolean missed(int highest) {
        if (recovering) {
            return false;
        }
        recovering = true;
        recoveryExit = highest;
        threshold = Math.max(window / 2, 4 * MTU);
        window = threshold;
        partial = 0;
        return true;
    }

    /** T3 expired. */
    void timedOut() {
        threshold = Math.max(window / 2, 4 * MTU);
        window = MTU;
        partial = 0;
        recovering = false;
    }
}
