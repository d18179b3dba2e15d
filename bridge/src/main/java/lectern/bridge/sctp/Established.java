package lectern.bridge.sctp;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An association that is up: both halves, the channels over them, and the timers that keep them going. */
final class Established {
    private static final long NEVER = Long.MAX_VALUE;

    /** Association.Max.Retrans (RFC 9260 §16). */
    private static final int MAX_RETRANSMITS = 10;

    private static final int MAX_HEARTBEATS_LOST = 5;
    /** RFC 9260 §6.2 allows 200 ms; less keeps a peer's slow start going. */
    private static final long ACK_DELAY = Duration.ofMillis(20).toNanos();

    private static final long HEARTBEAT = Duration.ofSeconds(30).toNanos();
    private static final int HEARTBEAT_INFO = 1;
    private static final int IMMEDIATE = 8;

    final Inbound inbound;
    final Outbound outbound;
    final Channels channels;

    private final StreamResets resets;
    private final Rto rto;
    private final int peerTag;
    private final ErrorCauses causes = new ErrorCauses();
    private boolean dataCame;
    private boolean answered;
    private int violation;
    private boolean sackDue;
    private int unacknowledged;
    private long ackAt = NEVER;
    private long heartbeatAt;
    private boolean heartbeatOpen;
    private int heartbeatsLost;
    private long refused;

    Established(Channels.Ends ends, int localTsn, InitChunk peer, Rto rto, long now) {
        this.rto = rto;
        peerTag = peer.tag();
        outbound = new Outbound(localTsn, peer, rto);
        channels = new Channels(ends, peer.reConfig(), outbound);
        inbound = new Inbound(peer.tsn(), channels);
        resets = new StreamResets(localTsn, peer.tsn(), rto, channels);
        channels.resets(resets);
        channels.clock(now);
        heartbeatAt = now + HEARTBEAT;
    }

    int peerTag() {
        return peerTag;
    }

    long refused() {
        return refused + channels.refused() + inbound.dropped();
    }

    /** Takes a chunk that only an association that is up gets. */
    void handle(ChunkReader chunk, PacketBuilder packet, boolean takesData, long now) {
        byte[] b = chunk.buffer();
        int at = chunk.start();
        int length = chunk.length();
        channels.clock(now);
        boolean fine = switch (chunk.type()) {
            case ChunkType.DATA -> takesData && data(chunk, b, at, length);
            case ChunkType.SACK -> acknowledged(Sack.parse(b, at, length), now);
            case ChunkType.FORWARD_TSN -> takesData && forward(b, at, length);
            case ChunkType.RE_CONFIG -> once() && reConfigured(b, at, length, packet);
            case ChunkType.HEARTBEAT -> once() && answerHeartbeat(b, at, length, packet);
            case ChunkType.HEARTBEAT_ACK -> heartbeatAnswered(b, at, length, now);
            default -> unrecognized(chunk);
        };
        refused += fine ? 0 : 1;
    }

    /** One received packet brings forth one answer of its own: else a small one could demand hundreds. */
    private boolean once() {
        boolean first = !answered;
        answered = true;
        return first;
    }

    /** A type that nobody here knows may ask to be reported (RFC 9260 §3.2). */
    private boolean unrecognized(ChunkReader chunk) {
        if (!ChunkType.known(chunk.type()) && (chunk.type() & ChunkType.REPORT) != 0) {
            causes.add(ErrorCauses.UNRECOGNIZED_CHUNK, chunk.buffer(), chunk.start() - 4, chunk.length() + 4);
        }
        return false;
    }

    private boolean data(ChunkReader chunk, byte[] b, int at, int length) {
        if (length <= 12) {
            violation = length == 12 ? ErrorCauses.NO_USER_DATA : violation;
            return false;
        }
        dataCame = true;
        sackDue |= (chunk.flags() & IMMEDIATE) != 0;
        int stream = Wire.u16(b, at + 4);
        byte[] payload = new byte[length - 12];
        System.arraycopy(b, at + 12, payload, 0, payload.length);
        // A stream beyond ours keeps no order, but its chunk has a TSN to acknowledge.
        int flags = (chunk.flags() & 7) | (stream < Inbound.STREAMS ? 0 : Fragment.UNORDERED);
        inbound.data(new Fragment(Wire.i32(b, at), flags, stream, Wire.u16(b, at + 6), Wire.i32(b, at + 8), payload));
        if (stream >= Inbound.STREAMS) {
            causes.invalidStream(stream);
            return false;
        }
        return true;
    }

