package lectern.bridge.net;

import org.jspecify.annotations.Nullable;

/**
 * What a turn of the loop took from one socket, handled so that nobody's flood keeps the others waiting: each expected
 * sender's first {@value #SHARE} packets as they came, then everything else as it came. A sender's own packets keep their
 * order. Nothing is allocated for a packet.
 */
final class ReceiveBatch {
    static final int CAPACITY = 256;

    /** Of one sender before the others' turn: the packets of a small keyframe with the sound beside it. */
    static final int SHARE = 8;

    /** Senders are told apart by so many places; who shares one shares its share. A power of two. */
    static final int PLACES = 2048;

    private final byte[][] packets = new byte[CAPACITY][];
    private final int[] lengths = new int[CAPACITY];
    private final int[] places = new int[CAPACITY];
    private final @Nullable Path[] senders = new @Nullable Path[CAPACITY];
    private final boolean[] later = new boolean[CAPACITY];
    private final int[] seen = new int[PLACES];
    private final int[] seenIn = new int[PLACES];
    private final int arrayLength;
    private int size;
    private int batch;

    /** @param arrayLength of the arrays that packets are handed out in */
    ReceiveBatch(int arrayLength) {
        this.arrayLength = arrayLength;
    }

    boolean full() {
        return size == CAPACITY;
    }

    /** Where the next packet goes; made when it is needed first. */
    byte[] next() {
        byte[] packet = packets[size];
        if (packet == null) {
            packet = new byte[arrayLength];
            packets[size] = packet;
        }
        return packet;
    }

    /**
     * Takes the packet that was written to {@link #next}.
     *
     * @param place of its sender, below {@link #PLACES}
     */
    void add(int length, Path from, int place) {
        lengths[size] = length;
        senders[size] = from;
        places[size] = place;
        size++;
    }

    /** Hands out all packets, and is empty then. */
    void handle(MediaLoop loop, PacketHandler target) {
        int count = size;
        boolean crowded = count > SHARE;
        batch++;
        boolean any = false;
        for (int i = 0; i < count; i++) {
            later[i] = crowded && waits(i, target);
            any |= later[i];
            if (!later[i]) {
                hand(i, loop, target);
            }
        }
        for (int i = 0; any && i < count; i++) {
            if (later[i]) {
                hand(i, loop, target);
            }
        }
        size = 0;
    }

    private boolean waits(int index, PacketHandler target) {
        Path from = senders[index];
        int place = places[index];
        if (seenIn[place] != batch) {
            seenIn[place] = batch;
            // Strangers have had their share already.
            seen[place] = from != null && target.expects(from) ? 0 : SHARE;
        }
        seen[place]++;
        return seen[place] > SHARE;
    }

    private void hand(int index, MediaLoop loop, PacketHandler target) {
        Path from = senders[index];
        byte[] packet = packets[index];
        senders[index] = null;
        if (from != null && packet != null) {
            loop.handle(target, packet, lengths[index], from);
        }
    }
}
