package lectern.bench.peer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import lectern.bridge.dtls.DtlsHandshakes;
import lectern.bridge.dtls.DtlsIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread of many synthetic peers, each with a socket of its own. */
public final class PeerLoop implements Executor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PeerLoop.class);
    private static final long TICK = Duration.ofMillis(1).toNanos();
    /** Peers that send nothing need less. */
    private static final int SLOWER = 10;

    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(30);
    private static final String BROKE = "a synthetic peer broke";
    private static final int MAX_DATAGRAM = 2_048;
    private static final int SOCKET_BUFFER = 1 << 20;
    private static final int HANDSHAKE_THREADS = 64;

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final List<SyntheticPeer> peers = new ArrayList<>();
    private final SecureRandom random = new SecureRandom();
    private final DtlsIdentity identity = DtlsIdentity.create(random, Instant.now());
    private final DtlsHandshakes handshakes = new DtlsHandshakes(HANDSHAKE_THREADS, HANDSHAKE_TIMEOUT);
    private final DtlsHandshakes.Share share = handshakes.share();
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(MAX_DATAGRAM);
    private final ByteBuffer outgoing = ByteBuffer.allocateDirect(MAX_DATAGRAM);
    private final byte[] packet = new byte[MAX_DATAGRAM + 128];
    private final Selector selector;
    private final Thread thread;
    private long ticks;
    private volatile boolean closed;

    /**
     * Starts the thread.
     *
     * @throws IOException when the system gives no selector
     */
    public PeerLoop(String name) throws IOException {
        selector = Selector.open();
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * A new peer on a free port of the given address.
     *
     * @param number written into every packet it sends; unique among the peers of a measurement, at least 1
     * @throws IOException when no socket can be had
     */
    public SyntheticPeer peer(int number, InetSocketAddress bind, Publishing publishing, PeerListener listener)
            throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
        channel.bind(bind);
        channel.configureBlocking(false);
        SyntheticPeer peer = new SyntheticPeer(this, channel, number, publishing, listener);
        execute(() -> {
            try {
                channel.register(selector, SelectionKey.OP_READ, peer);
                peers.add(peer);
            } catch (IOException e) {
                LOG.atError().setCause(e).log("a peer's socket cannot be watched");
            }
        });
        return peer;
    }

    DtlsIdentity identity() {
        return identity;
    }

    DtlsHandshakes.Share handshakes() {
        return share;
    }

    SecureRandom random() {
        return random;
    }

    /** Runs a task on the loop. */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (Thread.currentThread() != thread) {
            selector.wakeup();
        }
    }

    void connect(DatagramChannel channel, InetSocketAddress to) {
        try {
            if (!to.equals(channel.getRemoteAddress())) {
                channel.disconnect();
                channel.connect(to);
            }
        } catch (IOException e) {
            LOG.atError().setCause(e).log("a peer's socket cannot be connected");
        }
    }

    void send(DatagramChannel channel, byte[] buffer, int offset, int length) {
        if (!channel.isConnected()) {
            return;
        }
        outgoing.clear();
        outgoing.put(buffer, offset, length).flip();
        try {
            channel.write(outgoing);
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("a datagram was not sent");
        }
    }

    void forget(SyntheticPeer peer, DatagramChannel channel) {
        peers.remove(peer);
        try {
            channel.close();
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("a socket did not close");
        }
    }

    private void run() {
        long nextTick = System.nanoTime();
        while (!closed) {
            try {
                long wait = (nextTick - System.nanoTime()) / 1_000_000;
                if (wait > 0 && tasks.isEmpty()) {
                    selector.select(this::readable, wait);
                } else {
                    selector.selectNow(this::readable);
                }
            } catch (IOException e) {
                LOG.atError().setCause(e).log("the selector failed, the peers end");
                return;
            }
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                guarded(task);
            }
            long now = System.nanoTime();
            if (now - nextTick >= 0) {
                nextTick = now + TICK;
                tick();
            }
        }
    }

    private void tick() {
        ticks++;
        for (int i = peers.size() - 1; i >= 0; i--) {
            SyntheticPeer peer = peers.get(i);
            if (!peer.publishes() && (ticks + i) % SLOWER != 0) {
                continue;
            }
            try {
                peer.tick(System.nanoTime());
            } catch (RuntimeException | AssertionError e) {
                LOG.atError().setCause(e).log(BROKE);
            }
        }
    }

    private void readable(SelectionKey key) {
        SyntheticPeer peer = (SyntheticPeer) key.attachment();
        DatagramChannel channel = (DatagramChannel) key.channel();
        for (int n = 0; n < 64; n++) {
            incoming.clear();
            try {
                if (!channel.isConnected() || channel.read(incoming) == 0) {
                    return;
                }
            } catch (IOException e) {
                LOG.atDebug().setCause(e).log("a datagram was not received");
                return;
            }
            int length = incoming.flip().remaining();
            incoming.get(packet, 0, length);
            try {
                peer.receive(packet, length, System.nanoTime());
            } catch (RuntimeException | AssertionError e) {
                LOG.atError().setCause(e).log(BROKE);
            }
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | AssertionError e) {
            LOG.atError().setCause(e).log(BROKE);
        }
    }

    /** Ends the thread and closes every socket without a goodbye. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List.copyOf(peers).forEach(SyntheticPeer::drop);
        handshakes.close();
        try {
            selector.close();
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("the selector did not close");
        }
    }
}
