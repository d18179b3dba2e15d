package lectern.bridge.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that receives from one UDP socket, runs tasks and ticks. {@link #execute} may be called from any thread;
 * {@link #send} on the loop only. What a handler or a task throws is logged and costs nothing but itself.
 */
public final class MediaLoop implements Transport, Executor, AutoCloseable {
    public static final Duration TICK = Duration.ofMillis(10);

    private static final Logger LOG = LoggerFactory.getLogger(MediaLoop.class);
    private static final int SOCKET_BUFFER = 4 * 1024 * 1024;
    private static final int MAX_DATAGRAM = 2048;
    /** Room behind a datagram, so that it can be worked on in place. */
    private static final int ARRAY = MAX_DATAGRAM + 128;

    private static final int DATAGRAMS_PER_TURN = 256;
    private static final int TASKS_PER_TURN = 1024;
    /** Tasks beyond these are refused: something is very wrong then. */
    private static final int MAX_TASKS = 65_536;

    private final Clock clock;
    private final DatagramChannel channel;
    private final Selector selector;
    private final InetSocketAddress local;
    private final String name;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(MAX_DATAGRAM);
    private final ByteBuffer outgoing = ByteBuffer.allocateDirect(MAX_DATAGRAM);
    private final byte[] packet = new byte[ARRAY];
    private volatile boolean closed;
    private volatile @Nullable Thread thread;
    private long unsent;

    /**
     * Binds the socket; {@link #start} begins.
     *
     * @throws IOException when the address cannot be bound
     */
    public MediaLoop(String name, InetSocketAddress bind, Clock clock) throws IOException {
        this.clock = clock;
        channel = DatagramChannel.open();
        Selector opened = null;
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
            channel.configureBlocking(false);
            channel.bind(bind);
            local = (InetSocketAddress) channel.getLocalAddress();
            opened = Selector.open();
            channel.register(opened, SelectionKey.OP_READ);
        } catch (IOException e) {
            if (opened != null) {
                opened.close();
            }
            channel.close();
            throw e;
        }
        selector = opened;
        this.name = name;
    }

    /** The bound address. */
    public InetSocketAddress local() {
        return local;
    }

    public void start(PacketHandler handler) {
        Thread started = new Thread(() -> run(handler), name);
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    /** Whether the caller is on this loop. */
    public boolean here() {
        return Thread.currentThread() == thread;
    }

    /**
     * Runs a task on the loop, after those posted before.
     *
     * @throws RejectedExecutionException when the loop is closed or has {@value #MAX_TASKS} tasks waiting
     */
    @Override
    public void execute(Runnable task) {
        if (closed || waiting.incrementAndGet() > MAX_TASKS) {
            throw new RejectedExecutionException(closed ? "the media loop is closed" : "the media loop is overloaded");
        }
        tasks.add(task);
        if (!here() && woken.compareAndSet(false, true)) {
            selector.wakeup();
        }
    }

    @Override
    public void send(byte[] buffer, int offset, int length, InetSocketAddress to) {
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

    /** Ends the loop after the tasks posted so far and waits for it. Idempotent; not from the loop itself. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        Thread running = thread;
        if (running != null) {
            joined(running);
        }
        // What was posted while the loop ended finds everything closed and says so.
        runTasks();
        closeSocket();
    }

    private static void joined(Thread running) {
        boolean interrupted = false;
        while (running.isAlive()) {
            try {
                running.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(PacketHandler target) {
        long nextTick = clock.nanos();
        while (!closed) {
            try {
                long wait = nextTick - clock.nanos();
                if (wait > 0 && tasks.isEmpty()) {
                    selector.select(Math.max(1, wait / 1_000_000));
                } else {
                    selector.selectNow();
                }
                selector.selectedKeys().clear();
            } catch (IOException e) {
                LOG.atError().setCause(e).log("selector failed, media loop ends");
                break;
            }
            woken.set(false);
            runTasks();
            receive(target);
            if (clock.nanos() - nextTick >= 0) {
                nextTick = Math.max(nextTick + TICK.toNanos(), clock.nanos());
                guarded(() -> target.tick(clock.nanos()));
            }
        }
        runTasks();
        guarded(target::closed);
        if (unsent > 0) {
            LOG.atInfo().addKeyValue("packets", unsent).log("packets that the socket refused");
        }
    }

    private void runTasks() {
        for (int i = 0; i < TASKS_PER_TURN; i++) {
            Runnable task = tasks.poll();
            if (task == null) {
                return;
            }
            waiting.decrementAndGet();
            guarded(task);
        }
    }

    private void receive(PacketHandler target) {
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
            try {
                target.receive(packet, length, from, clock.nanos());
            } catch (RuntimeException | AssertionError e) {
                LOG.atError().setCause(e).log("a packet broke its handler");
            }
        }
    }

    /** The one place where everything is caught: whatever one class does, the other classes of the loop go on. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | AssertionError e) {
            LOG.atError().setCause(e).log("a task broke");
        }
    }

    private void closeSocket() {
        try {
            selector.close();
            channel.close();
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("media socket did not close cleanly");
        }
    }
}
