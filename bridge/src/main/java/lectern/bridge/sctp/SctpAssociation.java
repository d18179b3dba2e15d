package lectern.bridge.sctp;

import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * One SCTP association over one DTLS connection (RFC 8261): who is up, who is asked, and what comes in. The halves
 * {@link Inbound} and {@link Outbound} do the work of an association that is up. Answers the peer's INIT; may also ask
 * first, and copes with both at once (RFC 9260 §5.2).
 */
public final class SctpAssociation {
    /** Bytes of the longest message, in either direction; a peer's longer one aborts the association. */
    public static final int MAX_MESSAGE = 64 * 1024;

    /** Bytes of messages that are not acknowledged yet; each counts at least 64. */
    public static final int SEND_BUFFER = 256 * 1024;

    /** Below so many waiting bytes {@link SctpListener#writable} is told after a refusal. */
    public static final int LOW_WATER = SEND_BUFFER / 4;

    private static final String SHUT_DOWN = "SCTP was shut down";
    private static final String SILENT = "the peer does not answer SCTP";

    private final SctpListener listener;
    private final Channels.Ends ends;
    private final ChunkReader reader = new ChunkReader();
    private final PacketBuilder packet;
    private final Handshake handshake;
    private final Farewell farewell;

    private SctpState state = SctpState.CLOSED;
    private Rto rto = new Rto();
    private @Nullable Established up;
    private final Patience patience = new Patience();
    private boolean busy;
    private boolean wanting;
    private long refused;

    /**
     * An association that is not up yet.
     *
     * @param client whether we are the DTLS client: it opens even streams, the server odd ones (RFC 8832 §6)
     */
    public SctpAssociation(SctpListener listener, boolean client, SecureRandom random) {
        this.listener = listener;
        ends = new Channels.Ends(listener, client);
        packet = new PacketBuilder(listener);
        farewell = new Farewell(packet);
        handshake = new Handshake(random, packet, farewell);
    }

    /** Sends INIT; a server that only answers never calls it. */
    public void connect(long nowNanos) {
        if (state == SctpState.CLOSED) {
            handshake.begin();
            state = SctpState.COOKIE_WAIT;
            ask(nowNanos);
        }
    }

    /** Sends INIT or COOKIE ECHO and starts T1. */
    private void ask(long now) {
        if (state == SctpState.COOKIE_WAIT) {
            handshake.sendInit();
        } else {
            handshake.sendCookie();
        }
        patience.asked(now, rto);
    }

    /** Packets, chunks and messages that were refused or dropped. */
    public long refused() {
        Established now = up;
        return refused + (now == null ? 0 : now.refused());
    }

    /** Bytes of messages not acknowledged yet: {@link #SEND_BUFFER} at most, and 16 KiB of opening channels. */
    public int buffered() {
        Established now = up;
        return now == null ? 0 : now.outbound.buffered();
    }

    public boolean isUp() {
        return state.isUp();
    }

    /** Opens a reliable, ordered channel; see {@link #open(String, boolean, int, long)}. */
    public @Nullable DataChannel open(String label, long nowNanos) {
        return open(label, true, -1, nowNanos);
    }

    /**
     * Opens a channel. Messages may be sent at once; {@link SctpListener#opened} tells that the peer has it.
     *
     * @param maxRetransmits of a message before it is given up, -1 for never
     * @return null when the association is not up, no stream is free, or too much waits to be sent
     */
    public @Nullable DataChannel open(String label, boolean ordered, int maxRetransmits, long nowNanos) {
        Established now = up;
        if (now == null || state != SctpState.ESTABLISHED) {
            return null;
        }
        now.channels.clock(nowNanos);
        DataChannel channel = now.channels.open(label, ordered, maxRetransmits);
        flush(nowNanos);
        return channel;
    }

    /**
     * Sends one message.
     *
     * @return false when it does not fit into the send buffer now, exceeds {@link #MAX_MESSAGE}, or the channel is not
     *     open
     */
    public boolean send(DataChannel channel, boolean text, byte[] data, long nowNanos) {
        Established now = up;
        boolean taken = false;
        if (now != null && state == SctpState.ESTABLISHED) {
            now.channels.clock(nowNanos);
            taken = now.channels.send(channel, text, data);
            wanting |= !taken && now.outbound.buffered() > LOW_WATER;
            flush(nowNanos);
        }
        return taken;
    }

