package lectern.bridge.congestion;

import java.util.Arrays;
import lectern.bridge.rtp.SequenceUnwrapper;

/**
 * When the packets of one sender came, by their transport-wide sequence number
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01 §2): what feedback has yet to say. Bounded: a sender that is
 * further ahead than {@value #CAPACITY} of what was said last loses the oldest arrivals, not memory.
 */
public final class PacketArrivals {
    /** More than three seconds of the fastest screen. */
    public static final int CAPACITY = 1024;

    /** Of receive deltas (§3.1.5): 250 µs. */
    public static final long TICK_NANOS = 250_000;

    /** No arrival. */
    public static final long MISSING = Long.MIN_VALUE;

    private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
    private final long[] ticks = new long[CAPACITY];
    private long first = -1;
    private long end = -1;
    private boolean news;

    public PacketArrivals() {
        Arrays.fill(ticks, MISSING);
    }

    /**
     * Notes a packet; the second of two under one number is ignored.
     *
     * @param sequence 16 bits
     */
    public void arrived(int sequence, long now) {
        long extended = unwrapper.unwrap(sequence);
        if (first < 0 || extended >= end + CAPACITY) {
            restart(extended);
        } else if (extended < end - CAPACITY) {
            return;
        }
        open(extended);
        int slot = slot(extended);
        if (ticks[slot] != MISSING) {
            return;
        }
        ticks[slot] = Math.floorDiv(now, TICK_NANOS);
        // One that comes after it was said to be missing is said again, with all since then.
        first = Math.min(first, extended);
        news = true;
    }

    /**
     * Goes on from the packet that comes now, as after a blackout: what was lost in it says nothing of the path's rate,
     * and a sender that is told of it would fall to next to nothing.
     *
     * @param sequence 16 bits
     */
    public void leap(int sequence) {
        long extended = unwrapper.unwrap(sequence);
        if (extended >= end) {
            restart(extended);
        }
    }

    private void restart(long from) {
        Arrays.fill(ticks, MISSING);
        first = from;
        end = from;
    }

    /** Makes room up to a number: the numbers between are missing so far. */
    private void open(long newest) {
        while (end <= newest) {
            ticks[slot(end)] = MISSING;
            end++;
        }
        first = Math.max(first, end - CAPACITY);
    }

    private static int slot(long sequence) {
        return (int) (sequence & (CAPACITY - 1));
    }

    /** Whether something came that was not reported. */
    public boolean news() {
        return news;
    }

    /** The first number to report, extended. */
    public long first() {
        return first;
    }

    /** One behind the highest number that came. */
    public long end() {
        return end;
    }

    /** When a packet between {@link #first} and {@link #end} came, in units of {@link #TICK_NANOS}, or {@link #MISSING}. */
    public long at(long sequence) {
        return ticks[slot(sequence)];
    }

    /** Everything before this number was reported. */
    public void reported(long next) {
        first = Math.max(first, next);
        news = first < end;
    }
}
