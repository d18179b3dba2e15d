package lectern.bridge.congestion;

import java.util.Arrays;

/**
 * The last {@value #CAPACITY} packets that went to one receiver under transport-wide sequence numbers
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01 §2), whatever stream they are of.
 */
public final class SentPackets {
    public static final int CAPACITY = 2048;

    /** What a network carries besides an RTP packet: IPv4, UDP and the SRTP tag. */
    public static final int OVERHEAD = 20 + 8 + 16;

    private static final int MASK = CAPACITY - 1;

    private final long[] times = new long[CAPACITY];
    private final int[] sizes = new int[CAPACITY];
    private final byte[] states = new byte[CAPACITY];
    private long next;

    /** What is known of a packet. */
    private static final byte UNKNOWN = 0;

    private static final byte LOST = 1;
    private static final byte RECEIVED = 2;

    public SentPackets() {
        Arrays.fill(states, RECEIVED);
    }

    /** The extended number of the next packet; its lower 16 bits go on the wire. */
    public long next() {
        return next;
    }

    /** Notes that a packet went out under {@link #next()}. */
    public void sent(int bytes, long now) {
        int slot = (int) next & MASK;
        times[slot] = now;
        sizes[slot] = bytes;
        states[slot] = UNKNOWN;
        next++;
    }

    /** The extended number of the packet that feedback names; -1 when it was never sent or is forgotten. */
    public long extend(int sequence) {
        long extended = next - 1 - ((next - 1 - sequence) & 0xFFFF);
        return extended >= 0 && next - extended <= CAPACITY ? extended : -1;
    }

    /** Marks a packet as arrived; false when that is known. */
    public boolean received(long extended) {
        int slot = (int) extended & MASK;
        boolean news = states[slot] != RECEIVED;
        states[slot] = RECEIVED;
        return news;
    }

    /** Marks a packet as not arrived; false when something is known of it. Feedback may take it back. */
    public boolean lost(long extended) {
        int slot = (int) extended & MASK;
        boolean news = states[slot] == UNKNOWN;
        if (news) {
            states[slot] = LOST;
        }
        return news;
    }

    /** When it went. */
    public long time(long extended) {
        return times[(int) extended & MASK];
    }

    /** Its length on the network. */
    public int bytes(long extended) {
        return sizes[(int) extended & MASK];
    }
}
