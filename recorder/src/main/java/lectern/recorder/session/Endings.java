package lectern.recorder.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import lectern.recorder.disk.Disk;
import lectern.recorder.link.Control;
import lectern.recorder.link.FrameType;
import lectern.recorder.link.LinkServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions that have ended and are not yet complete on the disk. The sender is told when they are, or at once that it
 * takes longer; then it goes on being tried.
 */
final class Endings {
    private static final Logger LOG = LoggerFactory.getLogger(Endings.class);
    private static final int MAX_REMEMBERED = 256;
    private static final String LATER = "The disk does not take the recording yet; the recorder keeps trying.";

    private final Disk disk;
    private final LinkServer server;
    private final Map<String, Ending> open = new LinkedHashMap<>();
    private final Map<String, Boolean> complete = new LinkedHashMap<>();

    Endings(Disk disk, LinkServer server) {
        this.disk = disk;
        this.server = server;
    }

    /** Takes over a session after {@link Session#end}. */
    void begin(Session session) {
        Ending ending = new Ending(session);
        open.put(session.header().id(), ending);
        proceed(ending);
        if (!ending.running) {
            refuse(session.header().id(), LATER);
        }
    }

    void retry() {
        open.values().forEach(this::proceed);
    }

    boolean inUse(Path directory) {
        return open.values().stream()
                .anyMatch(ending -> ending.session.directory().equals(directory));
    }

    /** Asked once more, by a sender that lost its connection. */
    void answerAgain(String id) {
        if (complete.containsKey(id)) {
            tell(id, null);
        } else if (!open.containsKey(id)) {
            refuse(id, "The recorder does not know this session.");
        }
    }

    void refuse(String id, String problem) {
        LOG.atWarn().addKeyValue("session", id).addKeyValue("problem", problem).log("A session is not complete");
        tell(id, problem);
    }

    private void proceed(Ending ending) {
        if (ending.running || !ending.filesClosed()) {
            return;
        }
        ending.running = true;
        disk.run(() -> {
            @Nullable IOException problem = null;
            try {
                SessionEnd.write(ending.session.directory());
            } catch (IOException e) {
                problem = e;
            }
            @Nullable IOException result = problem;
            server.post(() -> finished(ending, result));
        });
    }

    private void finished(Ending ending, @Nullable IOException problem) {
        String id = ending.session.header().id();
        ending.running = false;
        if (problem == null) {
            LOG.atInfo().addKeyValue("session", id).log("A recording is complete");
            open.remove(id);
            if (complete.size() >= MAX_REMEMBERED) {
                complete.remove(complete.keySet().iterator().next());
            }
            complete.put(id, true);
            tell(id, null);
        } else {
            LOG.atError().addKeyValue("session", id).setCause(problem).log("A recording could not be completed");
            refuse(id, LATER);
        }
    }

    private void tell(String id, @Nullable String problem) {
        server.send(FrameType.SESSION_ENDED, 0, Control.sessionEnded(new Control.SessionEnded(id, problem)));
    }

    private static final class Ending {
        private final Session session;
        private boolean closed;
        private boolean running;

        Ending(Session session) {
            this.session = session;
        }

        boolean filesClosed() {
            closed = closed || session.ended();
            return closed;
        }
    }
}
