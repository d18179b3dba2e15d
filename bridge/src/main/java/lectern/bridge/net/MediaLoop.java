package lectern.bridge.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
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
 * One thread that receives from its UDP sockets and TCP connections, runs tasks and ticks. {@link #execute} may be
 * called from any thread; {@link #send} on the loop only. What a handler or a task throws is logged and costs nothing
 * but itself.
 */
public final class MediaLoop implements Transport, Executor, AutoCloseable {
    public static final Duration TICK = Duration.ofMillis(10);

    static final int MAX_DATAGRAM = 2048;

    private static final Logger LOG = LoggerFactory.getLogger(MediaLoop.class);
    /** Room behind a datagram, so that it can be worked on in place. */
    static final int ARRAY = MAX_DATAGRAM + 128;

    private static final int TASKS_PER_TURN = 1024;
    /** Tasks beyond these are refused: something is very wrong then. */
    private static final int MAX_TASKS = 65_536;

    private final Clock clock;
    private final MediaPorts.Bound ports;
    private final Selector selector;
    private final String name;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final byte[] packet = new byte[ARRAY];
    private volatile boolean closed;
    private volatile @Nullable Thread thread;
    private long turns;
    private long stalls;
    private long longestTurn;

    /**
     * Binds the sockets; {@link #start} begins.
     *
     * @throws IOException when an address cannot be bound; its message names the port
     */
    public MediaLoop(String name, MediaPorts wanted, Clock clock) throws IOException {
        this.clock = clock;
        this.name = name;
        Selector opened = Selector.open();
        MediaPorts.Bound bound = null;
        try {
            bound = wanted.bind(clock);
            bound.register(opened);
        } catch (IOException e) {
            opened.close();
            if (bound != null) {
                bound.close();
            }
            throw e;
        }
        ports = bound;
        selector = opened;
    }

    /** The first bound UDP address; the others have the same port. */
    public InetSocketAddress local() {
        return ports.udp().get(0).local();
    }

    /** The first bound TCP address, null without TCP; the others have the same port. */
    public @Nullable InetSocketAddress localTcp() {
        return ports.tcp().isEmpty() ? null : ports.tcp().get(0).local();
    }

    public void start(PacketHandler handler) {
        ports.tcp().forEach(port -> port.start(handler));
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
    public void send(byte[] buffer, int offset, int length, Path to) {
        if (to instanceof UdpPath udp) {
            ports.udp().get(udp.socket()).send(buffer, offset, length, udp.remote());
        } else if (to instanceof TcpConnection connection) {
            connection.send(buffer, offset, length);
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
        closeSockets();
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
            } catch (IOException e) {
                LOG.atError().setCause(e).log("selector failed, media loop ends");
                break;
            }
            long began = clock.nanos();
            turns++;
            woken.set(false);
            runTasks();
            receive(target);
            if (clock.nanos() - nextTick >= 0) {
                nextTick = Math.max(nextTick + TICK.toNanos(), clock.nanos());
                tick(target, clock.nanos());
            }
            turned(clock.nanos() - began);
        }
        runTasks();
        guarded(target::closed);
    }

    private void turned(long nanos) {
        longestTurn = Math.max(longestTurn, nanos);
        if (nanos > LoopHealth.STALL.toNanos()) {
            stalls++;
        }
    }

    /** How the loop has done since it began; on the loop, or after it ended. */
    public LoopHealth health() {
        assert here() || closed;
        return new LoopHealth(
                turns,
                stalls,
                Duration.ofNanos(longestTurn),
                ports.udp().stream().mapToLong(UdpPort::unsent).sum(),
                ports.tcp().stream().mapToLong(TcpPort::droppedPackets).sum(),
                ports.tcp().stream().mapToLong(TcpPort::refused).sum());
    }

    private void tick(PacketHandler target, long now) {
        try {
            for (TcpPort port : ports.tcp()) {
                port.tick(now);
            }
            target.tick(now);
        } catch (RuntimeException | AssertionError e) {
            LOG.atError().setCause(e).log("a tick broke");
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

    /** All UDP sockets, ready or not: asking costs less than finding out. Then the connections that are ready. */
    private void receive(PacketHandler target) {
        List<UdpPort> sockets = ports.udp();
        for (int i = 0; i < sockets.size(); i++) {
            sockets.get(i).receive(this, target);
        }
        for (SelectionKey key : selector.selectedKeys()) {
            if (!key.isValid()) {
                continue;
            }
            if (key.attachment() instanceof TcpConnection connection) {
                ready(connection, target);
            } else if (key.attachment() instanceof TcpPort port) {
                port.accept(selector);
            }
        }
        selector.selectedKeys().clear();
    }

    private void ready(TcpConnection connection, PacketHandler target) {
        try {
            connection.ready(packet, this, target);
        } catch (RuntimeException | AssertionError e) {
            LOG.atError().setCause(e).log("a connection broke");
            connection.close();
        }
    }

    /** Hands one packet to the handler, whose mistakes cost that packet only. */
    void handle(PacketHandler target, byte[] buffer, int length, Path from) {
        try {
            target.receive(buffer, length, from, clock.nanos());
        } catch (RuntimeException | AssertionError e) {
            LOG.atError().setCause(e).log("a packet broke its handler");
        }
    }

    /** Everything is caught: whatever one class does, the other classes of the loop go on. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | AssertionError e) {
            LOG.atError().setCause(e).log("a task broke");
        }
    }

    private void closeSockets() {
        try {
            ports.close();
            selector.close();
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("media sockets did not close cleanly");
        }
    }
}
