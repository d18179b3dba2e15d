package lectern.recorder.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recorder as a child of this process: started at once, started again when it dies, ended by {@link #close()}. It
 * never outlives its parent, whose end closes its standard input. Any thread may call.
 */
public final class RecorderProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecorderProcess.class);
    private static final Logger CHILD = LoggerFactory.getLogger("lectern.recorder.child");
    private static final int MAX_LINE = 2_000;

    private final Settings settings;
    private final BackOff backOff = new BackOff();
    private final Thread watcher = new Thread(this::watch, "recorder-watcher");
    private final Object lock = new Object();
    private volatile boolean closed;
    private volatile @Nullable Process child;

    private RecorderProcess(Settings settings) {
        this.settings = settings;
    }

    /** Starts the child and its watcher; returns at once: a {@code RecorderLink} finds it when it listens. */
    public static RecorderProcess start(Settings settings) {
        RecorderProcess process = new RecorderProcess(settings);
        process.watcher.setDaemon(true);
        process.watcher.start();
        return process;
    }

    /** The child's process id, or -1 between two children. */
    public long pid() {
        Process process = child;
        return process == null || !process.isAlive() ? -1 : process.pid();
    }

    /** Lets the child finish its open sessions, for at most 10 s, and ends it. */
    @Override
    public void close() {
        Process process;
        synchronized (lock) {
            closed = true;
            process = child;
        }
        watcher.interrupt();
        if (process != null) {
            end(process);
        }
    }

    private void watch() {
        while (!closed) {
            long startedAt = System.nanoTime();
            try {
                Process process = launch();
                if (process == null) {
                    return;
                }
                forward(process);
                int status = process.waitFor();
                if (!closed) {
                    LOG.atWarn().addKeyValue("status", status).log("The recorder ended and is started again");
                }
            } catch (IOException e) {
                LOG.atError().setCause(e).log("The recorder cannot be started");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            if (!pause(backOff.next(System.nanoTime() - startedAt))) {
                return;
            }
        }
    }

    /** Null when closed in the meantime. */
    private @Nullable Process launch() throws IOException {
        synchronized (lock) {
            if (closed) {
                return null;
            }
            Process process = new ProcessBuilder(settings.command())
                    .redirectErrorStream(true)
                    .start();
            child = process;
            return process;
        }
    }

    /** Carries the child's lines until it closes its output, which is its end. */
    private void forward(Process process) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                CHILD.info(line.length() > MAX_LINE ? line.substring(0, MAX_LINE) : line);
            }
        }
    }

    private void end(Process process) {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                LOG.warn("The recorder does not end: it is killed, and its next start finishes what is open");
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static boolean pause(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * How to run the child.
     *
     * @param socket where it listens, made with mode 0600
     * @param root folder of the recordings, made when missing
     * @param heap largest heap, as {@code -Xmx} takes it: {@code 256m}
     */
    public record Settings(Path socket, Path root, String heap) {
        List<String> command() {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add("-Xmx" + heap);
            command.add("-XX:+UseSerialGC");
            command.add("-XX:+ExitOnOutOfMemoryError");
            command.add("-Djdk.nio.maxCachedBufferSize=262144");
            command.add("-Dlogback.configurationFile=lectern/recorder/logback.xml");
            command.add("-cp");
            command.add(System.getProperty("java.class.path"));
            command.add("lectern.recorder.RecorderMain");
            command.add("--socket");
            command.add(socket.toAbsolutePath().toString());
            command.add("--root");
            command.add(root.toAbsolutePath().toString());
            command.add("--supervised");
            return command;
        }
    }
}
