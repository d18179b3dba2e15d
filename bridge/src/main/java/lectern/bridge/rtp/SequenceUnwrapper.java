package lectern.bridge.rtp;

/** Extends 16-bit sequence numbers to 64 bits, so that a wrap is no special case for anybody else. */
public final class SequenceUnwrapper {
    private static final long UNSET = -1;

    private long highest = UNSET;

    /**
     * The extended number nearest to the highest seen so far. The first number is given a whole cycle of room below it,
     * so that results are never negative.
     */
    public long unwrap(int sequence) {
        if (highest == UNSET) {
            highest = 0x1_0000L + sequence;
            return highest;
        }
        long extended = highest + (short) (sequence - (int) highest);
        if (extended < 0) {
            return extended + 0x1_0000L;
        }
        highest = Math.max(highest, extended);
        return extended;
    }

    /** The highest extended number so far, -1 before the first. */
    public long highest() {
        return highest;
    }
}
