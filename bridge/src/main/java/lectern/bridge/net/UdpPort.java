package lectern.bridge.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;

/** One non-blocking UDP socket of a loop. */
final class UdpPort implements AutoCloseable {
    private static final int SOCKET_BUFFER = 4 * 1024 * 1024;
    private static final int DATAGRAMS_PER_TURN = 256;
    /** Paths remembered, by a hash of their address; strangers only cost each other an object. A power of two. */
    private static final int PATHS = 2048;

    private final int number;
    private final DatagramChannel channel;
    private final InetSocketAddress local;
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(MediaLoop.MAX_DATAGRAM);
    private final ByteBuffer outgoing = ByteBuffer.allocateDirect(MediaLoop.MAX_DATAGRAM);
    private final @Nullable UdpPath[] paths = new @Nullable UdpPath[PATHS];
    private long unsent;

    private UdpPort(int number, DatagramChannel channel, InetSocketAddress local) {
        this.number = number;
        this.channel = channel;
        this.local = local;
    }

    /**
     * A socket bound to one address; to both families' wildcard when it is one and the machine has IPv6.
     *
     * @throws IOException when the address cannot be bound
     */
    static UdpPort bind(int number, InetSocketAddress address) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
            channel.configureBlocking(false);
            channel.bind(address);
            return new UdpPort(number, channel, (InetSocketAddress) channel.getLocalAddress());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    void register(Selector selector) throws IOException {
        channel.register(selector, SelectionKey.OP_READ);
    }

    InetSocketAddress local() {
        return local;
    }

    long unsent() {
        return unsent;
    }

    /** Hands out what has arrived, up to a turn's share. */
    void receive(byte[] packet, MediaLoop loop, PacketHandler target) {
        for (int i = 0; i < DATAGRAMS_PER_TURN; i++) {
            InetSocketAddress from;
            incoming.clear();
            try {
                from = (InetSocketAddress) channel.receive(incoming);
            } catch (IOException e) {
                // An ICMP error of something sent before; the next datagram is unharmed.
                continue;
            }
            if (from == null) {
                return;
            }
            int length = incoming.flip().remaining();
            incoming.get(packet, 0, length);
            loop.handle(target, packet, length, path(from));
        }
    }

    private UdpPath path(InetSocketAddress from) {
        int hash = from.hashCode() * 0x9E3779B9;
        int slot = (hash >>> 16) & (PATHS - 1);
        UdpPath known = paths[slot];
        if (known == null || !known.remote().equals(from)) {
            known = new UdpPath(from, number);
            paths[slot] = known;
        }
        return known;
    }

    void send(byte[] buffer, int offset, int length, InetSocketAddress to) {
        outgoing.clear();
        outgoing.put(buffer, offset, length).flip();
        try {
            if (channel.send(outgoing, to) == 0) {
                unsent++;
            }
        } catch (IOException e) {
            // Unreachable networks and refused ports are for ICE's consent to notice.
            unsent++;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
