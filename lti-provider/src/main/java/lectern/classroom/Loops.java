package lectern.classroom;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Serial loops over a small fixed pool of threads. A loop takes turns: after {@value #TURN} tasks it goes to the end of
 * the pool's line, so that one busy class does not starve the others.
 */
public final class Loops implements AutoCloseable {
    /** Tasks waiting in one loop; more are dropped. */
    static final int MAX_WAITING = 10_000;

    private static final int TURN = 64;

    private final ExecutorService pool;
    private final ScheduledExecutorService timers;

    public Loops(int threads) {
        AtomicInteger count = new AtomicInteger();
        pool = Executors.newFixedThreadPool(threads, work -> daemon(work, "class-" + count.incrementAndGet()));
        timers = Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "class-timer"));
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** A new loop; {@code failed} is told on the loop of a task that threw: a programmer's mistake. */
    public Loop loop(Consumer<Throwable> failed) {
        return new SerialLoop(failed);
    }

    /** Runs no further task. Those that run finish. */
    @Override
    public void close() {
        timers.shutdownNow();
        pool.shutdown();
        try {
            if (!pool.awaitTermination(5, TimeUnit.SECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private final class SerialLoop implements Loop {
        private final Consumer<Throwable> failed;
        private final Queue<Runnable> waiting = new ArrayDeque<>();
        private boolean scheduled;
        private volatile @Nullable Thread runner;

        SerialLoop(Consumer<Throwable> failed) {
            this.failed = failed;
        }

        @Override
        public boolean post(Runnable task) {
            return add(task, MAX_WAITING);
        }

        private boolean add(Runnable task, int limit) {
            synchronized (waiting) {
                if (waiting.size() >= limit) {
                    return false;
                }
                waiting.add(task);
                return scheduled || schedule();
            }
        }

        private boolean schedule() {
            try {
                pool.execute(this::turn);
                scheduled = true;
                return true;
            } catch (RejectedExecutionException e) {
                waiting.clear();
                return false;
            }
        }

        private void turn() {
            runner = Thread.currentThread();
            try {
                for (int i = 0; i < TURN; i++) {
                    Runnable task;
                    synchronized (waiting) {
                        task = waiting.poll();
                        if (task == null) {
                            scheduled = false;
                            return;
                        }
                    }
                    run(task);
                }
            } finally {
                runner = null;
            }
            synchronized (waiting) {
                scheduled = false;
                schedule();
            }
        }

        private void run(Runnable task) {
            try {
                task.run();
            } catch (RuntimeException | AssertionError e) {
                failed.accept(e);
            }
        }

        @Override
        public Timer after(Duration delay, Runnable task) {
            AfterTask after = new AfterTask(task);
            try {
                ScheduledFuture<?> future =
                        timers.schedule(() -> add(after, Integer.MAX_VALUE), delay.toNanos(), TimeUnit.NANOSECONDS);
                return () -> {
                    after.cancelled = true;
                    future.cancel(false);
                };
            } catch (RejectedExecutionException e) {
                return Timer.NONE; // closing: nothing runs any more
            }
        }

        @Override
        public boolean inLoop() {
            return Thread.currentThread() == runner;
        }
    }

    private static final class AfterTask implements Runnable {
        private final Runnable task;
        private volatile boolean cancelled;

        AfterTask(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            if (!cancelled) {
                task.run();
            }
        }
    }
}
