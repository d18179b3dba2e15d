package lectern.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the features' purges one after the other on a thread of its own. A failing one is logged and tried again. */
public final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "housekeeping");
        made.setDaemon(true);
        return made;
    });

    public Housekeeping(Duration every, List<Runnable> purges) {
        List<Runnable> jobs = List.copyOf(purges);
        // The jobs catch their own failures: nobody needs the future.
        var unused = thread.scheduleWithFixedDelay(
                () -> jobs.forEach(Housekeeping::run), 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void run(Runnable purge) {
        try {
            purge.run();
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("A purge failed and will be tried again");
        }
    }

    /** Lets the purge under way finish, for at most 10 s. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
