package lectern.recorder.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Predicate;
import lectern.recorder.disk.Disk;
import lectern.recorder.link.LinkServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes, once after the recorder's start, the sessions that an earlier one left: as soon as the sender has said which
 * it has open, or after ten seconds without one. One session a turn of the loop.
 */
final class RecoveryQueue {
    private static final Logger LOG = LoggerFactory.getLogger(RecoveryQueue.class);
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    private final Path root;
    private final Disk disk;
    private final LinkServer server;
    private final ArrayDeque<Path> directories = new ArrayDeque<>();
    private long startedAt;
    private boolean begun;

    RecoveryQueue(Path root, Disk disk, LinkServer server) {
        this.root = root;
        this.disk = disk;
        this.server = server;
    }

    /** The sender has named its sessions: the others may be finished. */
    void begin() {
        if (begun) {
            return;
        }
        begun = true;
        disk.run(() -> {
            try {
                List<Path> found = Recovery.unfinished(root);
                server.post(() -> directories.addAll(found));
            } catch (IOException e) {
                LOG.atError().setCause(e).log("The recordings' folder cannot be read");
            }
        });
    }

    void turn(long nowNanos, Predicate<Path> inUse) {
        startedAt = startedAt == 0 ? nowNanos : startedAt;
        if (!begun && nowNanos - startedAt > PATIENCE_NANOS) {
            begin();
        }
        Path directory = directories.poll();
        if (directory == null || inUse.test(directory) || !Files.exists(directory)) {
            return;
        }
        try {
            Recovery.finish(directory);
            LOG.atInfo().addKeyValue("session", directory.getFileName()).log("A session left unfinished is complete");
        } catch (IOException | RuntimeException e) {
            LOG.atError()
                    .addKeyValue("session", directory.getFileName())
                    .setCause(e)
                    .log("A session left unfinished cannot be completed");
        }
    }
}
