package lectern.bench.launches;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lectern.bench.engine.Pinning;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server as {@code ./lectern run} starts it, with an empty data folder of its own that goes with it. */
final class LecternServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LecternServer.class);
    private static final String MAIN = "lectern.Main";
    private static final String READY = "Lectern is listening on";
    private static final int START_SECONDS = 180;
    private static final int STOP_SECONDS = 20;

    private final Process process;
    private final Path folder;
    private final int port;

    private LecternServer(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /**
     * @param iss of the platform that may launch
     * @throws IOException when it does not start within three minutes, with its last words
     */
    static LecternServer start(String iss) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("lectern-bench");
        int port = freePort();
        Path settings = folder.resolve("lectern.conf");
        Files.writeString(settings, "lectern.media.port = 0\n");
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(Pinning.onServerCore(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseZGC",
                        "-Xms256m",
                        "-Xmx768m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MAIN,
                        "--config",
                        settings.toString(),
                        "--data",
                        folder.resolve("data").toString(),
                        "--port",
                        Integer.toString(port),
                        "--practice",
                        iss)))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        LecternServer server = new LecternServer(process, folder, port);
        try {
            server.awaitReady(log);
        } catch (IOException e) {
            server.close();
            throw e;
        }
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady(Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!Files.readString(log).contains(READY)) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
                throw new IOException("the server did not start: "
                        + (lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1)));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** What browsers call it. */
    String base() {
        return "http://localhost:" + port;
    }

    long pid() {
        return process.pid();
    }

    /** The server's database, for what the benchmark needs to be there; to be closed. */
    Connection database() throws SQLException {
        Connection database = DriverManager.getConnection(
                "jdbc:sqlite:" + folder.resolve("data").resolve("lectern.db"));
        try (Statement wait = database.createStatement()) {
            wait.execute("pragma busy_timeout = 10000");
        }
        return database;
    }

    /** Bytes of live objects, after a collection that this asks for (jcmd(1)). */
    long liveHeap() throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String text = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return text.lines()
                .filter(line -> line.startsWith("Total"))
                .map(line -> line.strip().split("\\s+", -1))
                .map(words -> Long.parseLong(words[2]))
                .findFirst()
                .orElseThrow(() ->
                        new IOException("jcmd said: " + text.lines().findFirst().orElse("nothing")));
    }

    /**
     * Memory of the process in KiB: its proportional set size (proc(5), smaps_rollup). ZGC maps its heap three times, and
     * the resident set size would count it three times.
     */
    long memoryKib() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid()), "smaps_rollup"))) {
            if (line.startsWith("Pss:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("this kernel does not tell the proportional set size");
    }

    /** Bytes of the database with what is not yet in its main file. */
    long databaseBytes() throws IOException {
        long bytes = 0;
        for (String name : List.of("lectern.db", "lectern.db-wal")) {
            Path file = folder.resolve("data").resolve(name);
            bytes += Files.exists(file) ? Files.size(file) : 0;
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(STOP_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("folder", folder).setCause(e).log("a folder was not removed");
        }
    }
}
