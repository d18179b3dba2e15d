package lectern.bridge.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A loop's listening TCP socket (RFC 6544 passive candidates) and the connections that came in. */
final class TcpPort implements AutoCloseable {
    private static final int BACKLOG = 256;
    private static final int ACCEPTED_PER_TURN = 32;
    /** Small, so that a slow client's pictures wait where they can still be dropped. */
    private static final int SEND_BUFFER = 64 * 1024;

    private static final int READ = 32 * 1024;

    private final ServerSocketChannel channel;
    private final InetSocketAddress local;
    private final TcpLimits limits;
    private final Clock clock;
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(READ);
    private final ByteBuffer outgoing = ByteBuffer.allocateDirect(READ);
    private final Set<TcpConnection> connections = new LinkedHashSet<>();
    private final Map<InetAddress, Integer> perAddress = new HashMap<>();
    private @Nullable PacketHandler target;
    private long refused;
    private long dropped;

    private TcpPort(ServerSocketChannel channel, InetSocketAddress local, TcpLimits limits, Clock clock) {
        this.channel = channel;
        this.local = local;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Listens at an address.
     *
     * @throws IOException when it cannot be bound
     */
    static TcpPort bind(InetSocketAddress address, TcpLimits limits, Clock clock) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.configureBlocking(false);
            channel.bind(address, BACKLOG);
            return new TcpPort(channel, (InetSocketAddress) channel.getLocalAddress(), limits, clock);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    void register(Selector selector) throws IOException {
        channel.register(selector, SelectionKey.OP_ACCEPT, this);
    }

    void start(PacketHandler handler) {
        target = handler;
    }

    InetSocketAddress local() {
        return local;
    }

    ByteBuffer incoming() {
        return incoming;
    }

    ByteBuffer outgoing() {
        return outgoing;
    }

    int connections() {
        return connections.size();
    }

    /** Connections that were over a limit. */
    long refused() {
        return refused;
    }

    /** A packet that a full queue refused. */
    void dropped() {
        dropped++;
    }

    long droppedPackets() {
        return dropped;
    }

    /** Takes in who waits, within the limits; the others are closed at once. */
    void accept(Selector selector) {
        for (int i = 0; i < ACCEPTED_PER_TURN; i++) {
            SocketChannel accepted = null;
            try {
                accepted = channel.accept();
                if (accepted == null) {
                    return;
                }
                admit(accepted, selector);
            } catch (IOException e) {
                // The client left between knocking and being let in, or the process is out of file descriptors.
                closeQuietly(accepted);
                return;
            }
        }
    }

    private void admit(SocketChannel accepted, Selector selector) throws IOException {
        InetSocketAddress remote = (InetSocketAddress) accepted.getRemoteAddress();
        int ofAddress = perAddress.getOrDefault(remote.getAddress(), 0);
        if (connections.size() >= limits.connections() || ofAddress >= limits.perAddress()) {
            refused++;
            closeQuietly(accepted);
            return;
        }
        accepted.configureBlocking(false);
        accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
        accepted.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
        SelectionKey key = accepted.register(selector, SelectionKey.OP_READ);
        TcpConnection connection = new TcpConnection(this, accepted, key, remote, clock.nanos());
        key.attach(connection);
        connections.add(connection);
        perAddress.put(remote.getAddress(), ofAddress + 1);
    }

    private static void closeQuietly(@Nullable SocketChannel accepted) {
        if (accepted != null) {
            try {
                accepted.close();
            } catch (IOException e) {
                // Nobody is there to care.
            }
        }
    }

    /** Closes those that did not prove themselves in time. */
    void tick(long now) {
        for (TcpConnection connection : new ArrayList<>(connections)) {
            if (!connection.proven()
                    && now - connection.opened() > limits.proof().toNanos()) {
                connection.close();
            }
        }
    }

    void gone(TcpConnection connection) {
        connections.remove(connection);
        perAddress.computeIfPresent(
                connection.remote().getAddress(), (address, count) -> count == 1 ? null : count - 1);
        PacketHandler listener = target;
        if (listener != null) {
            listener.gone(connection);
        }
    }

    @Override
    public void close() throws IOException {
        target = null;
        new ArrayList<>(connections).forEach(TcpConnection::close);
        channel.close();
    }
}
