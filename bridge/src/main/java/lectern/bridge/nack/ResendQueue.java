package lectern.bridge.nack;

import java.util.Arrays;

/**
 * Which packets a receiver asked for again and has not got yet, in the order of asking. A packet is taken once in a
 * while only, however often it is asked for: its retransmission may still be on the way. Holds at most
 * {@value #CAPACITY}; what is beyond is dropped, the receiver asks again.
 */
public final class ResendQueue {
    public static final int CAPACITY = 256;
    private static final int MEMORY = 1024;

    private final long[] waiting = new long[CAPACITY];
    private final long[] recent = new long[MEMORY];
    private final long[] recentAt = new long[MEMORY];
    private int head;
    private int size;
    private long dropped;

    public ResendQueue() {
        Arrays.fill(recent, -1);
    }

    /**
     * Queues a packet.
     *
     * @param slot the receiver's slot, at least 0
     * @param sequence 16 bits
     * @param again a packet queued less than this ago is not queued again
     */
    public void add(int slot, int sequence, long now, long again) {
        long packet = (long) slot << 16 | sequence;
        int known = (int) ((packet * 0x9E37_79B9_7F4A_7C15L) >>> 54) & (MEMORY - 1);
        if (recent[known] == packet && now - recentAt[known] < again) {
            return;
        }
        if (size == CAPACITY) {
            dropped++;
            return;
        }
        recent[known] = packet;
        recentAt[known] = now;
        waiting[(head + size) % CAPACITY] = packet;
        size++;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** The slot of the packet that waits longest. */
    public int slot() {
        return (int) (waiting[head] >>> 16);
    }

    /** Its number. */
    public int sequence() {
        return (int) waiting[head] & 0xFFFF;
    }

    public void remove() {
        head = (head + 1) % CAPACITY;
        size--;
    }

    /** Forgets what waits. */
    public void clear() {
        size = 0;
    }

    /** What did not fit since the beginning. */
    public long dropped() {
        return dropped;
    }
}
