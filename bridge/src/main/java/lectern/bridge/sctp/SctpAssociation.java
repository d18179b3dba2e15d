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

    private static final long NEVER = Long.MAX_VALUE;

    /** Max.Init.Retransmits (RFC 9260 §16), for shutdowns too. */
    private static final int MAX_ATTEMPTS = 8;

    private static final String SHUT_DOWN = "SCTP was shut down";
    private static final String SILENT = "the peer does not answer SCTP";

    private final SctpListener listener;
    private final Channels.Ends ends;
    private final ChunkReader reader = new ChunkReader();
    private final PacketBuilder packet;
    private final Handshake handshake;

    private SctpState state = SctpState.CLOSED;
    private Rto rto = new Rto();
    private @Nullable Established up;
    private long timer = NEVER;
    private int attempts;
    private boolean busy;
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
        handshake = new Handshake(random, packet);
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
        timer = now + rto.nanos();
    }

    /** Packets, chunks and messages that were refused or dropped. */
    public long refused() {
        Established now = up;
        return refused + (now == null ? 0 : now.refused());
    }

    /** Bytes of messages not acknowledged yet, at most {@link #SEND_BUFFER}. */
    public int buffered() {
        Established now = up;
        return now == null ? 0 : now.outbound.buffered();
    }

    public boolean isUp() {
        return state.isUp();
    }

    /**
     * Opens a reliable, ordered channel. Messages may be sent at once; {@link SctpListener#opened} tells that the peer
     * has it.
     *
     * @return null when the association is not up or no stream is free
     */
    public @Nullable DataChannel open(String label, long nowNanos) {
        return open(label, true, -1, nowNanos);
    }

    /**
     * Opens a channel.
     *
     * @param maxRetransmits of a message before it is given up, -1 for never
     * @return null when the association is not up or no stream is free
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

    /** Ends the association once all is delivered (RFC 9260 §9.2). */
    public void shutdown(long nowNanos) {
        if (state == SctpState.ESTABLISHED) {
            state = SctpState.SHUTDOWN_PENDING;
            flush(nowNanos);
        }
    }

    /** Tells the peer and forgets everything; the listener hears no more. */
    public void abort() {
        if (state != SctpState.ENDED && handshake.peerTag() != 0) {
            packet.begin(handshake.peerTag()).open(ChunkType.ABORT, 0).close().send();
        }
        forget();
    }

    private void forget() {
        if (up != null) {
            up.channels.forget();
        }
        state = SctpState.ENDED;
        up = null;
        timer = NEVER;
    }

    /** Takes one packet out of a DTLS record. */
    public void receive(byte[] buffer, int offset, int length, long nowNanos) {
        if (state == SctpState.ENDED) {
            return;
        }
        if (!reader.open(buffer, offset, length)) {
            refused++;
            return;
        }
        int tag = Wire.i32(buffer, offset + 4);
        boolean first = true;
        busy = true;
        while (state != SctpState.ENDED && reader.advance()) {
            if (!addressed(tag, first)) {
                refused++;
                break;
            }
            handle(tag, nowNanos);
            first = false;
        }
        busy = false;
        Established now = up;
        if (now != null) {
            now.packetDone(nowNanos);
            if (now.inbound.violated()) {
                abort();
                listener.ended("the peer broke a rule of SCTP");
            }
        }
        flush(nowNanos);
    }

    /** The verification tag is right for the chunk (RFC 9260 §8.5). */
    private boolean addressed(int tag, boolean first) {
        return switch (reader.type()) {
            case ChunkType.INIT -> tag == 0 && first && reader.last();
            case ChunkType.COOKIE_ECHO -> first;
            case ChunkType.ABORT, ChunkType.SHUTDOWN_COMPLETE ->
                (reader.flags() & 1) == 0 ? handshake.isOurs(tag) : handshake.isPeers(tag);
            default -> handshake.isOurs(tag);
        };
    }

    private void handle(int tag, long now) {
        byte[] b = reader.buffer();
        int at = reader.start();
        int length = reader.length();
        switch (reader.type()) {
            case ChunkType.INIT -> onInit(InitChunk.parse(b, at, length), now);
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

    private void onInit(@Nullable InitChunk init, long now) {
        if (init == null) {
            refused++;
            return;
        }
        if (state == SctpState.SHUTDOWN_ACK_SENT) {
            control(ChunkType.SHUTDOWN_ACK);
            return;
        }
        handshake.answer(init, state, now);
    }

    private void onInitAck(@Nullable InitChunk init, long now) {
        if (state != SctpState.COOKIE_WAIT || !handshake.answered(init)) {
            refused++;
            return;
        }
        state = SctpState.COOKIE_ECHOED;
        attempts = 0;
        ask(now);
    }

    private void onCookieEcho(@Nullable StateCookie echo, int tag, long now) {
        Handshake.Echo kind = echo == null ? Handshake.Echo.REFUSED : handshake.echoed(echo, tag, state, now);
        if (echo == null || kind == Handshake.Echo.REFUSED) {
            refused++;
            return;
        }
        if (kind == Handshake.Echo.NEW) {
            restarted();
        }
        control(ChunkType.COOKIE_ACK);
        if (kind == Handshake.Echo.NEW) {
            rto = new Rto();
            establish(echo.peer(), now);
        }
    }

    /** The channels of an association that the peer began anew are gone. */
    private void restarted() {
        Established former = up;
        up = null;
        if (former != null) {
            former.channels.all().forEach(listener::closed);
        }
    }

    private void establish(@Nullable InitChunk theirs, long now) {
        if (theirs == null) {
            refused++;
            return;
        }
        up = new Established(ends, handshake.localTsn(), theirs, rto, now);
        state = SctpState.ESTABLISHED;
        handshake.done();
        timer = NEVER;
        attempts = 0;
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
        }
    }

    /** Sends what a state of shutting down says, and starts T2. */
    private void leave(SctpState next, long now) {
        state = next;
        control(next == SctpState.SHUTDOWN_SENT ? ChunkType.SHUTDOWN : ChunkType.SHUTDOWN_ACK);
        timer = now + rto.nanos();
    }

    private void onShutdownAck() {
        if (state == SctpState.SHUTDOWN_SENT || state == SctpState.SHUTDOWN_ACK_SENT) {
            control(ChunkType.SHUTDOWN_COMPLETE);
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

    private void control(int type) {
        packet.begin(handshake.peerTag()).open(type, 0);
        if (type == ChunkType.SHUTDOWN && up != null) {
            packet.i32(up.inbound.cumulative());
        }
        packet.close().send();
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
        if (!open.outbound.isIdle()) {
            return;
        }
        if (state == SctpState.SHUTDOWN_PENDING) {
            leave(SctpState.SHUTDOWN_SENT, now);
        } else if (state == SctpState.SHUTDOWN_RECEIVED) {
            leave(SctpState.SHUTDOWN_ACK_SENT, now);
        }
    }

    /** Does what timers demand; call it when {@link #deadline()} has come. */
    public void poll(long nowNanos) {
        if (timer != NEVER && nowNanos - timer >= 0) {
            attempts++;
            if (attempts > MAX_ATTEMPTS) {
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
        return open == null ? timer : Math.min(timer, open.deadline());
    }
}
