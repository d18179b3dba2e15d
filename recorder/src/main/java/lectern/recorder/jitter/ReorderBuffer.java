package lectern.recorder.jitter;

import org.jspecify.annotations.Nullable;

/**
 * Puts a source's packets in order. A packet in its turn passes straight through; one that came early waits until those
 * before it are there, the buffer is full or it has waited too long, and then what is missing is reported lost.
 * Duplicates and what comes after its turn are dropped and counted.
 */
public final class ReorderBuffer {
    /** RFC 3550 appendix A.1 calls it MAX_MISORDER; wider, because senders probe with retransmissions of old packets. */
    private static final int RESTART_DISTANCE = 1000;

    private final long maxWaitMicros;
    private final Sink sink;
    private final byte[] @Nullable [] packets;
    private final long[] arrivals;
    private final RtpView view = new RtpView();
    private final Unwrapper unwrapper = Unwrapper.sequence();

    private boolean started;
    private long next;
    private int waiting;
    private long restartCandidate = -1;
    private long dropped;

    /**
     * @param capacity packets that may wait, a power of two
     * @param maxWaitMicros longest wait by arrival time
     */
    public ReorderBuffer(int capacity, long maxWaitMicros, Sink sink) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("capacity " + capacity + " is not a power of two");
        }
        this.maxWaitMicros = maxWaitMicros;
        this.sink = sink;
        this.packets = new byte[capacity][];
        this.arrivals = new long[capacity];
    }

    /** Takes a packet; it is copied if it has to wait. */
    public void offer(RtpView packet, long arrivalMicros) {
        long sequence = unwrapper.peek(packet.sequence());
        if (!started) {
            started = true;
            next = sequence;
        }
        if (sequence < next && !restarted(sequence)) {
            dropped++;
            return;
        }
        unwrapper.unwrap(packet.sequence());
        restartCandidate = -1;
        if (sequence == next) {
            next++;
            sink.packet(packet, arrivalMicros);
        } else {
            hold(sequence, packet, arrivalMicros);
        }
        releaseInOrder();
        expire(arrivalMicros);
    }

    /** Gives up on packets that held others back for too long. */
    public void expire(long nowMicros) {
        while (waiting > 0) {
            long first = firstWaiting();
            if (nowMicros - arrivals[slot(first)] < maxWaitMicros) {
                return;
            }
            skipTo(first);
            releaseInOrder();
        }
    }

    /** Releases all that waits, as if its time were up. */
    public void flush() {
        expire(Long.MAX_VALUE / 2);
    }

    /** Forgets the sequence: the next packet begins a new one. Call {@link #flush} before. */
    public void restart() {
        assert waiting == 0;
        started = false;
        unwrapper.reset();
    }

    /** Packets that came twice or too late. */
    public long dropped() {
        return dropped;
    }

    /** Two packets in sequence, far behind: the sender began anew (RFC 3550 appendix A.1). */
    private boolean restarted(long sequence) {
        if (next - sequence < RESTART_DISTANCE) {
            return false;
        }
        if (sequence != restartCandidate) {
            restartCandidate = sequence + 1;
            return false;
        }
        flush();
        sink.lost(1);
        next = sequence;
        return true;
    }

    private void hold(long sequence, RtpView packet, long arrivalMicros) {
        if (sequence - next >= packets.length) {
            skipTo(sequence - packets.length + 1);
            releaseInOrder();
            if (sequence == next) {
                next++;
                sink.packet(packet, arrivalMicros);
                return;
            }
        }
        int slot = slot(sequence);
        if (packets[slot] != null) {
            dropped++;
            return;
        }
        packets[slot] = packet.copy();
        arrivals[slot] = arrivalMicros;
        waiting++;
    }

    /** Moves the turn to {@code target}: releases what waits before it, and says what was missing. */
    private void skipTo(long target) {
        while (waiting > 0) {
            long first = firstWaiting();
            if (first >= target) {
                break;
            }
            lose(first);
            release(slot(first));
        }
        if (next < target) {
            lose(target);
        }
    }

    private void lose(long until) {
        if (until > next) {
            sink.lost((int) Math.min(until - next, Integer.MAX_VALUE));
            next = until;
        }
    }

    private void releaseInOrder() {
        while (waiting > 0 && packets[slot(next)] != null) {
            release(slot(next));
        }
    }

    private void release(int slot) {
        byte[] bytes = packets[slot];
        assert bytes != null;
        packets[slot] = null;
        waiting--;
        next++;
        boolean sound = view.parse(bytes, 0, bytes.length);
        assert sound : "it was parsed when it came";
        sink.packet(view, arrivals[slot]);
    }

    private long firstWaiting() {
        long sequence = next;
        while (packets[slot(sequence)] == null) {
            sequence++;
        }
        return sequence;
    }

    private int slot(long sequence) {
        return (int) (sequence & (packets.length - 1));
    }

    /** Where packets go, in order. */
    public interface Sink {
        /** Valid during the call. */
        void packet(RtpView packet, long arrivalMicros);

        /** So many packets before the next one will not come. */
        void lost(int packets);
    }
}
