package lectern.bench.launches;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Many browsers at once, each with its next task as soon as the last one is done. */
final class Crowd {
    private static final Logger LOG = LoggerFactory.getLogger(Crowd.class);
    private static final int MAX_MINUTES = 10;

    private Crowd() {}

    /** What one browser does with one thing. */
    interface Task<T, R> {
        R of(T thing) throws IOException, InterruptedException;
    }

    /**
     * @param done results of what succeeded, in the order of the things
     * @param times of what succeeded
     */
    record Result<R>(List<R> done, Times times, int failures) {}

    /** Does the task with each thing, so many at once. */
    static <T, R> Result<R> each(int browsers, List<T> things, Task<T, R> task) throws InterruptedException {
        List<@Nullable R> results = new ArrayList<>(Collections.nCopies(things.size(), null));
        long[] nanos = new long[things.size()];
        AtomicInteger next = new AtomicInteger();
        AtomicInteger failures = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(browsers);
        long began = System.nanoTime();
        for (int i = 0; i < browsers; i++) {
            threads.execute(() -> {
                for (int mine = next.getAndIncrement(); mine < things.size(); mine = next.getAndIncrement()) {
                    long from = System.nanoTime();
                    try {
                        R result = task.of(things.get(mine));
                        nanos[mine] = System.nanoTime() - from;
                        synchronized (results) {
                            results.set(mine, result);
                        }
                    } catch (IOException e) {
                        failures.incrementAndGet();
                        LOG.atWarn().addKeyValue("why", e.getMessage()).log("a browser got no further");
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return;
                    }
                }
            });
        }
        threads.shutdown();
        if (!threads.awaitTermination(MAX_MINUTES, TimeUnit.MINUTES)) {
            threads.shutdownNow();
        }
        long whole = System.nanoTime() - began;
        List<R> done = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        synchronized (results) {
            for (int i = 0; i < things.size(); i++) {
                R result = results.get(i);
                if (result != null) {
                    done.add(result);
                    times.add(nanos[i]);
                }
            }
        }
        return new Result<>(done, new Times(times, whole), things.size() - done.size());
    }
}
