package lectern.bridge.dtls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import lectern.bridge.srtp.SrtpProfile;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.jspecify.annotations.Nullable;

/**
 * One DTLS association. Every method and every call of the listener is on the loop; the handshake in between runs on a
 * thread of {@link DtlsHandshakes} and posts what it has to say.
 *
 * <p>A server waits for {@link #start} (the answer, with the client's fingerprints) and for the ClientHello, in either
 * order: a client may well be faster over UDP than its answer over the WebSocket. A client begins at {@link #start}.
 */
public final class DtlsConnection {
    private static final int MAX_DATAGRAM = 2_048;

    private final DtlsIdentity identity;
    private final DtlsHandshakes.Share handshakes;
    private final Executor loop;
    private final DtlsListener listener;
    private final boolean client;
    private final SrtpProfile[] profiles;
    private final DatagramPipe pipe = new DatagramPipe(this::sendRecord);
    private final byte[] plaintext = new byte[MAX_DATAGRAM];

    private State state = State.NEW;
    private @Nullable List<Fingerprint> expected;
    private @Nullable DTLSTransport transport;

    private enum State {
        NEW,
        HANDSHAKE,
        ESTABLISHED,
        CLOSED
    }

    private DtlsConnection(
            DtlsIdentity identity,
            DtlsHandshakes.Share handshakes,
            Executor loop,
            DtlsListener listener,
            SrtpProfile... offered) {
        this.identity = identity;
        this.handshakes = handshakes;
        this.loop = loop;
        this.listener = listener;
        this.client = offered.length > 0;
        this.profiles = offered;
    }

    /** The passive side. */
    public static DtlsConnection server(
            DtlsIdentity identity, DtlsHandshakes.Share handshakes, Executor loop, DtlsListener listener) {
        return new DtlsConnection(identity, handshakes, loop, listener);
    }

    /** The active side, which offers the given profiles, all when none is given. */
    public static DtlsConnection client(
            DtlsIdentity identity,
            DtlsHandshakes.Share handshakes,
            Executor loop,
            DtlsListener listener,
            SrtpProfile... offered) {
        return new DtlsConnection(
                identity, handshakes, loop, listener, offered.length == 0 ? SrtpProfile.values() : offered);
    }

    /** Says which certificates the peer may show; the first call counts. */
    public void start(List<Fingerprint> fingerprints) {
        if (expected == null) {
            expected = List.copyOf(fingerprints);
            begin();
        }
    }

    public boolean established() {
        return state == State.ESTABLISHED;
    }

    /** Takes one datagram that starts like DTLS (RFC 7983: first byte 20 to 63). */
    public void receive(byte[] buffer, int offset, int length) {
        if (state == State.CLOSED || length > MAX_DATAGRAM || !HandshakeScreen.admits(buffer, offset, length)) {
            return;
        }
        pipe.offer(Arrays.copyOfRange(buffer, offset, offset + length));
        if (state == State.NEW) {
            begin();
        } else if (state == State.ESTABLISHED) {
            drain();
        }
    }

    /**
     * Sends one record of application data.
     *
     * @param length at most 1,180 bytes
     * @return false when the association is not established
     */
    public boolean send(byte[] buffer, int offset, int length) {
        DTLSTransport open = transport;
        if (state != State.ESTABLISHED || open == null) {
            return false;
        }
        try {
            open.send(buffer, offset, length);
            return true;
        } catch (IOException e) {
            broken(e);
            return false;
        }
    }

    /** Says goodbye to an established peer and forgets the association; the listener hears no more. Idempotent. */
    public void close() {
        State was = state;
        state = State.CLOSED;
        DTLSTransport open = transport;
        if (was == State.ESTABLISHED && open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // The alert is a courtesy: without it the peer's consent runs out.
                transport = null;
            }
        }
        pipe.close();
    }

    private void begin() {
        List<Fingerprint> fingerprints = expected;
        if (state != State.NEW || fingerprints == null || (!client && pipe.isEmpty())) {
            return;
        }
        DtlsPeer peer =
                new DtlsPeer(identity, fingerprints, (int) handshakes.timeout().toMillis());
        if (handshakes.run(() -> handshake(peer))) {
            state = State.HANDSHAKE;
        }
    }

    /** On a thread of the pool. */
    private void handshake(DtlsPeer peer) {
        try {
            DTLSTransport done = client
                    ? new DTLSClientProtocol().connect(new ClientRole(peer, profiles), pipe)
                    : new DTLSServerProtocol().accept(new ServerRole(peer), pipe);
            pipe.handshakeDone();
            post(() -> finished(done, peer));
        } catch (IOException | RuntimeException e) {
            post(() -> broken(e));
        }
    }

    /** A loop that has ended has nobody left to tell. */
    private void post(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            pipe.close();
        }
    }

    private void finished(DTLSTransport done, DtlsPeer peer) {
        if (state == State.CLOSED || peer.profile == null || peer.keys == null) {
            return;
        }
        transport = done;
        state = State.ESTABLISHED;
        listener.established(peer.profile, peer.keys);
        // The peer may have sent its first SCTP packet while the keys were on their way here.
        drain();
    }

    private void drain() {
        DTLSTransport open = transport;
        while (open != null && state == State.ESTABLISHED && !pipe.isEmpty()) {
            try {
                read(open);
            } catch (IOException e) {
                broken(e);
            }
            if (pipe.isClosed()) {
                broken(null);
            }
        }
    }

    /** Reads one datagram, which may hold several records. */
    private void read(DTLSTransport open) throws IOException {
        int length;
        try {
            // Zero waits for ever in BouncyCastle's terms; our pipe ends the wait when it is empty.
            length = open.receive(plaintext, 0, plaintext.length, 0);
        } catch (InterruptedIOException e) {
            return;
        }
        while (length > 0 && state == State.ESTABLISHED) {
            listener.data(plaintext, 0, length);
            length = open.receivePending(plaintext, 0, plaintext.length);
        }
    }

    private void broken(@Nullable Exception cause) {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        transport = null;
        pipe.close();
        listener.closed(cause == null ? "the peer closed DTLS" : "DTLS failed: " + sentence(cause));
    }

    /** The alert with what we said about it; never anything from the peer's bytes. */
    private static String sentence(Exception cause) {
        if (cause instanceof TlsFatalAlertReceived received) {
            return "the peer sent " + AlertDescription.getText(received.getAlertDescription());
        }
        if (cause instanceof TlsFatalAlert alert) {
            Throwable inner = alert.getCause();
            String text = AlertDescription.getText(alert.getAlertDescription());
            return inner == null || inner.getMessage() == null ? text : text + " (" + inner.getMessage() + ")";
        }
        return cause.getClass().getSimpleName();
    }

    private void sendRecord(byte[] buffer, int offset, int length, boolean posted) {
        if (!posted) {
            listener.send(buffer, offset, length);
            return;
        }
        byte[] datagram = Arrays.copyOfRange(buffer, offset, offset + length);
        post(() -> {
            if (state != State.CLOSED) {
                listener.send(datagram, 0, datagram.length);
            }
        });
    }
}
