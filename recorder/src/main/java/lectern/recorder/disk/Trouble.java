package lectern.recorder.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the disk takes what is written, for all sessions of the recorder: after a failure nobody tries for five seconds.
 * Confined to the recorder's loop.
 */
public final class Trouble {
    private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);
    private static final long RETRY_NANOS = 5_000_000_000L;
    private static final long FULL_BELOW_BYTES = 1 << 20;

    private final Path root;
    private @Nullable String problem;
    private long retryAt;

    public Trouble(Path root) {
        this.root = root;
    }

    /** One sentence for the teacher, or null when all is well. */
    public @Nullable String problem() {
        return problem;
    }

    /** Whether to try now. */
    public boolean mayWrite(long nowNanos) {
        return problem == null || nowNanos - retryAt >= 0;
    }

    public void failed(IOException cause, long nowNanos) {
        if (problem == null) {
            LOG.atError().setCause(cause).log("The disk does not take the recording");
        }
        problem = sentence(cause);
        retryAt = nowNanos + RETRY_NANOS;
    }

    public void wrote() {
        if (problem != null) {
            LOG.info("The disk takes the recording again");
            problem = null;
        }
    }

    private String sentence(IOException cause) {
        return full(cause)
                ? "The disk is full: recording has stopped. Class goes on."
                : "The disk cannot be written: recording has stopped. Class goes on.";
    }

    /** The system's message is translated on some systems, so the free space counts too. */
    private boolean full(IOException cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.contains("No space left") || message.contains("quota")) {
            return true;
        }
        try {
            return Files.getFileStore(root).getUsableSpace() < FULL_BELOW_BYTES;
        } catch (IOException unknown) {
            return false;
        }
    }
}
