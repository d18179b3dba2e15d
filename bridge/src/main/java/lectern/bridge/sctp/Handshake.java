package lectern.bridge.sctp;

import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** INIT, INIT ACK and COOKIE ECHO: how two sides agree on tags and TSNs (RFC 9260 §5). */
final class Handshake {
    /** A peer's cookie must fit into a packet. */
    private static final int MAX_COOKIE = 1_000;

    private final SecureRandom random;
    private final PacketBuilder packet;
    private final Farewell farewell;
    private final StateCookie.Seal seal;
    private int localTag;
    private int localTsn;
    private int peerTag;
    private byte @Nullable [] cookie;
    private @Nullable InitChunk peer;

    /** What a COOKIE ECHO means. */
    enum Echo {
        REFUSED,
        /** It came again: the COOKIE ACK was lost. */
        REPEATED,
        /** A new association, in place of an old one if there is any. */
        NEW
    }

    Handshake(SecureRandom random, PacketBuilder packet, Farewell farewell) {
        this.random = random;
        this.packet = packet;
        this.farewell = farewell;
        seal = new StateCookie.Seal(random);
    }

    int localTsn() {
        return localTsn;
    }

    int peerTag() {
        return peerTag;
    }

    private boolean isOurs(int tag) {
        return tag == localTag && localTag != 0;
    }

    /** The verification tag is right for the chunk (RFC 9260 §8.5). */
    boolean addressed(ChunkReader chunk, int tag, boolean first) {
        return switch (chunk.type()) {
            case ChunkType.INIT -> tag == 0 && first && chunk.last();
            case ChunkType.COOKIE_ECHO -> first;
            case ChunkType.ABORT, ChunkType.SHUTDOWN_COMPLETE ->
                (chunk.flags() & 1) == 0 ? isOurs(tag) : tag == peerTag && peerTag != 0;
            default -> isOurs(tag);
        };
    }

    private int tag() {
        int tag = random.nextInt();
        return tag == 0 ? 1 : tag;
    }

    /** Chooses our tag and first TSN, to ask. */
    void begin() {
        localTag = tag();
        localTsn = random.nextInt();
    }

    void sendInit() {
        InitChunk.own(localTag, localTsn).write(packet.begin(0));
        packet.send();
    }

    void sendCookie() {
        byte[] theirs = cookie;
        if (theirs != null) {
            packet.begin(peerTag).open(ChunkType.COOKIE_ECHO, 0).bytes(theirs).close();
            packet.send();
        }
    }

    /** Takes an INIT; false when it is refused, which its sender is told (RFC 9260 §3.3.2). */
    boolean asked(@Nullable InitChunk init, ChunkReader chunk, SctpState state, long now) {
        if (init == null) {
            int theirs = chunk.length() < 4 ? 0 : Wire.i32(chunk.buffer(), chunk.start());
            if (theirs != 0) {
                farewell.abort(theirs, ErrorCauses.INVALID_PARAMETER);
            }
            return false;
        }
        if (state == SctpState.SHUTDOWN_ACK_SENT) {
            farewell.acknowledge(peerTag);
        } else {
            answer(init, state, now);
        }
        return true;
    }

    /** Answers an INIT without remembering it: all is in the cookie. */
    private void answer(InitChunk init, SctpState state, long now) {
        // Both ask at once: answer with the tag of our own INIT (RFC 9260 §5.2.1).
        boolean both = state.asks();
        StateCookie made = new StateCookie(
                now,
                both ? localTag : tag(),
                both ? localTsn : random.nextInt(),
                state.isUp() ? localTag : 0,
                state.isUp() ? peerTag : 0,
                init);
        InitChunk.own(made.localTag(), made.localTsn())
                .with(seal.seal(made), init.report())
                .write(packet.begin(init.tag()));
        packet.send();
    }

    /** Takes an INIT ACK; false when it is none. */
    boolean answered(@Nullable InitChunk init) {
        byte[] theirs = init == null ? null : init.cookie();
        if (init == null || theirs == null || theirs.length > MAX_COOKIE) {
            return false;
        }
        peer = init;
        peerTag = init.tag();
        cookie = theirs;
        return true;
    }

    /** What the peer of our own INIT said, null when there is none. */
    @Nullable
    InitChunk peer() {
        return peer;
    }

    @Nullable
    StateCookie open(byte[] b, int at, int length) {
        return seal.open(b, at, length);
    }

    /** RFC 9260 §5.2.4: a new association, one of both sides' INITs, a repetition, or the peer's restart. */
    Echo echoed(StateCookie echo, int tag, SctpState state, long now) {
        int theirs = echo.peer().tag();
        boolean mine = localTag == echo.localTag();
        if (tag != echo.localTag()) {
            return Echo.REFUSED;
        }
        if (state.isUp() && mine && peerTag == theirs) {
            return Echo.REPEATED;
        }
        if (echo.stale(now)) {
            long micros = Math.min(Integer.MAX_VALUE, echo.staleNanos(now) / 1_000);
            packet.begin(theirs)
                    .open(ChunkType.ERROR, 0)
                    .u16(ErrorCauses.STALE_COOKIE)
                    .u16(8)
                    .i32((int) micros);
            packet.close().send();
            return Echo.REFUSED;
        }
        boolean restart = !mine && peerTag != theirs && echo.localTie() == localTag && echo.peerTie() == peerTag;
        if (restart && state == SctpState.SHUTDOWN_ACK_SENT) {
            // First the former association has to end (RFC 9260 §5.2.4 A).
            farewell.acknowledge(peerTag);
            ErrorCauses causes = new ErrorCauses();
            causes.add(ErrorCauses.COOKIE_WHILE_SHUTTING_DOWN);
            causes.send(packet, peerTag);
            return Echo.REFUSED;
        }
        if (state == SctpState.CLOSED || (state.asks() && mine) || (state.isUp() && restart)) {
            localTag = echo.localTag();
            localTsn = echo.localTsn();
            peerTag = theirs;
            return Echo.NEW;
        }
        return Echo.REFUSED;
    }

    static boolean saysStale(byte[] b, int at, int length) {
        return length >= 4 && Wire.u16(b, at) == ErrorCauses.STALE_COOKIE;
    }

    /** Forgets what only the asking side needs. */
    void done() {
        cookie = null;
        peer = null;
    }
}
