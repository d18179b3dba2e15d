package lectern.bridge.sctp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sending half (RFC 9260 §6, §7): cuts messages into chunks, sends what the peer's and the congestion window allow,
 * retransmits, and gives up what its channel allows to give up (RFC 3758).
 */
final class Outbound {
    private static final long NEVER = Long.MAX_VALUE;
    private static final int MAX_PAYLOAD = PacketBuilder.MAX_PACKET - ChunkReader.HEADER - OutChunk.HEADER;

    /** Room that DCEP has beyond the send buffer: opening and closing must not wait for a slow reader. */
    static final int RESERVE = 16 * 1024;

    /** Max.Burst (RFC 9260 §16), in packets. */
    private static final int MAX_BURST = 4;

    private final ArrayDeque<OutMessage> queue = new ArrayDeque<>();
    private final List<OutChunk> outstanding = new ArrayList<>();
    private final int[] nextSsn = new int[Inbound.STREAMS];
    private final Congestion congestion = new Congestion();
    private final Rto rto;
    private final boolean mayAbandon;
    private final int streams;
    private int nextTsn;
    private int acked;
    private long peerWindow;
    private int flight;
    private int lost;
    private int buffered;
    private long t3 = NEVER;
    private int errors;
    private boolean burstRetransmit;
    private boolean forwardDue;

    /**
     * Nothing sent yet.
     *
     * @param tsn our first TSN
     */
    Outbound(int tsn, InitChunk peer, Rto rto) {
        nextTsn = tsn;
        acked = tsn - 1;
        peerWindow = peer.window();
        mayAbandon = peer.forwardTsn();
        streams = Math.min(Inbound.STREAMS, peer.inStreams());
        this.rto = rto;
    }

    /** False when the send buffer has no room for it. */
    boolean offer(OutMessage message) {
        int limit = SctpAssociation.SEND_BUFFER + (message.ppid == Dcep.PPID ? RESERVE : 0);
        if (buffered + message.charge() > limit) {
            return false;
        }
        buffered += message.charge();
        queue.add(message);
        return true;
    }

    /** Streams to the peer: no more than it takes (RFC 9260 §5.1.1). */
    int streams() {
        return streams;
    }

    int buffered() {
        return buffered;
    }

    boolean isIdle() {
        return queue.isEmpty() && outstanding.isEmpty();
    }

    /** Whether a message of the stream waits for its first chunk's sending. */
    boolean queued(int stream) {
        return queue.stream().anyMatch(message -> message.channel.stream() == stream);
    }

    int lastAssigned() {
        return nextTsn - 1;
    }

    long deadline() {
        return t3;
    }

    /** Expiries of T3 in a row. */
    int errors() {
        return errors;
    }

    /** The stream begins anew with SSN 0. */
    void reset(int stream) {
        nextSsn[stream] = 0;
    }

    /** Drops what has not been sent of a closed channel. */
    void forget(DataChannel channel) {
        queue.removeIf(message -> {
            boolean drop = message.channel.stream() == channel.stream() && message.sent == 0;
            if (drop) {
                release(message);
            }
            return drop;
        });
    }

    /** Fills packets as far as the windows allow; the first one may hold other chunks already. */
    void transmit(PacketBuilder packet, Runnable next, long now) {
        for (int burst = 0; burst < MAX_BURST; burst++) {
            boolean more = fill(packet, now);
            if (packet.isEmpty()) {
                return;
            }
            packet.send();
            next.run();
            if (!more) {
                return;
            }
        }
    }

    /** True when the packet is full and more may go. */
    private boolean fill(PacketBuilder packet, long now) {
        if (forwardDue) {
            forwardDue = false;
            int point = forwardTo();
            if (point != acked) {
                ForwardTsn.write(packet, point, outstanding);
            }
        }
        if (lost > 0 && !refill(packet, now)) {
            return true;
        }
        burstRetransmit = false;
        while (true) {
            OutMessage message = ready(now);
            if (message == null) {
                return false;
            }
            int length = Math.min(MAX_PAYLOAD, message.data.length - message.sent);
            if (flight >= congestion.window() || (flight > 0 && peerWindow < length)) {
                return false;
            }
            if (packet.free() < OutChunk.HEADER + Wire.padded(length)) {
                return true;
            }
            send(packet, chunk(message, length), now);
        }
    }

    /** False when the packet is full before all lost chunks are in. */
    private boolean refill(PacketBuilder packet, long now) {
        for (int i = 0; i < outstanding.size() && lost > 0; i++) {
            OutChunk chunk = outstanding.get(i);
            if (!chunk.lost || !chunk.open()) {
                continue;
            }
            if (!burstRetransmit && flight >= congestion.window()) {
                return true;
            }
            if (packet.free() < chunk.wireLength()) {
                burstRetransmit = false;
                return false;
            }
            if (i == 0) {
                t3 = now + rto.nanos();
            }
            send(packet, chunk, now);
        }
        return true;
    }

    /** The next message with something left to send; those that ran out of time are dropped. */
    private @Nullable OutMessage ready(long now) {
        OutMessage message = queue.peek();
        while (message != null && (message.abandoned || (mayAbandon && message.expired(now)))) {
            if (!message.abandoned) {
                abandon(message);
            }
            queue.remove();
            message = queue.peek();
        }
        return message;
    }

    private OutChunk chunk(OutMessage message, int length) {
        if (message.ordered() && message.ssn == OutMessage.NO_SSN) {
            int stream = message.channel.stream();
            message.ssn = nextSsn[stream];
            nextSsn[stream] = (message.ssn + 1) & 0xFFFF;
        }
        OutChunk chunk = new OutChunk(nextTsn++, message, message.sent, length);
        message.sent += length;
        if (message.sent == message.data.length) {
            queue.remove();
        }
        outstanding.add(chunk);
        return chunk;
    }

