package lectern.bridge.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A slow line on loopback for one client: what the bridge sends waits in a queue in front of a rate. */
final class ShapedRelay implements AutoCloseable {
    private static final int HEADERS = 28;
    private static final long QUEUE_NANOS = 500_000_000L;

    private final DatagramChannel outside;
    private final DatagramChannel inside;
    private final DelayQueue<Waiting> queue = new DelayQueue<>();
    private volatile @Nullable SocketAddress client;
    private volatile long rate;
    private long free;

    private record Waiting(ByteBuffer bytes, long at) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(at, ((Waiting) other).at);
        }
    }

    ShapedRelay(InetSocketAddress bridge) throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        outside = DatagramChannel.open().bind(any);
        inside = DatagramChannel.open().bind(any).connect(bridge);
        start("relay-up", this::up);
        start("relay-down", this::down);
        start("relay-queue", this::deliver);
    }

    private void start(String name, Loop loop) {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (true) {
                            loop.turn();
                        }
                    } catch (IOException | InterruptedException e) {
                        // The channels are closed: the test is over.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private interface Loop {
        void turn() throws IOException, InterruptedException;
    }

    int port() throws IOException {
        return ((InetSocketAddress) outside.getLocalAddress()).getPort();
    }

    /** Bits per second toward the client, 0 for no limit. */
    void rate(long bits) {
        rate = bits;
    }

    private void up() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(2048);
        client = outside.receive(buffer);
        inside.write(buffer.flip());
    }

    private void down() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(2048);
        inside.read(buffer);
        buffer.flip();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        long now = System.nanoTime();
        long limit = rate;
        long departs = now;
        if (limit > 0) {
            departs = Math.max(now, free) + (bytes.length + HEADERS) * 8_000_000_000L / limit;
            if (departs - now > QUEUE_NANOS) {
                return;
            }
            free = departs;
        }
        queue.add(new Waiting(ByteBuffer.wrap(bytes), departs));
    }

    private void deliver() throws IOException, InterruptedException {
        Waiting next = queue.take();
        SocketAddress to = client;
        if (to != null) {
            outside.send(next.bytes(), to);
        }
    }

    @Override
    public void close() throws IOException {
        outside.close();
        inside.close();
        queue.add(new Waiting(ByteBuffer.allocate(0), 0));
    }
}
