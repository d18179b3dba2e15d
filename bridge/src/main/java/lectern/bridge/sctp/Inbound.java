package lectern.bridge.sctp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The receiving half: puts messages together and in order, and knows what to acknowledge. Messages of one stream do not
 * wait for those of another. Holds at most {@link #BUFFER} bytes; what is over is dropped unacknowledged and comes again.
 */
final class Inbound {
    /** a_rwnd with nothing buffered. */
    static final int BUFFER = 2 * SctpAssociation.MAX_MESSAGE;

    /** Streams in each direction; a class needs one. */
    static final int STREAMS = 256;

    /** A message of 64 KiB has 57 fragments of our size; a peer's may be smaller. */
    private static final int MAX_FRAGMENTS = 512;

    private static final int WINDOW = 2_048;
    private static final int RING = 4_096;
    private static final int MAX_GAPS = 64;
    private static final int MAX_DUPLICATES = 16;

    private final Deliver deliver;
    private final @Nullable Fragment[] ring = new @Nullable Fragment[RING];
    private final boolean[] seen = new boolean[RING];
    private final Map<Integer, Order> orders = new HashMap<>();
    private final List<Integer> duplicates = new ArrayList<>();
    private int cumulative;
    private int highest;
    private int buffered;
    private boolean messageOpen;
    private boolean violated;
    private long dropped;

    /** Takes whole messages. */
    interface Deliver {
        void message(int stream, int ppid, byte[] data);
    }

    /** The order of one stream's messages: what is next, and what is ahead of it. */
    private static final class Order {
        int next;
        final Map<Integer, Whole> ahead = new HashMap<>();
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Whole(int ppid, byte[] data) {}

    /**
     * Nothing received yet.
     *
     * @param initialTsn the peer's first TSN
     */
    Inbound(int initialTsn, Deliver deliver) {
        this.deliver = deliver;
        cumulative = initialTsn - 1;
        highest = cumulative;
    }

    int cumulative() {
        return cumulative;
    }

    /** Whether the peer broke a rule that leaves no way on: too long a message, or a stream order with holes. */
    boolean violated() {
        return violated;
    }

    /** Chunks that were not taken for want of room. */
    long dropped() {
        return dropped;
    }

    int window() {
        return Math.max(0, BUFFER - buffered);
    }

    boolean hasGaps() {
        return highest != cumulative;
    }

    boolean hasDuplicates() {
        return !duplicates.isEmpty();
    }

    /** Takes one DATA chunk. */
    void data(Fragment fragment) {
        int tsn = fragment.tsn();
        int slot = tsn & (RING - 1);
        if (!Wire.before(cumulative, tsn) || (Wire.before(tsn, cumulative + RING) && seen[slot])) {
            if (duplicates.size() < MAX_DUPLICATES) {
                duplicates.add(tsn);
            }
            return;
        }
        boolean room = tsn == cumulative + 1 ? buffered < 2 * BUFFER : buffered + fragment.charge() <= BUFFER;
        if (!Wire.before(tsn, cumulative + WINDOW) || !room) {
            violated |= buffered >= 2 * BUFFER;
            dropped++;
            return;
        }
        seen[slot] = true;
        ring[slot] = fragment;
        buffered += fragment.charge();
        if (Wire.before(highest, tsn)) {
            highest = tsn;
        }
        assemble(tsn);
        advance();
    }

    private @Nullable Fragment at(int tsn) {
        Fragment fragment = ring[tsn & (RING - 1)];
        return fragment != null && fragment.tsn() == tsn ? fragment : null;
    }

    /** Puts the message around a fragment together when all of it is here. */
    private void assemble(int tsn) {
        int first = end(tsn, -1);
        int last = end(tsn, 1);
        Fragment head = at(first);
        Fragment tail = at(last);
        if (last - first >= MAX_FRAGMENTS) {
            violated = true;
        }
        if (head == null || tail == null || !head.begins() || !tail.ends() || violated) {
            return;
        }
        int size = 0;
        for (int t = first; t != last + 1; t++) {
            Fragment part = at(t);
            size += part == null ? 0 : part.data().length;
        }
        if (size > SctpAssociation.MAX_MESSAGE) {
            violated = true;
            return;
        }
        byte[] message = new byte[size];
        int filled = 0;
        for (int t = first; t != last + 1; t++) {
            Fragment part = take(t);
            if (part != null) {
                System.arraycopy(part.data(), 0, message, filled, part.data().length);
                filled += part.data().length;
            }
        }
        whole(head, message);
    }

    /** The farthest fragment of the same message that is reached without a hole. */
    private int end(int tsn, int step) {
        int t = tsn;
        for (int n = 0; n < MAX_FRAGMENTS; n++) {
            Fragment here = at(t);
            Fragment beyond = at(t + step);
            if (here == null || beyond == null) {
                return t;
            }
            if (step > 0 ? !beyond.continues(here) : !here.continues(beyond)) {
                return t;
            }
            t += step;
        }
        return t;
    }

    private @Nullable Fragment take(int tsn) {
        Fragment fragment = at(tsn);
        if (fragment != null) {
            ring[tsn & (RING - 1)] = null;
            buffered -= fragment.charge();
        }
        return fragment;
    }

    private void whole(Fragment head, byte[] message) {
        if (head.unordered()) {
            deliver.message(head.stream(), head.ppid(), message);
            return;
        }
        Order order = orders.computeIfAbsent(head.stream(), stream -> new Order());
        int ahead = (head.ssn() - order.next) & 0xFFFF;
        if (ahead == 0) {
            order.next = (order.next + 1) & 0xFFFF;
            deliver.message(head.stream(), head.ppid(), message);
            inOrder(head.stream(), order);
        } else if (ahead < 0x8000 && order.ahead.putIfAbsent(head.ssn(), new Whole(head.ppid(), message)) == null) {
            buffered += Math.max(64, message.length);
        }
    }

    private void inOrder(int stream, Order order) {
        Whole next = order.ahead.remove(order.next);
        while (next != null) {
            buffered -= Math.max(64, next.data().length);
            order.next = (order.next + 1) & 0xFFFF;
            deliver.message(stream, next.ppid(), next.data());
            next = order.ahead.remove(order.next);
        }
    }

    /** Moves the cumulative TSN over what has come, and forgets fragments that no message can claim any more. */
    private void advance() {
        while (cumulative != highest && seen[(cumulative + 1) & (RING - 1)]) {
            cumulative++;
            seen[cumulative & (RING - 1)] = false;
            Fragment fragment = at(cumulative);
            if (messageOpen && (fragment == null || fragment.begins())) {
                forgetRun(cumulative - 1);
                messageOpen = false;
            }
            if (fragment != null && fragment.begins()) {
                messageOpen = true;
            } else if (fragment != null && !messageOpen) {
                take(cumulative);
            }
        }
    }

    private void forgetRun(int tsn) {
        int t = tsn;
        while (take(t) != null) {
            t--;
        }
    }

    /**
     * The peer gave up what is at or below a TSN (RFC 3758 §3.6).
     *
     * @param skipped pairs of stream and last SSN given up
     */
    void forward(int tsn, int[] skipped) {
        if (!Wire.before(cumulative, tsn)) {
            return;
        }
        forgetRun(cumulative);
        // Nothing is held above the highest: a jump of any width costs no more than what has come.
        int steps = Math.min(tsn - cumulative, highest - cumulative);
        for (int i = 1; i <= steps; i++) {
            seen[(cumulative + i) & (RING - 1)] = false;
            take(cumulative + i);
        }
        cumulative = tsn;
        highest = Wire.before(highest, tsn) ? tsn : highest;
        messageOpen = false;
        for (int i = 0; i + 1 < skipped.length; i += 2) {
            skip(skipped[i], skipped[i + 1]);
        }
        advance();
    }

    private void skip(int stream, int ssn) {
        Order order = stream < STREAMS ? orders.computeIfAbsent(stream, s -> new Order()) : null;
        if (order == null || ((ssn - order.next) & 0xFFFF) >= 0x8000) {
            return;
        }
        int width = ((ssn - order.next) & 0xFFFF) + 1;
        int first = order.next;
        order.next = (ssn + 1) & 0xFFFF;
        List<Integer> kept = order.ahead.keySet().stream()
                .filter(ahead -> ((ahead - first) & 0xFFFF) < width)
                .sorted(Comparator.comparingInt(ahead -> (ahead - first) & 0xFFFF))
                .toList();
        for (int ahead : kept) {
            Whole whole = order.ahead.remove(ahead);
            if (whole != null) {
                buffered -= Math.max(64, whole.data().length);
                deliver.message(stream, whole.ppid(), whole.data());
            }
        }
        inOrder(stream, order);
    }

    /** Streams with an order: those that a reset which names none is about (RFC 6525 §4.1). */
    List<Integer> ordered() {
        return List.copyOf(orders.keySet());
    }

    /** The stream begins anew with SSN 0 (RFC 6525 §5.2.2). */
    void reset(int stream) {
        Order order = orders.remove(stream);
        if (order != null) {
            order.ahead.values().forEach(kept -> buffered -= Math.max(64, kept.data().length));
        }
    }

    /** Writes a SACK (RFC 9260 §3.3.4) and forgets the duplicates. */
    void sack(PacketBuilder packet) {
        int[] gaps = new int[2 * MAX_GAPS];
        int count = gaps(gaps);
        int repeated = Math.min(duplicates.size(), (packet.free() - 16 - 4 * count) / 4);
        packet.open(ChunkType.SACK, 0).i32(cumulative).i32(window()).u16(count).u16(Math.max(0, repeated));
        for (int i = 0; i < 2 * count; i++) {
            packet.u16(gaps[i]);
        }
        for (int i = 0; i < repeated; i++) {
            packet.i32(duplicates.get(i));
        }
        packet.close();
        duplicates.clear();
    }

    private int gaps(int[] gaps) {
        int count = 0;
        int reach = highest - cumulative;
        for (int i = 1; i <= reach && count < MAX_GAPS; i++) {
            if (seen[(cumulative + i) & (RING - 1)]) {
                gaps[2 * count] = i;
                while (i < reach && seen[(cumulative + i + 1) & (RING - 1)]) {
                    i++;
                }
                gaps[2 * count + 1] = i;
                count++;
            }
        }
        return count;
    }

    /** Room that a SACK takes at most. */
    static int sackRoom() {
        return 16 + 4 * MAX_GAPS + 4 * MAX_DUPLICATES;
    }
}