    private void send(PacketBuilder packet, OutChunk chunk, long now) {
        chunk.write(packet);
        if (chunk.lost) {
            chunk.lost = false;
            lost--;
        } else {
            peerWindow = Math.max(0, peerWindow - chunk.length);
        }
        chunk.transmissions++;
        chunk.sentNanos = now;
        chunk.missing = 0;
        chunk.inFlight = true;
        flight += chunk.length;
        if (t3 == NEVER) {
            t3 = now + rto.nanos();
        }
    }

    /** Takes a SACK; false when it acknowledges what was never sent. */
    boolean acknowledged(Sack sack, long now) {
        if (Wire.before(lastAssigned(), sack.cumulative())) {
            return false;
        }
        if (Wire.before(sack.cumulative(), acked)) {
            return true;
        }
        int flightBefore = flight;
        boolean advanced = sack.cumulative() != acked;
        acked = sack.cumulative();
        int highest = acked;
        int bytes = 0;
        int done = 0;
        for (int i = 0; i < outstanding.size(); i++) {
            OutChunk chunk = outstanding.get(i);
            if (!Wire.before(acked, chunk.tsn)) {
                bytes += ack(chunk, now);
                release(chunk);
                done++;
            } else if (sack.covers(chunk.tsn)) {
                highest = chunk.acked ? highest : chunk.tsn;
                bytes += ack(chunk, now);
            } else if (chunk.acked) {
                chunk.acked = false;
                lose(chunk, now);
            }
        }
        outstanding.subList(0, done).clear();
        if (bytes > 0) {
            congestion.acked(bytes, acked, advanced, flightBefore);
        }
        countMissing(highest, now);
        peerWindow = Math.max(0, sack.window() - flight);
        restartTimer(advanced, sack.window(), now);
        forwardDue |= forwardTo() != acked;
        return true;
    }

    private void restartTimer(boolean advanced, long window, long now) {
        if (advanced || window == 0) {
            // A peer without room that still answers is alive (RFC 9260 §6.1 A).
            errors = 0;
        }
        if (outstanding.isEmpty()) {
            t3 = NEVER;
        } else if (advanced) {
            t3 = now + rto.nanos();
        }
    }

    private int ack(OutChunk chunk, long now) {
        if (chunk.acked) {
            return 0;
        }
        if (chunk.transmissions == 1 && chunk.inFlight) {
            rto.sample(now - chunk.sentNanos);
        }
        land(chunk);
        chunk.acked = true;
        return chunk.message.abandoned ? 0 : chunk.length;
    }

    /** It is neither in flight nor waiting to be sent again. */
    private void land(OutChunk chunk) {
        if (chunk.inFlight) {
            chunk.inFlight = false;
            flight -= chunk.length;
        }
        if (chunk.lost) {
            chunk.lost = false;
            lost--;
        }
    }

    private void release(OutChunk chunk) {
        if ((chunk.flags & Fragment.ENDING) != 0) {
            release(chunk.message);
        }
    }

    private void release(OutMessage message) {
        if (!message.released) {
            message.released = true;
            buffered -= message.charge();
        }
    }

    /** Fast retransmit (RFC 9260 §7.2.4), once for a chunk. */
    private void countMissing(int highest, long now) {
        boolean found = false;
        for (int i = 0; i < outstanding.size(); i++) {
            OutChunk chunk = outstanding.get(i);
            if (!Wire.before(chunk.tsn, highest)) {
                break;
            }
            if (chunk.open() && chunk.inFlight && !chunk.fastRetransmitted && ++chunk.missing >= 3) {
                chunk.fastRetransmitted = true;
                lose(chunk, now);
                found = true;
            }
        }
        if (found) {
            burstRetransmit |= congestion.missed(lastAssigned());
        }
    }

    private void lose(OutChunk chunk, long now) {
        land(chunk);
        if (!chunk.open()) {
            return;
        }
        if (mayAbandon && (chunk.transmissions > chunk.message.maxRetransmits || chunk.message.expired(now))) {
            abandon(chunk.message);
        } else {
            chunk.lost = true;
            lost++;
        }
    }

    private void abandon(OutMessage message) {
        message.abandoned = true;
        release(message);
        for (OutChunk chunk : outstanding) {
            if (chunk.message == message) {
                land(chunk);
            }
        }
        if (message.sent > 0 && message.sent < message.data.length) {
            // A TSN for the rest: else a peer that has all that was sent would never hear that no more comes.
            outstanding.add(new OutChunk(nextTsn++, message, message.sent, message.data.length - message.sent));
            message.sent = message.data.length;
        }
        forwardDue |= forwardTo() != acked;
    }

    private int forwardTo() {
        return ForwardTsn.point(acked, outstanding);
    }

    /** Does what T3 demands (RFC 9260 §6.3.3): everything outstanding counts as lost. */
    void expire(long now) {
        if (t3 == NEVER || now - t3 < 0) {
            return;
        }
        errors++;
        rto.backOff();
        congestion.timedOut();
        for (int i = 0; i < outstanding.size(); i++) {
            OutChunk chunk = outstanding.get(i);
            chunk.fastRetransmitted = false;
            if (chunk.inFlight) {
                lose(chunk, now);
            }
        }
        forwardDue |= forwardTo() != acked;
        t3 = now + rto.nanos();
    }
}
