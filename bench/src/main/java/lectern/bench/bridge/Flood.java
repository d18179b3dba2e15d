package lectern.bench.bridge;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Does one thing so many times a second, on a thread of its own, until it is closed. */
final class Flood implements AutoCloseable {
    private static final long TURN_NANOS = 2_000_000;
    private static final double SECOND = 1e9;

    private final int perSecond;
    private final Runnable one;
    private final Thread thread = new Thread(this::run, "flood");
    private final AtomicLong done = new AtomicLong();
    private volatile boolean closed;

    Flood(int perSecond, Runnable one) {
        this.perSecond = perSecond;
        this.one = one;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        long began = System.nanoTime();
        while (!closed) {
            long due = (long) ((System.nanoTime() - began) / SECOND * perSecond);
            // Who was kept waiting by the system does not make up for more than a tenth of a second.
            for (long left = Math.min(due - done.get(), perSecond / 10); left > 0 && !closed; left--) {
                one.run();
                done.incrementAndGet();
            }
            LockSupport.parkNanos(TURN_NANOS);
        }
    }

    long done() {
        return done.get();
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
