package lectern.bench.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import lectern.bridge.dtls.DtlsConnection;
import lectern.bridge.dtls.DtlsListener;
import lectern.bridge.ice.IceCredentials;
import lectern.bridge.sctp.DataChannel;
import lectern.bridge.sctp.SctpAssociation;
import lectern.bridge.sctp.SctpListener;
import lectern.bridge.srtp.SrtpKeys;
import lectern.bridge.srtp.SrtpProfile;
import lectern.bridge.srtp.SrtpSession;
import org.jspecify.annotations.Nullable;

/**
 * One client: connects, sends made-up media and messages, and counts what comes. Public methods may be
 * called from any thread; everything happens on the peer's loop.
 */
public final class SyntheticPeer implements AutoCloseable {
    private final PeerLoop loop;
    private final DatagramChannel channel;
    private final int number;
    private final PeerListener listener;
    private final PeerMedia media;
    private final DtlsConnection dtls;
    private final SctpAssociation sctp;
    private @Nullable IceChecker ice;
    private IceCredentials credentials;
    private @Nullable RemoteSession remote;
    private boolean dtlsStarted;
    private @Nullable DataChannel live;
    private boolean channelOpen;
    private boolean secured;
    private boolean closed;

    SyntheticPeer(PeerLoop loop, DatagramChannel channel, int number, Publishing publishing, PeerListener listener) {
        this.loop = loop;
        this.channel = channel;
        this.number = number;
        this.listener = listener;
        credentials = IceCredentials.random(loop.random());
        media = new PeerMedia(this, publishing, listener, this::transmit);
        dtls = DtlsConnection.client(loop.identity(), loop.handshakes(), loop, new Records());
        sctp = new SctpAssociation(new Messages(), true, loop.random());
    }

    /** What it writes into its packets. */
    public int number() {
        return number;
    }

    boolean publishes() {
        return media.publishes();
    }

    /** What it says about itself to a server; the same until an ICE restart. */
    public LocalSession local() throws IOException {
        InetSocketAddress bound = (InetSocketAddress) channel.getLocalAddress();
        return new LocalSession(credentials, loop.identity().fingerprint(), bound, media.sending());
    }

    /** Agrees with a server and begins to connect. Blocks; not on the loop. */
    public void connect(Signalling signalling) throws IOException {
        connect(signalling, UnaryOperator.identity());
    }

    /** The same over a path of its own, as through a relay. */
    public void connect(Signalling signalling, UnaryOperator<RemoteSession> path) throws IOException {
        LocalSession own = local();
        RemoteSession joined = path.apply(signalling.join(own));
        signalling.finish(own);
        on(() -> {
                    begin(joined);
                    return joined;
                })
                .join();
    }

    /**
     * Takes an SDP offer, the first or an ICE restart's, and begins to connect.
     *
     * @return the answer; exceptionally {@link IllegalArgumentException} when it is no offer
     */
    public CompletableFuture<String> answer(String offer) {
        return on(() -> {
            OfferedSession offered = OfferedSession.parse(offer);
            credentials = IceCredentials.random(loop.random());
            begin(offered.remote());
            return offered.answer(credentials, loop.identity().fingerprint());
        });
    }

    private void begin(RemoteSession joined) {
        RemoteSession.Security security = joined.security();
        loop.connect(channel, joined.address());
        if (remote == null) {
            media.joined(joined);
        }
        remote = joined;
        if (security == null) {
            if (!secured) {
                secured = true;
                media.begin(null, System.nanoTime());
                listener.connected(this);
            }
        } else {
            ice = new IceChecker(loop.random(), credentials, security, System.nanoTime());
        }
    }

    /** Sends text on the data channel; false when it is not open or its buffer is full. */
    public CompletableFuture<Boolean> send(String text) {
        return on(() -> {
            DataChannel open = live;
            return open != null && channelOpen && sctp.send(open, text, System.nanoTime());
        });
    }

    public CompletableFuture<PeerStats> stats() {
        return on(() -> media.stats(secured));
    }

    /** Switches what it sends; the camera begins again with a keyframe. */
    public void publish(boolean microphone, boolean camera, boolean screen) {
        loop.execute(() -> media.publish(microphone, camera, screen));
    }

    /** In -dBov, 0 loud to 127 silent. */
    public void audioLevel(int level) {
        loop.execute(() -> media.level(level));
    }

