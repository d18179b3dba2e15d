package lectern.bench.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bad network between one client and a server: loses, delays and queues datagrams. The client sends to {@link
 * #address()}, the server sees a port of the relay's.
 */
public final class ShapingRelay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ShapingRelay.class);
    private static final int MAX_DATAGRAM = 2_048;
    private static final int MAX_QUEUED = 10_000;
    /** What a bottleneck holds before it drops. */
    private static final long BOTTLENECK_QUEUE_NANOS = 300_000_000L;

    private static final double NANOS_PER_BIT_AT_1_KBPS = 1e6;

    private final Selector selector = Selector.open();
    private final DatagramChannel front;
    private final DatagramChannel back;
    private final Random random;
    private final Way up;
    private final Way down;
    private final PriorityQueue<Due> queue = new PriorityQueue<>(Comparator.comparingLong(due -> due.at));
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(MAX_DATAGRAM);
    private final Thread thread = new Thread(this::run, "relay");
    private volatile Shape shape = Shape.GOOD;
    private volatile boolean closed;
    private @Nullable SocketAddress client;

    /**
     * What the network does.
     *
     * @param loss part that is lost, 0 to 1, each way
     * @param jitterMillis most that a packet is kept, each way; packets stay in order
     * @param kbps from server to client, 0 for no limit
     */
    public record Shape(double loss, int jitterMillis, int kbps) {
        public static final Shape GOOD = new Shape(0, 0, 0);

        public Shape {
            if (loss < 0 || loss > 1 || jitterMillis < 0 || kbps < 0) {
                throw new IllegalArgumentException("a part of 0 to 1 is lost; jitter and rate are not negative");
            }
        }
    }

    /** A packet and when it goes on. */
    private static final class Due {
        private final long at;
        private final byte[] packet;
        private final boolean down;

        Due(long at, byte[] packet, boolean down) {
            this.at = at;
            this.packet = packet;
            this.down = down;
        }
    }

    /** One direction. */
    private static final class Way {
        private long lastDue;
        private long free;
    }

    /** Stands before the given server; the seed makes its losses repeatable. */
    public ShapingRelay(InetSocketAddress server, long seed) throws IOException {
        random = new Random(seed);
        up = new Way();
        down = new Way();
        front = DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        back = DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        back.connect(server);
        for (DatagramChannel channel : new DatagramChannel[] {front, back}) {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
        }
        thread.setDaemon(true);
        thread.start();
    }

    public InetSocketAddress address() throws IOException {
        return (InetSocketAddress) front.getLocalAddress();
    }

    /** Changes the network from now on. */
    public void shape(Shape next) {
        shape = next;
    }

    private void run() {
        while (!closed) {
            try {
                selector.select(key -> {}, 1);
                receive(front, up, false);
                receive(back, down, true);
                flush();
            } catch (IOException e) {
                LOG.atDebug().setCause(e).log("a relayed datagram was lost");
            }
        }
    }

    private void receive(DatagramChannel channel, Way way, boolean towardsClient) throws IOException {
        for (SocketAddress from = channel.receive(incoming.clear());
                from != null;
                from = channel.receive(incoming.clear())) {
            if (!towardsClient) {
                client = from;
            }
            byte[] packet = new byte[incoming.flip().remaining()];
            incoming.get(packet);
            admit(packet, way, towardsClient);
        }
    }

    private void admit(byte[] packet, Way way, boolean towardsClient) {
        Shape now = shape;
        if (queue.size() >= MAX_QUEUED || (now.loss > 0 && random.nextDouble() < now.loss)) {
            return;
        }
        long at = System.nanoTime();
        if (towardsClient && now.kbps > 0) {
            long begins = Math.max(at, way.free);
            if (begins - at > BOTTLENECK_QUEUE_NANOS) {
                return;
            }
            way.free = begins + (long) (8 * packet.length * NANOS_PER_BIT_AT_1_KBPS / now.kbps);
            at = way.free;
        }
        at += now.jitterMillis == 0 ? 0 : (long) (random.nextDouble() * now.jitterMillis * 1_000_000);
        way.lastDue = Math.max(at, way.lastDue + 1);
        queue.add(new Due(way.lastDue, packet, towardsClient));
    }

    private void flush() throws IOException {
        long now = System.nanoTime();
        for (Due due = queue.peek(); due != null && due.at - now <= 0; due = queue.peek()) {
            queue.remove();
            SocketAddress to = client;
            if (!due.down) {
                back.write(ByteBuffer.wrap(due.packet));
            } else if (to != null) {
                front.send(ByteBuffer.wrap(due.packet), to);
            }
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        try {
            thread.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        front.close();
        back.close();
        selector.close();
    }
}
