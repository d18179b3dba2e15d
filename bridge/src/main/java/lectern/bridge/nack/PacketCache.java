package lectern.bridge.nack;

import java.util.Arrays;

/**
 * The last packets of one stream in one array, found by extended sequence number. A packet is written where it stays:
 * {@link #reserve}, fill, {@link #commit}. Old packets are overwritten; nothing is allocated.
 */
public final class PacketCache {
    /** The longest packet. */
    public static final int MAX_PACKET = 1500;

    private final byte[] bytes;
    private final int mask;
    private final long[] sequences;
    private final long[] positions;
    private final int[] lengths;
    private final long[] times;
    private long writePosition;
    private int found;

    /**
     * Makes an empty cache.
     *
     * @param packets how many at most, a power of two
     * @param capacity in bytes, at least four packets
     */
    public PacketCache(int packets, int capacity) {
        if (Integer.bitCount(packets) != 1 || capacity < 4 * MAX_PACKET) {
            throw new IllegalArgumentException("a cache holds a power of two of packets and at least four long ones");
        }
        bytes = new byte[capacity];
        mask = packets - 1;
        sequences = new long[packets];
        positions = new long[packets];
        lengths = new int[packets];
        times = new long[packets];
        Arrays.fill(sequences, -1);
    }

    public byte[] buffer() {
        return bytes;
    }

    /** Where the next packet goes: {@value #MAX_PACKET} bytes from here on are free. */
    public int reserve() {
        int at = (int) (writePosition % bytes.length);
        if (at + MAX_PACKET > bytes.length) {
            writePosition += bytes.length - at;
            return 0;
        }
        return at;
    }

    /** Keeps the packet that was written where {@link #reserve} said. */
    public void commit(long sequence, int length, long now) {
        int slot = (int) sequence & mask;
        sequences[slot] = sequence;
        positions[slot] = writePosition;
        lengths[slot] = length;
        times[slot] = now;
        writePosition += length;
    }

    /** Looks a packet up; {@link #offset()}, {@link #length()} and {@link #time()} are about the one found last. */
    public boolean find(long sequence) {
        int slot = (int) sequence & mask;
        found = slot;
        return sequences[slot] == sequence && positions[slot] + bytes.length >= writePosition + MAX_PACKET;
    }

    public int offset() {
        return (int) (positions[found] % bytes.length);
    }

    public int length() {
        return lengths[found];
    }

    /** When it came. */
    public long time() {
        return times[found];
    }
}
