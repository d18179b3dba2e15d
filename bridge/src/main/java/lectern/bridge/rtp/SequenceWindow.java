package lectern.bridge.rtp;

import java.util.Arrays;

/**
 * Which of the last {@value #SIZE} extended sequence numbers were seen. What is older than the window counts as seen:
 * for de-duplication and for never using a sequence number twice that is the safe side.
 */
public final class SequenceWindow {
    public static final int SIZE = 2048;

    private final long[] bits = new long[SIZE / 64];
    private long highest = -1;

    /**
     * Marks a number as seen.
     *
     * @return false when it was seen before or is older than the window
     */
    public boolean add(long sequence) {
        if (sequence > highest) {
            advance(sequence);
        } else if (contains(sequence) || highest - sequence >= SIZE) {
            return false;
        }
        bits[word(sequence)] |= 1L << sequence;
        return true;
    }

    /** Whether the number is in the window and was seen. */
    public boolean contains(long sequence) {
        return sequence >= 0
                && sequence <= highest
                && highest - sequence < SIZE
                && (bits[word(sequence)] & 1L << sequence) != 0;
    }

    private void advance(long sequence) {
        if (highest < 0 || sequence - highest >= SIZE) {
            Arrays.fill(bits, 0);
        } else {
            for (long skipped = highest + 1; skipped <= sequence; skipped++) {
                bits[word(skipped)] &= ~(1L << skipped);
            }
        }
        highest = sequence;
    }

    private static int word(long sequence) {
        return (int) (sequence >>> 6) & SIZE / 64 - 1;
    }
}
