package lectern.bridge.sctp;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Stream reconfiguration (RFC 6525) as far as closing a data channel needs it (RFC 8831 §6.7): each side resets its
 * outgoing stream. One request is on its way at a time.
 */
final class StreamResets {
    private static final long NEVER = Long.MAX_VALUE;
    private static final int OUTGOING_RESET = 13;
    private static final int RESPONSE = 16;
    private static final int PERFORMED = 1;
    private static final int DENIED = 2;
    private static final int BAD_SEQUENCE = 5;
    private static final int IN_PROGRESS = 6;

    private final Set<Integer> wanted = new TreeSet<>();
    private final List<Integer> asked = new ArrayList<>();
    private final Listener listener;
    private final Rto rto;
    private int request;
    private int expected;
    private int lastResult = BAD_SEQUENCE;
    private int askedTsn;
    private long deadline = NEVER;

    /** What a reset does to the channels. */
    interface Listener {
        /** The peer's stream to us begins anew. */
        void incoming(int stream);

        /** Our stream to the peer begins anew, or cannot. */
        void outgoing(int stream);
    }

    StreamResets(int localTsn, int peerTsn, Rto rto, Listener listener) {
        request = localTsn;
        expected = peerTsn;
        this.rto = rto;
        this.listener = listener;
    }

    /** Asks to reset our outgoing stream once nothing of it waits to be sent. */
    void want(int stream) {
        wanted.add(stream);
    }

    long deadline() {
        return deadline;
    }

    /** Writes the request that is due, if any. */
    void write(PacketBuilder packet, Outbound outbound, long now) {
        if (asked.isEmpty()) {
            wanted.stream().filter(stream -> !outbound.queued(stream)).forEach(asked::add);
            wanted.removeAll(asked);
            askedTsn = outbound.lastAssigned();
        } else if (deadline == NEVER || now - deadline < 0) {
            return;
        }
        if (asked.isEmpty()) {
            return;
        }
        deadline = now + rto.nanos();
        packet.open(ChunkType.RE_CONFIG, 0)
                .u16(OUTGOING_RESET)
                .u16(16 + 2 * asked.size())
                .i32(request)
                .i32(expected - 1)
                .i32(askedTsn);
        asked.forEach(packet::u16);
        packet.close();
    }

    /**
     * Takes a RE-CONFIG chunk's parameters.
     *
     * @return false when malformed
     */
    boolean received(byte[] b, int at, int length, Inbound inbound, PacketBuilder reply) {
        int next = at;
        int end = at + length;
        for (int n = 0; n < 2 && next + 4 <= end; n++) {
            int size = Wire.u16(b, next + 2);
            if (size < 8 || next + size > end) {
                return false;
            }
            if (Wire.u16(b, next) == RESPONSE) {
                if (size < 12) {
                    return false;
                }
                answered(Wire.i32(b, next + 4), Wire.i32(b, next + 8));
            } else {
                int result = requested(b, next, size, inbound);
                reply.open(ChunkType.RE_CONFIG, 0)
                        .u16(RESPONSE)
                        .u16(12)
                        .i32(Wire.i32(b, next + 4))
                        .i32(result)
                        .close();
            }
            next += Wire.padded(size);
        }
        return true;
    }

    private int requested(byte[] b, int at, int size, Inbound inbound) {
        int sequence = Wire.i32(b, at + 4);
        boolean again = sequence == expected - 1;
        if (again && lastResult != IN_PROGRESS) {
            return lastResult;
        }
        if (!again && sequence != expected) {
            return BAD_SEQUENCE;
        }
        expected = sequence + 1;
        lastResult = Wire.u16(b, at) == OUTGOING_RESET && size >= 16 ? reset(b, at, size, inbound) : DENIED;
        return lastResult;
    }

    private int reset(byte[] b, int at, int size, Inbound inbound) {
        if (Wire.before(inbound.cumulative(), Wire.i32(b, at + 12))) {
            return IN_PROGRESS;
        }
        if (size < 18) {
            for (int stream : inbound.ordered()) {
                inbound.reset(stream);
                listener.incoming(stream);
            }
        }
        for (int i = at + 16; i + 2 <= at + size; i += 2) {
            int stream = Wire.u16(b, i);
            if (stream < Inbound.STREAMS) {
                inbound.reset(stream);
                listener.incoming(stream);
            }
        }
        return PERFORMED;
    }

    private void answered(int sequence, int result) {
        if (asked.isEmpty() || sequence != request) {
            return;
        }
        request++;
        if (result == IN_PROGRESS) {
            // Asked again under a new number when the timer comes.
            return;
        }
        deadline = NEVER;
        List<Integer> done = List.copyOf(asked);
        asked.clear();
        done.forEach(listener::outgoing);
    }
}
