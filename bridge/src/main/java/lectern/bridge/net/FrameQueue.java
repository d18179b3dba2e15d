package lectern.bridge.net;

import java.nio.ByteBuffer;

/**
 * What a connection could not send yet: whole frames (RFC 4571 §2) and the rest of a begun one. RTP may fill half of
 * it, as late media is worth nothing; reports, checks and data channels the whole.
 */
final class FrameQueue {
    private static final int HEADER = 2;
    private static final int FIRST = 4096;

    private final int capacity;
    private byte[] ring = new byte[0];
    private int start;
    private int size;

    FrameQueue(int capacity) {
        this.capacity = capacity;
    }

    int size() {
        return size;
    }

    /** Whether a packet of this length would still be taken. */
    boolean hasRoom(int length, boolean media) {
        return size + HEADER + length <= (media ? capacity / 2 : capacity);
    }

    /** Adds a frame whose first {@code sent} bytes, of header and packet, have gone already. */
    void add(byte[] buffer, int offset, int length, int sent) {
        grow(size + HEADER + length - sent);
        if (sent < 1) {
            put((byte) (length >> 8));
        }
        if (sent < HEADER) {
            put((byte) length);
        }
        int skip = Math.max(0, sent - HEADER);
        int from = offset + skip;
        int rest = length - skip;
        int end = (start + size) % ring.length;
        int straight = Math.min(rest, ring.length - end);
        System.arraycopy(buffer, from, ring, end, straight);
        System.arraycopy(buffer, from + straight, ring, 0, rest - straight);
        size += rest;
    }

    private void put(byte value) {
        ring[(start + size) % ring.length] = value;
        size++;
    }

    /** A rest of a begun frame is always taken, so there is room for one beyond the capacity. */
    private void grow(int needed) {
        if (needed <= ring.length) {
            return;
        }
        byte[] larger = new byte[Math.max(needed, Math.min(capacity, Math.max(FIRST, ring.length * 2)))];
        for (int i = 0; i < size; i++) {
            larger[i] = ring[(start + i) % ring.length];
        }
        ring = larger;
        start = 0;
    }

    /** Copies as much as fits, without taking it out. */
    void peek(ByteBuffer into) {
        int count = Math.min(size, into.remaining());
        int straight = Math.min(count, ring.length - start);
        into.put(ring, start, straight);
        into.put(ring, 0, count - straight);
    }

    void remove(int count) {
        start = size == count ? 0 : (start + count) % ring.length;
        size -= count;
    }
}
