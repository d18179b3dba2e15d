package lectern.recorder.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files being written. One thread of its own has them forced every two seconds, closes them and runs what must not hold up
 * the recorder's loop; the loop opens and appends.
 */
public final class Disk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Disk.class);
    private static final long FORCE_SECONDS = 2;
    private static final int FORCING_THREADS = 8;

    private final Volume volume;
    private final Set<AppendFile> open = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
    private final ConcurrentLinkedQueue<AppendFile> retiring = new ConcurrentLinkedQueue<>();
    private final ExecutorService forcing =
            Executors.newFixedThreadPool(FORCING_THREADS, task -> new Thread(task, "recorder-force"));
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "recorder-disk"));

    public Disk(Volume volume) {
        this.volume = volume;
        Future<?> unused =
                thread.scheduleWithFixedDelay(this::forceAll, FORCE_SECONDS, FORCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Opens a file for appending, making it if need be. */
    public AppendFile open(Path path) throws IOException {
        AppendFile file = new AppendFile(path, volume.open(path));
        open.add(file);
        return file;
    }

    /** Forces and closes the file, before what is passed to {@link #run} later. */
    public void retire(AppendFile file) {
        retiring.add(file);
        run(this::closeRetiring);
    }

    /** Runs a task on the disk's thread, in turn. It must catch what it expects. */
    public void run(Runnable task) {
        thread.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.atError().setCause(e).log("A task of the disk's thread failed");
            }
        });
    }

    /** What kept a file from the disk since this was asked last, or null. */
    public @Nullable IOException takeFailure() {
        return failure.getAndSet(null);
    }

    private void closeRetiring() {
        List<AppendFile> files = new ArrayList<>();
        for (AppendFile file = retiring.poll(); file != null; file = retiring.poll()) {
            files.add(file);
        }
        force(files);
        for (AppendFile file : files) {
            open.remove(file);
            try {
                file.close();
            } catch (IOException e) {
                LOG.atWarn()
                        .addKeyValue("file", file.path().getFileName())
                        .setCause(e)
                        .log("A file did not close");
            }
        }
    }

    private void forceAll() {
        force(List.copyOf(open));
    }

    /** Several at a time: file systems bring them to the disk together. */
    private void force(List<AppendFile> files) {
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (AppendFile file : files) {
            tasks.add(() -> {
                force(file);
                return true;
            });
        }
        try {
            forcing.invokeAll(tasks);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void force(AppendFile file) {
        try {
            file.force();
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("file", file.path().getFileName())
                    .setCause(e)
                    .log("The disk did not take a file");
        }
    }

    /** Forces and closes what is open; waits at most 10 s. */
    @Override
    public void close() {
        for (AppendFile file : List.copyOf(open)) {
            retire(file);
        }
        thread.shutdown();
        try {
            if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("The disk is slow: files are left to the system");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        forcing.shutdown();
    }
}
