package lectern.recorder;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lectern.recorder.codec.Allowance;
import lectern.recorder.disk.Disk;
import lectern.recorder.disk.Trouble;
import lectern.recorder.disk.Volume;
import lectern.recorder.link.LinkServer;
import lectern.recorder.session.SessionHost;
import lectern.recorder.track.Resources;

/**
 * The recorder's process: {@code --socket S --root DIR [--supervised]}. Ends, after finishing its sessions, at SIGTERM, and
 * when supervised at the end of its standard input, which is the end of its parent.
 */
public final class RecorderMain {
    private static final int EXIT_CONFIGURATION = 78;
    private static final long ALLOWANCE_BYTES = 64 << 20;
    private static final long SHUTDOWN_SECONDS = 15;

    private RecorderMain() {}

    public static void main(String[] arguments) {
        Optional<RecorderArguments> parsed = RecorderArguments.parse(arguments);
        if (parsed.isEmpty()) {
            refuse("use: recorder --socket FILE --root FOLDER [--supervised]");
            return;
        }
        RecorderArguments settings = parsed.get();
        try {
            Files.createDirectories(settings.root());
            run(settings, new LinkServer(settings.socket()));
        } catch (IOException | UnsupportedOperationException e) {
            refuse("the recorder cannot start with socket " + settings.socket() + " and folder " + settings.root()
                    + ": " + e.getMessage());
        }
    }

    private static void run(RecorderArguments settings, LinkServer server) throws IOException {
        CountDownLatch finished = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, finished), "recorder-shutdown"));
        if (settings.supervised()) {
            Thread watch = new Thread(() -> awaitParent(server), "recorder-parent");
            watch.setDaemon(true);
            watch.start();
        }
        Path root = settings.root().toAbsolutePath().normalize();
        try (Disk disk = new Disk(Volume.fileSystem())) {
            Resources resources =
                    new Resources(disk, new Trouble(root), new Allowance(ALLOWANCE_BYTES), System::nanoTime);
            SessionHost host = new SessionHost(root, resources, server);
            server.run(host);
            host.finishAll();
        } finally {
            server.close();
            finished.countDown();
        }
    }

    private static void stop(LinkServer server, CountDownLatch finished) {
        server.stop();
        try {
            if (!finished.await(SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("recorder: the disk is slow; recovery finishes what is open");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitParent(LinkServer server) {
        try (InputStream in = System.in) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException closed) {
            System.err.println("recorder: " + closed.getMessage());
        }
        server.stop();
    }

    private static void refuse(String sentence) {
        System.err.println("recorder: " + sentence);
        System.exit(EXIT_CONFIGURATION);
    }
}
