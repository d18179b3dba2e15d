package lectern.bench.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
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
 * One client: takes offers, connects, sends made-up media and messages, and counts what comes. Public methods may be
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
    private @Nullable InetSocketAddress server;
    private @Nullable OfferedSession session;
    private @Nullable DataChannel live;
    private boolean channelOpen;
    private boolean secured;
    private boolean closed;

    SyntheticPeer(PeerLoop loop, DatagramChannel channel, int number, Publishing publishing, PeerListener listener) {
        this.loop = loop;
        this.channel = channel;
        this.number = number;
        this.listener = listener;
        media = new PeerMedia(this, publishing, listener, this::transmit);
        dtls = DtlsConnection.client(loop.identity(), loop.handshakes(), loop, new Records());
        sctp = new SctpAssociation(new Messages(), true, loop.random());
    }

    /** What it writes into its packets. */
    public int number() {
        return number;
    }

    /**
     * Takes an offer, the first or an ICE restart's, and begins to connect.
     *
     * @return the answer; exceptionally {@link IllegalArgumentException} when it is no offer
     */
    public CompletableFuture<String> answer(String offer) {
        return on(() -> {
            OfferedSession offered = OfferedSession.parse(offer);
            IceCredentials own = IceCredentials.random(loop.random());
            ice = new IceChecker(loop.random(), own, offered.ice(), System.nanoTime());
            server = offered.candidate();
            if (session == null) {
                media.slots(offered);
            }
            session = offered;
            return offered.answer(own, loop.identity().fingerprint());
        });
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

    /** Loses that part of the media packets, 0 to 1, in both directions. */
    public void loss(double part) {
        loop.execute(() -> media.loss(part));
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
        IceChecker checker = ice;
        if (closed || checker == null) {
            return;
        }
        if (checker.due(now)) {
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
        IceChecker checker = ice;
        OfferedSession offered = session;
        if (checker == null || offered == null) {
            return;
        }
        if (first < 4) {
            if (checker.response(buffer, length)) {
                dtls.start(List.of(offered.fingerprint()));
            }
        } else if (first >= 20 && first < 64) {
            dtls.receive(buffer, 0, length);
        } else if (first >= 128 && first < 192) {
            media.receive(buffer, length, now);
        }
    }

    private void transmit(byte[] buffer, int offset, int length) {
        InetSocketAddress to = server;
        if (to != null && channel.isOpen()) {
            loop.send(channel, buffer, offset, length, to);
        }
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
            media.secured(new SrtpSession(profile, keys), System.nanoTime());
            sctp.connect(System.nanoTime());
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