    /** Asks for a keyframe in a slot (RFC 4585 §6.3.1). */
    public void requestKeyframe(String mid) {
        loop.execute(() -> media.pli(mid));
    }

    /**
     * Decrypts only every n-th packet of media, so that one generator can hear many; all are counted, reported and asked
     * for again, but the others are not shown to the listener.
     */
    public void sample(int oneIn) {
        loop.execute(() -> media.sample(oneIn));
    }

    /** Loses that part of the media packets, 0 to 1, in both directions. */
    public void loss(double part) {
        loop.execute(() -> media.loss(part));
    }

    /** Sends bytes as they are from its own address, as somebody does who means harm. */
    public void raw(byte[] datagram) {
        loop.execute(() -> transmit(datagram, 0, datagram.length));
    }

    /** Says goodbye and closes the socket. */
    @Override
    public void close() {
        loop.execute(() -> {
            if (!closed) {
                closed = true;
                sctp.abort();
                dtls.close();
                loop.forget(this, channel);
            }
        });
    }

    /** Without a goodbye, as a dead battery does. */
    public void vanish() {
        loop.execute(this::drop);
    }

    void drop() {
        closed = true;
        loop.forget(this, channel);
    }

    private <T> CompletableFuture<T> on(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, loop);
    }

    void tick(long now) {
        if (closed) {
            return;
        }
        IceChecker checker = ice;
        if (checker != null && checker.due(now)) {
            byte[] check = checker.check(now);
            transmit(check, 0, check.length);
        }
        if (secured) {
            media.tick(now);
            if (now - sctp.deadline() >= 0 && sctp.deadline() != Long.MAX_VALUE) {
                sctp.poll(now);
            }
        }
    }

    void receive(byte[] buffer, int length, long now) {
        int first = length == 0 || closed ? 255 : buffer[0] & 0xFF;
        if (first >= 128 && first < 192) {
            media.receive(buffer, length, now);
        } else if (first < 4) {
            stun(buffer, length);
        } else if (first >= 20 && first < 64) {
            dtls.receive(buffer, 0, length);
        }
    }

    private void stun(byte[] buffer, int length) {
        IceChecker checker = ice;
        RemoteSession joined = remote;
        RemoteSession.Security security = joined == null ? null : joined.security();
        if (checker == null || joined == null || security == null) {
            return;
        }
        byte[] response = checker.receive(buffer, length, joined.address());
        if (response != null) {
            transmit(response, 0, response.length);
        }
        if (checker.ready() && !dtlsStarted) {
            dtlsStarted = true;
            dtls.start(List.of(security.fingerprint()));
        }
    }

    private void transmit(byte[] buffer, int offset, int length) {
        loop.send(channel, buffer, offset, length);
    }

    private void ended(String reason) {
        if (!closed) {
            secured = false;
            listener.disconnected(this, reason);
        }
    }

    private final class Records implements DtlsListener {
        @Override
        public void send(byte[] buffer, int offset, int length) {
            transmit(buffer, offset, length);
        }

        @Override
        public void established(SrtpProfile profile, SrtpKeys keys) {
            secured = true;
            media.begin(new SrtpSession(profile, keys), System.nanoTime());
            RemoteSession joined = remote;
            if (joined != null && joined.data()) {
                sctp.connect(System.nanoTime());
            }
            listener.connected(SyntheticPeer.this);
        }

        @Override
        public void data(byte[] buffer, int offset, int length) {
            sctp.receive(buffer, offset, length, System.nanoTime());
        }

        @Override
        public void closed(String reason) {
            ended(reason);
        }
    }

    private final class Messages implements SctpListener {
        @Override
        public void send(byte[] buffer, int offset, int length) {
            dtls.send(buffer, offset, length);
        }

        @Override
        public void connected() {
            live = sctp.open("live", System.nanoTime());
        }

        @Override
        public void opened(DataChannel opened) {
            channelOpen = true;
            listener.channelOpened(SyntheticPeer.this);
        }

        @Override
        public void message(DataChannel from, boolean text, byte[] data) {
            listener.message(SyntheticPeer.this, new String(data, UTF_8));
        }

        @Override
        public void closed(DataChannel gone) {
            channelOpen = false;
        }

        @Override
        public void ended(String reason) {
            channelOpen = false;
        }
    }
}
