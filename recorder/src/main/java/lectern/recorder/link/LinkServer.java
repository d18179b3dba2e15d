package lectern.recorder.link;

import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recorder's end of the link, and its loop: accepts one sender at a time, the newest; hands its frames over; ticks
 * twenty times a second. Everything runs on the thread that calls {@link #run}.
 */
public final class LinkServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LinkServer.class);
    private static final long TICK_NANOS = 50_000_000;

    private final Path socket;
    private final ServerSocketChannel server;
    private final Selector selector;
    private final ConcurrentLinkedQueue<Runnable> posted = new ConcurrentLinkedQueue<>();
    private volatile boolean stopping;
    private @Nullable ServerConnection connection;

    /** Listens at once; a socket file left by a dead recorder is replaced. */
    public LinkServer(Path socket) throws IOException {
        this.socket = socket;
        Path folder = socket.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        refuseLiving(socket);
        Files.deleteIfExists(socket);
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        this.selector = Selector.open();
        server.bind(UnixDomainSocketAddress.of(socket));
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Runs a task on the loop. Any thread. */
    public void post(Runnable task) {
        posted.add(task);
        selector.wakeup();
    }

    /** Lets {@link #run} return. Any thread. */
    public void stop() {
        stopping = true;
        selector.wakeup();
    }

    /** Sends a frame to the sender, if there is one. On the loop only. */
    public void send(int type, int track, byte[] payload) {
        ServerConnection to = connection;
        if (to != null && to.greeted() && !to.send(type, track, payload)) {
            drop("it does not read");
        }
    }

    /** Turns until {@link #stop}. */
    public void run(Handler handler) throws IOException {
        long nextTick = System.nanoTime();
        while (!stopping) {
            long wait = Math.max(1, (nextTick - System.nanoTime()) / 1_000_000);
            selector.select(wait);
            selector.selectedKeys().clear();
            accept(handler);
            serve(handler);
            for (Runnable task = posted.poll(); task != null; task = posted.poll()) {
                task.run();
            }
            long now = System.nanoTime();
            if (now - nextTick >= 0) {
                nextTick = now + TICK_NANOS;
                tick(handler, now);
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (connection != null) {
            connection.close();
        }
        server.close();
        selector.close();
        Files.deleteIfExists(socket);
    }

    private void accept(Handler handler) throws IOException {
        SocketChannel channel = server.accept();
        if (channel != null) {
            if (connection != null) {
                serve(handler);
                drop("a newer one came");
            }
            channel.configureBlocking(false);
            connection = new ServerConnection(channel, channel.register(selector, SelectionKey.OP_READ));
        }
    }

    private void serve(Handler handler) {
        ServerConnection from = connection;
        if (from != null) {
            String end = from.serve(handler);
            if (end != null && from == connection) {
                drop(end);
            }
        }
    }

    private void tick(Handler handler, long now) {
        ServerConnection from = connection;
        if (from != null) {
            String end = from.tick(now);
            if (end != null) {
                drop(end);
            }
        }
        handler.tick(connection != null && connection.greeted());
    }

    private void drop(String why) {
        if (connection != null) {
            LOG.atInfo().addKeyValue("why", why).log("The sender's connection is closed");
            connection.close();
            connection = null;
        }
    }

    private static void refuseLiving(Path socket) throws IOException {
        if (!Files.exists(socket)) {
            return;
        }
        try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            throw new IOException("another recorder listens on " + socket + " (" + probe.isOpen() + ")");
        } catch (SocketException dead) {
            LOG.atDebug().addKeyValue("socket", socket).log("Nobody listens on the socket that is there");
        }
    }

    /** The recorder behind the link. Called on the loop. */
    public interface Handler extends FrameCodec.Sink {
        /** A sender said hello; {@code link} is new when it is another sender than before. */
        void connected(String link);

        /** Twenty times a second. */
        void tick(boolean connected);
    }
}
