package lectern.bridge.dtls;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which handshakes run, each for the round trips of one. A handshake starts with the peer's first
 * datagram, so silent peers hold no thread.
 */
public final class DtlsHandshakes implements AutoCloseable {
    /** A whole class knocks at once; who finds the queue full tries again with its next ClientHello. */
    private static final int WAITING = 1_000;

    private final ThreadPoolExecutor threads;
    private final Duration timeout;

    /**
     * @param most threads, which end after ten idle seconds
     * @param timeout of one handshake
     */
    public DtlsHandshakes(int most, Duration timeout) {
        this.timeout = timeout;
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(most, most, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
            Thread thread = new Thread(task, "dtls-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        threads.allowCoreThreadTimeOut(true);
    }

    Duration timeout() {
        return timeout;
    }

    /** False when there are too many already or the pool is closed. */
    boolean run(Runnable handshake) {
        try {
            threads.execute(handshake);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Interrupts running handshakes and forgets waiting ones. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
