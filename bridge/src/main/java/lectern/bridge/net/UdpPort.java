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
    /** Of the hash of an address, which finds a path's place among {@link ReceiveBatch#PLACES}. */
    private static final int PLACE_SHIFT = 16;

    private final int number;
    private final DatagramChannel channel;
    private final InetSocketAddress local;
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(MediaLoop.MAX_DATAGRAM);
    private final ByteBuffer outgoing = ByteBuffer.allocateDirect(MediaLoop.MAX_DATAGRAM);
    /** Paths remembered, by a hash of their address; strangers only cost each other an object. */
    private final @Nullable UdpPath[] paths = new @Nullable UdpPath[ReceiveBatch.PLACES];

    private final ReceiveBatch batch = new ReceiveBatch(MediaLoop.ARRAY);
    private long unsent;
    /** In this turn: a socket that only fails must not hold it. */
    private int errors;

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
    void receive(MediaLoop loop, PacketHandler target) {
        boolean more = true;
        errors = 0;
        while (more && !batch.full()) {
            more = receive();
        }
        batch.handle(loop, target);
    }

    /** Takes one datagram; false when there is none. */
    private boolean receive() {
        InetSocketAddress from;
        incoming.clear();
        try {
            from = (InetSocketAddress) channel.receive(incoming);
        } catch (IOException e) {
            // An ICMP error of something sent before; the next datagram is unharmed.
            return errors++ < ReceiveBatch.CAPACITY;
        }
        if (from == null) {
            return false;
        }
        int length = incoming.flip().remaining();
        incoming.get(batch.next(), 0, length);
        int place = place(from);
        batch.add(length, path(from, place), place);
        return true;
    }

    private static int place(InetSocketAddress from) {
        int hash = from.hashCode() * 0x9E3779B9;
        return (hash >>> PLACE_SHIFT) & (ReceiveBatch.PLACES - 1);
    }

    private UdpPath path(InetSocketAddress from, int place) {
        UdpPath known = paths[place];
        if (known == null || !known.remote().equals(from)) {
            known = new UdpPath(from, number);
            paths[place] = known;
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