    /** Sends one text message; see {@link #send(DataChannel, boolean, byte[], long)}. */
    public boolean send(DataChannel channel, String text, long nowNanos) {
        return send(channel, true, Channels.utf8(text), nowNanos);
    }

    /** Closes a channel after what it has queued (RFC 8831 §6.7); {@link SctpListener#closed} tells when it is done. */
    public void close(DataChannel channel, long nowNanos) {
        Established now = up;
        if (now != null) {
            now.channels.close(channel);
            flush(nowNanos);
        }
    }

    /** Ends the association once all is delivered (RFC 9260 §9.2); one that is not up yet ends at once. */
    public void shutdown(long nowNanos) {
        if (state == SctpState.ESTABLISHED) {
            state = SctpState.SHUTDOWN_PENDING;
            flush(nowNanos);
        } else if (!state.isUp()) {
            abort();
        }
    }

    /** Tells the peer and forgets everything; the listener hears no more. */
    public void abort() {
        abort(ErrorCauses.USER_ABORT);
    }

    private void abort(int cause) {
        if (state != SctpState.ENDED && handshake.peerTag() != 0) {
            farewell.abort(handshake.peerTag(), cause);
        }
        forget();
    }

    private void forget() {
        if (up != null) {
            up.channels.forget();
        }
        state = SctpState.ENDED;
        up = null;
        patience.over();
    }

    /** Takes one packet out of a DTLS record. */
    public void receive(byte[] buffer, int offset, int length, long nowNanos) {
        if (!reader.open(buffer, offset, length)) {
            refused++;
            return;
        }
        int tag = Wire.i32(buffer, offset + 4);
        // Not ours: the peer still ends an association that was there before (RFC 9260 §8.5.1 E).
        boolean former = !state.isUp() && reader.begins(ChunkType.SHUTDOWN_ACK);
        if (state == SctpState.ENDED || former) {
            farewell.answer(reader, tag);
            return;
        }
        busy = true;
        chunks(tag, nowNanos);
        busy = false;
        Established now = up;
        if (now != null) {
            boolean data = now.packetDone(packet, nowNanos);
            if (now.violation() != 0) {
                abort(now.violation());
                listener.ended("the peer broke a rule of SCTP");
            } else if (data && state == SctpState.SHUTDOWN_SENT) {
                // The peer has not heard yet that we want to end (RFC 9260 §9.2).
                leave(SctpState.SHUTDOWN_SENT, nowNanos);
            }
        }
        flush(nowNanos);
    }

    private void chunks(int tag, long now) {
        boolean first = true;
        while (state != SctpState.ENDED && reader.advance()) {
            if (!handshake.addressed(reader, tag, first)) {
                refused++;
                return;
            }
            first = false;
            int type = reader.type();
            if (ChunkType.known(type)) {
                handle(tag, now);
            } else {
                onUp(now);
                if ((type & ChunkType.SKIP) == 0) {
                    return;
                }
            }
        }
    }

    private void handle(int tag, long now) {
        byte[] b = reader.buffer();
        int at = reader.start();
        int length = reader.length();
        switch (reader.type()) {
            case ChunkType.INIT ->
                refused += handshake.asked(InitChunk.parse(b, at, length), reader, state, now) ? 0 : 1;
            case ChunkType.INIT_ACK -> onInitAck(InitChunk.parse(b, at, length), now);
            case ChunkType.COOKIE_ECHO -> onCookieEcho(handshake.open(b, at, length), tag, now);
            case ChunkType.COOKIE_ACK -> establish(state == SctpState.COOKIE_ECHOED ? handshake.peer() : null, now);
            case ChunkType.ABORT -> end("the peer aborted SCTP");
            case ChunkType.SHUTDOWN -> onShutdown(b, at, length, now);
            case ChunkType.SHUTDOWN_ACK -> onShutdownAck();
            case ChunkType.SHUTDOWN_COMPLETE -> {
                if (state == SctpState.SHUTDOWN_ACK_SENT) {
                    end(SHUT_DOWN);
                }
            }
            case ChunkType.ERROR -> onError(b, at, length, now);
            default -> onUp(now);
        }
    }

    private void onInitAck(@Nullable InitChunk init, long now) {
        if (state != SctpState.COOKIE_WAIT || !handshake.answered(init)) {
            refused++;
            return;
        }
        state = SctpState.COOKIE_ECHOED;
        patience.afresh();
        ask(now);
    }