    /** The error cause that the association ends with; 0 while the peer keeps the rules. */
    int violation() {
        return inbound.violated() ? ErrorCauses.PROTOCOL_VIOLATION : violation;
    }

    private boolean acknowledged(@Nullable Sack sack, long now) {
        return sack != null && outbound.acknowledged(sack, now);
    }

    private boolean forward(byte[] b, int at, int length) {
        if (length < 4) {
            return false;
        }
        int[] skipped = new int[(length - 4) / 4 * 2];
        for (int i = 0; i < skipped.length; i++) {
            skipped[i] = Wire.u16(b, at + 4 + 2 * i);
        }
        inbound.forward(Wire.i32(b, at), skipped);
        dataCame = true;
        return true;
    }

    private boolean reConfigured(byte[] b, int at, int length, PacketBuilder packet) {
        packet.begin(peerTag);
        boolean fine = resets.received(b, at, length, inbound, packet);
        if (!packet.isEmpty()) {
            packet.send();
        }
        return fine;
    }

    private boolean answerHeartbeat(byte[] b, int at, int length, PacketBuilder packet) {
        if (packet.begin(peerTag).free() < 4 + Wire.padded(length)) {
            return false;
        }
        packet.open(ChunkType.HEARTBEAT_ACK, 0).bytes(b, at, length).close().send();
        return true;
    }

    private boolean heartbeatAnswered(byte[] b, int at, int length, long now) {
        if (length != 12 || Wire.u16(b, at) != HEARTBEAT_INFO || !heartbeatOpen) {
            return false;
        }
        heartbeatOpen = false;
        heartbeatsLost = 0;
        long sent = (long) Wire.i32(b, at + 4) << 32 | (Wire.i32(b, at + 8) & 0xFFFF_FFFFL);
        if (now - sent >= 0 && now - sent < HEARTBEAT) {
            rto.sample(now - sent);
        }
        return true;
    }

    /**
     * Reports what was wrong with a packet and decides when to acknowledge what it brought (RFC 9260 §6.2).
     *
     * @return whether it brought data
     */
    boolean packetDone(PacketBuilder packet, long now) {
        answered = false;
        causes.send(packet, peerTag);
        if (!dataCame) {
            return false;
        }
        dataCame = false;
        unacknowledged++;
        if (unacknowledged >= 2 || inbound.hasGaps() || inbound.hasDuplicates()) {
            sackDue = true;
        } else if (ackAt == NEVER) {
            ackAt = now + ACK_DELAY;
        }
        return true;
    }

    /** Sends what is due: a SACK, resets, data. */
    void flush(PacketBuilder packet, long now) {
        packet.begin(peerTag);
        if (sackDue) {
            inbound.sack(packet);
            sackDue = false;
            unacknowledged = 0;
            ackAt = NEVER;
        }
        resets.write(packet, outbound, now);
        outbound.transmit(packet, () -> packet.begin(peerTag), now);
    }

    /** Does what timers demand; false when the peer is gone. */
    boolean poll(PacketBuilder packet, long now) {
        channels.clock(now);
        sackDue |= ackAt != NEVER && now - ackAt >= 0;
        outbound.expire(now);
        if (now - heartbeatAt >= 0) {
            heartbeat(packet, now);
        }
        return outbound.errors() <= MAX_RETRANSMITS && heartbeatsLost <= MAX_HEARTBEATS_LOST;
    }

    private void heartbeat(PacketBuilder packet, long now) {
        heartbeatsLost += heartbeatOpen ? 1 : 0;
        heartbeatOpen = true;
        heartbeatAt = now + HEARTBEAT;
        packet.begin(peerTag)
                .open(ChunkType.HEARTBEAT, 0)
                .u16(HEARTBEAT_INFO)
                .u16(12)
                .i32((int) (now >>> 32))
                .i32((int) now)
                .close()
                .send();
    }

    long deadline() {
        return Math.min(Math.min(ackAt, heartbeatAt), Math.min(outbound.deadline(), resets.deadline()));
    }
}
