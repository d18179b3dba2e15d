package lectern.bench.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import lectern.bench.peer.PeerListener;
import lectern.bench.peer.PeerLoop;
import lectern.bench.peer.Publishing;
import lectern.bench.peer.SyntheticPeer;

/** Debian's Janus with its VideoRoom plug-in, started with a configuration of its own. */
public final class JanusEngine implements Engine {
    private static final Path PROGRAM = Path.of("/usr/bin/janus");
    private static final long PATIENCE_MILLIS = 15_000;

    private final Process process;
    private final Path folder;
    private final String name;
    private final JanusConnection connection;
    private final Map<String, List<JanusSignalling>> rooms = new ConcurrentHashMap<>();
    private final AtomicLong lastRoom = new AtomicLong();

    private JanusEngine(Process process, Path folder, String name, JanusConnection connection) {
        this.process = process;
        this.folder = folder;
        this.name = name;
        this.connection = connection;
    }

    public static boolean installed() {
        return Files.isExecutable(PROGRAM);
    }

    /**
     * Starts it on processor 0.
     *
     * @param eventLoops threads that share all peer connections; 0 for its default, a thread for each
     */
    public static JanusEngine start(int eventLoops) throws IOException {
        if (!installed()) {
            throw new IOException("Janus is not installed (Debian, Ubuntu: apt-get install janus)");
        }
        Path folder = Files.createTempDirectory("bench-janus");
        int port = freePort();
        JanusConfig.write(folder, OwnNetwork.address(), port, eventLoops);
        String main = folder.resolve("janus.jcfg").toString();
        Process process = new ProcessBuilder(
                        Pinning.onServerCore(List.of(PROGRAM.toString(), "-F", folder.toString(), "-C", main)))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("janus.log").toFile())
                .start();
        // Servers of ours end with their input; this one would outlive a benchmark that was stopped.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        try {
            JanusConnection connection = connect(process, folder, port);
            String name = eventLoops == 0 ? "Janus, default" : "Janus, event loops";
            return new JanusEngine(process, folder, name, connection);
        } catch (IOException e) {
            process.destroy();
            throw e;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static JanusConnection connect(Process process, Path folder, int port) throws IOException {
        URI uri = URI.create("ws://127.0.0.1:" + port + "/");
        long until = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (true) {
            try {
                return JanusConnection.open(uri);
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > until) {
                    throw new IOException("Janus did not start: " + Files.readString(folder.resolve("janus.log")), e);
                }
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Seated> seat(PeerLoop loop, String room, List<Seat> seats, int sampleOneIn) throws IOException {
        long number = lastRoom.incrementAndGet();
        JanusRooms.create(connection, number, seats.size());
        List<JanusSignalling> handles = new ArrayList<>();
        rooms.put(room, handles);
        List<List<SyntheticPeer>> peers = new ArrayList<>();
        for (Seat seat : seats) {
            List<SyntheticPeer> own = new ArrayList<>();
            peers.add(own);
            if (seat.publishes()) {
                JanusSignalling handle = new JanusPublisher(connection, number, seat.number());
                handles.add(handle);
                own.add(connect(loop, seat, seat.publishing(), PeerListener.NONE, handle));
            }
        }
        List<Seated> seated = new ArrayList<>();
        for (int i = 0; i < seats.size(); i++) {
            Seat seat = seats.get(i);
            List<Integer> feeds = feeds(seats, seat);
            if (feeds.isEmpty()) {
                peers.get(i).forEach(seat.listener()::connected);
            } else {
                JanusSignalling handle = new JanusSubscriber(connection, number, feeds);
                handles.add(handle);
                SyntheticPeer peer = connect(loop, seat, Publishing.NOTHING, seat.listener(), handle);
                peer.sample(sampleOneIn);
                peers.get(i).add(peer);
            }
            seated.add(new Seated(seat.number(), peers.get(i)));
        }
        return seated;
    }

    private static List<Integer> feeds(List<Seat> seats, Seat of) {
        return seats.stream()
                .filter(other -> other.publishes() && other.number() != of.number())
                .map(Seat::number)
                .toList();
    }

    private static SyntheticPeer connect(
            PeerLoop loop, Seat seat, Publishing publishing, PeerListener listener, JanusSignalling handle)
            throws IOException {
        InetSocketAddress here = new InetSocketAddress(OwnNetwork.address(), 0);
        SyntheticPeer peer = loop.peer(seat.number(), here, publishing, listener);
        peer.connect(handle);
        return peer;
    }

    /** Text of its protocol so far, both ways. */
    public long controlBytes() {
        return connection.bytes();
    }

    @Override
    public void clear(String room) throws IOException {
        for (JanusSignalling handle : rooms.getOrDefault(room, List.of())) {
            handle.close();
        }
        rooms.remove(room);
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() throws IOException {
        connection.close();
        process.destroy();
        ServerProcess.stop(process);
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(JanusEngine::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