    private void onCookieEcho(@Nullable StateCookie echo, int tag, long now) {
        Handshake.Echo kind = echo == null ? Handshake.Echo.REFUSED : handshake.echoed(echo, tag, state, now);
        if (echo == null || kind == Handshake.Echo.REFUSED) {
            refused++;
            return;
        }
        packet.begin(handshake.peerTag()).open(ChunkType.COOKIE_ACK, 0).close().send();
        if (kind == Handshake.Echo.REPEATED) {
            return;
        }
        Established former = up;
        up = null;
        if (former != null) {
            // The peer began anew: its channels are gone.
            former.channels.all().forEach(listener::closed);
        }
        if (state == SctpState.ENDED) {
            return;
        }
        rto = new Rto();
        establish(echo.peer(), now);
    }

    private void establish(@Nullable InitChunk theirs, long now) {
        if (theirs == null) {
            refused++;
            return;
        }
        up = new Established(ends, handshake.localTsn(), theirs, rto, now);
        state = SctpState.ESTABLISHED;
        handshake.done();
        patience.over();
        wanting = false;
        listener.connected();
    }

    private void onShutdown(byte[] b, int at, int length, long now) {
        Established open = up;
        if (open == null || length != 4) {
            refused++;
            return;
        }
        open.outbound.acknowledged(new Sack(Wire.i32(b, at), Inbound.BUFFER, new int[0]), now);
        if (state == SctpState.SHUTDOWN_SENT) {
            leave(SctpState.SHUTDOWN_ACK_SENT, now);
        } else if (state == SctpState.ESTABLISHED || state == SctpState.SHUTDOWN_PENDING) {
            state = SctpState.SHUTDOWN_RECEIVED;
            patience.shuttingDown(now);
        }
    }

    /** Sends what a state of shutting down says, and starts T2. */
    private void leave(SctpState next, long now) {
        state = next;
        if (next == SctpState.SHUTDOWN_SENT && up != null) {
            farewell.shutdown(handshake.peerTag(), up.inbound.cumulative());
        } else {
            farewell.acknowledge(handshake.peerTag());
        }
        patience.asked(now, rto);
        patience.shuttingDown(now);
    }

    private void onShutdownAck() {
        if (state == SctpState.SHUTDOWN_SENT || state == SctpState.SHUTDOWN_ACK_SENT) {
            farewell.complete(handshake.peerTag());
            end(SHUT_DOWN);
        }
    }

    /** Only a stale cookie changes anything: ask again from the start (RFC 9260 §5.2.6). */
    private void onError(byte[] b, int at, int length, long now) {
        if (state == SctpState.COOKIE_ECHOED && Handshake.saysStale(b, at, length)) {
            state = SctpState.COOKIE_WAIT;
            ask(now);
        }
    }

    private void onUp(long now) {
        Established open = up;
        if (open == null) {
            refused++;
        } else {
            open.handle(reader, packet, state.takesData(), now);
        }
    }

    private void end(String reason) {
        forget();
        listener.ended(reason);
    }

    private void flush(long now) {
        Established open = up;
        if (busy || open == null) {
            return;
        }
        open.flush(packet, now);
        if (wanting && open.outbound.buffered() <= LOW_WATER) {
            wanting = false;
            listener.writable();
        }
        boolean idle = open.outbound.isIdle();
        if (idle && state == SctpState.SHUTDOWN_PENDING) {
            leave(SctpState.SHUTDOWN_SENT, now);
        } else if (idle && state == SctpState.SHUTDOWN_RECEIVED) {
            leave(SctpState.SHUTDOWN_ACK_SENT, now);
        }
    }

    /** Does what timers demand; call it when {@link #deadline()} has come. */
    public void poll(long nowNanos) {
        if (patience.exhausted(nowNanos)) {
            abort(ErrorCauses.USER_ABORT);
            listener.ended(SILENT);
            return;
        }
        if (patience.due(nowNanos)) {
            if (!patience.mayAskAgain()) {
                end(SILENT);
                return;
            }
            rto.backOff();
            if (state.isUp()) {
                leave(state, nowNanos);
            } else {
                ask(nowNanos);
            }
        }
        Established open = up;
        if (open == null) {
            return;
        }
        if (!open.poll(packet, nowNanos)) {
            end(SILENT);
            return;
        }
        flush(nowNanos);
    }

    /** When {@link #poll} is next needed, on the caller's scale; {@link Long#MAX_VALUE} for never. */
    public long deadline() {
        Established open = up;
        return open == null ? patience.deadline() : Math.min(patience.deadline(), open.deadline());
    }
}
