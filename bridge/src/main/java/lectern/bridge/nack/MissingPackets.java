package lectern.bridge.nack;

/**
 * Which packets of one incoming stream are missing, and when to ask for them again. Holds at most {@value #CAPACITY};
 * when a larger hole opens everything is given up, because a keyframe is cheaper then.
 */
public final class MissingPackets {
    public static final int CAPACITY = 256;
    private static final int MAX_TRIES = 10;
    private static final long GIVE_UP_NANOS = 1_000_000_000L;
    /** How long, or by how many later packets, a packet may be late before it counts as lost. */
    private static final long REORDER_NANOS = 10_000_000L;

    private static final int REORDER_PACKETS = 3;
    private static final long MIN_RETRY_NANOS = 20_000_000L;
    private static final long MAX_RETRY_NANOS = 200_000_000L;

    private final long[] sequences = new long[CAPACITY];
    private final long[] since = new long[CAPACITY];
    private final long[] askedAt = new long[CAPACITY];
    private final int[] tries = new int[CAPACITY];
    private int size;
    private long highest = -1;
    private boolean gaveUp;

    /**
     * Notes an arrived packet.
     *
     * @return false when so much is missing that all hope of repair was given up
     */
    public boolean received(long sequence, long now) {
        if (highest < 0) {
            highest = sequence;
            return true;
        }
        if (sequence <= highest) {
            remove(sequence);
            return true;
        }
        long holes = sequence - highest - 1;
        long from = highest + 1;
        highest = sequence;
        if (holes + size > CAPACITY) {
            size = 0;
            return false;
        }
        for (long missing = from; missing < sequence; missing++) {
            sequences[size] = missing;
            since[size] = now;
            tries[size] = 0;
            size++;
        }
        return true;
    }

    private void remove(long sequence) {
        for (int i = 0; i < size; i++) {
            if (sequences[i] == sequence) {
                removeAt(i);
                return;
            }
        }
    }

    /** Keeps the order: {@link #due} must report ascending numbers to be packed well. */
    private void removeAt(int index) {
        int tail = size - index - 1;
        System.arraycopy(sequences, index + 1, sequences, index, tail);
        System.arraycopy(since, index + 1, since, index, tail);
        System.arraycopy(askedAt, index + 1, askedAt, index, tail);
        System.arraycopy(tries, index + 1, tries, index, tail);
        size--;
    }

    /**
     * Collects the numbers to ask for now, ascending, and notes that they were asked for.
     *
     * @param rttNanos round trip to the publisher, 0 when unknown
     * @param out receives 16-bit sequence numbers, at most its length
     * @return how many
     */
    public int due(long now, long rttNanos, int[] out) {
        long retry = Math.min(MAX_RETRY_NANOS, Math.max(MIN_RETRY_NANOS, rttNanos + rttNanos / 2));
        int count = 0;
        for (int i = 0; i < size && count < out.length; i++) {
            if (now - since[i] > GIVE_UP_NANOS || tries[i] >= MAX_TRIES) {
                removeAt(i);
                i--;
                gaveUp = true;
                continue;
            }
            boolean late = now - since[i] >= REORDER_NANOS || highest - sequences[i] > REORDER_PACKETS;
            if (tries[i] == 0 ? late : now - askedAt[i] >= retry) {
                tries[i]++;
                askedAt[i] = now;
                out[count] = (int) sequences[i] & 0xFFFF;
                count++;
            }
        }
        return count;
    }

    /** Whether a packet was given up since the last call: only a keyframe heals the picture then. */
    public boolean gaveUp() {
        boolean news = gaveUp;
        gaveUp = false;
        return news;
    }

    /** Goes on from this packet, as after a blackout: what was sent in between is too old to be asked for. */
    public void leap(long sequence) {
        size = 0;
        highest = Math.max(highest, sequence);
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public int size() {
        return size;
    }

    /** Forgets what is missing, not where the stream stands. */
    public void clear() {
        size = 0;
    }
}
