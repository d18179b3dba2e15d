package lectern.bench.bridge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Random;
import lectern.bench.engine.LecternEngine;
import lectern.bench.peer.PeerListener;
import lectern.bench.peer.PeerLoop;
import lectern.bench.peer.Publishing;
import lectern.bench.peer.RemoteSession;
import lectern.bench.peer.SyntheticPeer;
import lectern.bridge.stun.StunIntegrity;
import lectern.bridge.stun.StunMessage;
import lectern.bridge.stun.StunWriter;

/** A member of the class who means harm, with a socket besides. */
final class Rogue implements AutoCloseable {
    private static final int ROGUE_KBPS = 20_000;
    private static final int CLIENT_HELLO_LENGTH = 240;
    private static final int DTLS_RECORD_HEADER = 13;
    private static final int DTLS_HANDSHAKE_HEADER = 12;
    private static final String TEXT = "x".repeat(1_000);

    private final DatagramChannel outside;
    private final SyntheticPeer member;
    private final RemoteSession server;
    private final byte[] stun;
    private final byte[] hello = hello();

    Rogue(LecternEngine engine, PeerLoop loop, String room, int number) throws IOException {
        InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        outside = DatagramChannel.open().bind(here);
        outside.configureBlocking(false);
        Publishing publishing = new Publishing(false, 127, ROGUE_KBPS, 0, 30, 0);
        member = loop.peer(number, here, publishing, PeerListener.NONE);
        send(false);
        RemoteSession[] told = new RemoteSession[1];
        member.connect(engine.signalling(room, number, 1, 1), session -> {
            told[0] = session;
            return session;
        });
        server = told[0];
        stun = stun(server);
    }

    /** A check for a name that exists, under a key that is not its own: the dearest that a stranger can ask for. */
    private static byte[] stun(RemoteSession server) {
        RemoteSession.Security security = server.security();
        String name = security == null ? "" : security.ice().ufrag();
        byte[] id = new byte[12];
        new Random(1).nextBytes(id);
        return new StunWriter(StunMessage.BINDING_REQUEST, id)
                .username(name + ":none")
                .priority(1)
                .controlling(1)
                .integrity(new StunIntegrity("not the password of this name"))
                .fingerprint()
                .toBytes();
    }

    /** The head of a DTLS 1.2 ClientHello (RFC 6347 §4.2.2) before nonsense. */
    private static byte[] hello() {
        byte[] record = new byte[CLIENT_HELLO_LENGTH];
        new Random(2).nextBytes(record);
        int body = CLIENT_HELLO_LENGTH - DTLS_RECORD_HEADER;
        ByteBuffer.wrap(record)
                .put((byte) 22)
                .putShort((short) 0xFEFD)
                .putShort((short) 0)
                .putShort((short) 0)
                .putInt(0)
                .putShort((short) body)
                .put((byte) 1)
                .put(length(body - DTLS_HANDSHAKE_HEADER))
                .putShort((short) 0)
                .put(length(0))
                .put(length(body - DTLS_HANDSHAKE_HEADER));
        return record;
    }

    private static byte[] length(int length) {
        return new byte[] {0, (byte) (length >>> 8), (byte) length};
    }

    /** Switches the camera of 20 Mbit/s. */
    void send(boolean on) {
        member.publish(false, on, false);
    }

    void stun() {
        outside(stun, server.address());
    }

    /** From its own address, which the bridge knows. */
    void clientHello() {
        member.raw(hello);
    }

    void keyframeRequest() {
        server.receiving().stream()
                .filter(RemoteSession.Stream::video)
                .findFirst()
                .ifPresent(slot -> member.requestKeyframe(slot.mid()));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // whether its own queue is full is its own affair
    void text() {
        member.send(TEXT);
    }

    private void outside(byte[] bytes, InetSocketAddress to) {
        try {
            outside.send(ByteBuffer.wrap(bytes), to);
        } catch (IOException e) {
            throw new IllegalStateException("a flood cannot be sent", e);
        }
    }

    @Override
    public void close() throws IOException {
        outside.close();
    }
}
