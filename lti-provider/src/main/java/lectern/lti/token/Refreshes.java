package lectern.lti.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import lectern.lti.http.BackOff;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is fetched from LMSs in the background: each thing once at a time, and after a failure not again before a while
 * that doubles from a minute to half an hour. Two threads; at most 200 wait, and what is more is not fetched now.
 * Thread-safe.
 *
 * @param <K> names one thing
 */
public final class Refreshes<K> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Refreshes.class);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(3);
    private static final BackOff AFTER_FAILURES = new BackOff(Duration.ofMinutes(1), Duration.ofMinutes(30));
    private static final int QUEUE = 200;
    private static final int MAX_KEPT = 10_000;

    private final String name;
    private final Clock clock;
    private final ThreadPoolExecutor pool;
    private final Map<K, Refresh> refreshes = new HashMap<>();

    /** How the fetching of one thing stands; guarded by the map. */
    private static final class Refresh {
        private int failures;
        private Instant notBefore = Instant.EPOCH;
        private @Nullable CompletableFuture<Boolean> running;
    }

    /** @param name of the threads and in the log, such as {@code rosters} */
    public Refreshes(String name, Clock clock) {
        this.name = name;
        this.clock = clock;
        pool = new ThreadPoolExecutor(2, 2, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), work -> {
            Thread made = new Thread(work, name);
            made.setDaemon(true);
            return made;
        });
        pool.allowCoreThreadTimeOut(true);
    }

    /**
     * Fetches one thing unless that is under way, or failed a moment ago.
     *
     * @param fetch true when it came; runs on a thread of its own
     * @return whether it came
     */
    public CompletableFuture<Boolean> refresh(K key, BooleanSupplier fetch) {
        synchronized (refreshes) {
            if (refreshes.size() >= MAX_KEPT) {
                refreshes.values().removeIf(one -> one.running == null);
            }
            Refresh refresh = refreshes.computeIfAbsent(key, fresh -> new Refresh());
            if (refresh.running != null) {
                return refresh.running;
            }
            CompletableFuture<Boolean> done = new CompletableFuture<>();
            if (clock.instant().isBefore(refresh.notBefore)) {
                done.complete(false);
                return done;
            }
            try {
                pool.execute(() -> run(fetch, refresh, done));
                refresh.running = done;
            } catch (RejectedExecutionException e) {
                LOG.atWarn().addKeyValue("what", name).log("Too much is being fetched from LMSs; one waits");
                done.complete(false);
            }
            return done;
        }
    }

    private void run(BooleanSupplier fetch, Refresh refresh, CompletableFuture<Boolean> done) {
        boolean good = false;
        try {
            good = fetch.getAsBoolean();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("what", name).log("What an LMS gave could not be kept");
        } finally {
            synchronized (refreshes) {
                refresh.running = null;
                refresh.failures = good ? 0 : refresh.failures + 1;
                refresh.notBefore = clock.instant().plus(good ? Duration.ZERO : AFTER_FAILURES.after(refresh.failures));
            }
            done.complete(good);
        }
    }

    /** Waits a little for what is coming. */
    public static void await(CompletableFuture<Boolean> coming) {
        try {
            coming.get(FIRST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return; // the page shows what there is, and more when it comes
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets no fetch begin any more and breaks off those under way. */
    @Override
    public void close() {
        pool.shutdownNow();
        try {
            if (!pool.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.atWarn().addKeyValue("what", name).log("Something was still being fetched at the end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
