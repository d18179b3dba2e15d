package lectern.bridge.dtls;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which handshakes run, each for the round trips of one. A handshake starts with the peer's first
 * datagram, so silent peers hold no thread. Each conference has a {@link Share}: whatever its peers do, there are
 * threads left for the next conference, and those who wait are taken from each in turn. Any thread.
 */
public final class DtlsHandshakes implements AutoCloseable {
    private final ThreadPoolExecutor threads;
    private final int most;
    private final Duration timeout;
    private final ArrayDeque<Share> turns = new ArrayDeque<>();
    private int busy;
    private int active;
    private boolean closed;

    /**
     * @param most threads, which end after ten idle seconds
     * @param timeout of one handshake
     */
    public DtlsHandshakes(int most, Duration timeout) {
        this.most = most;
        this.timeout = timeout;
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(most, most, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "dtls-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        threads.allowCoreThreadTimeOut(true);
    }

    /** What one conference may have of the threads: of those that are there, one part of as many as ask and one more. */
    public final class Share {
        /** A whole class knocks at once; who finds the queue full tries again with its next ClientHello. */
        static final int WAITING = 500;

        private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
        private int running;

        private Share() {}

        Duration timeout() {
            return timeout;
        }

        /** False when there are too many already or the pool is closed. */
        boolean run(Runnable handshake) {
            synchronized (DtlsHandshakes.this) {
                if (closed || waiting.size() == WAITING) {
                    return false;
                }
                active += idle() ? 1 : 0;
                if (waiting.isEmpty()) {
                    turns.addLast(this);
                }
                waiting.addLast(handshake);
                dispatch();
                return true;
            }
        }

        private boolean idle() {
            return running == 0 && waiting.isEmpty();
        }

        private void work(Runnable handshake) {
            try {
                handshake.run();
            } finally {
                synchronized (DtlsHandshakes.this) {
                    busy--;
                    running--;
                    active -= idle() ? 1 : 0;
                    dispatch();
                }
            }
        }
    }

    /** Of a conference. */
    public Share share() {
        return new Share();
    }

    /** Gives free threads to those who wait, one each in turn, as far as their shares go. */
    private synchronized void dispatch() {
        for (int left = turns.size(); left > 0 && busy < most && !closed; left--) {
            Share next = turns.removeFirst();
            if (next.running < Math.max(1, most / (active + 1))) {
                Runnable handshake = next.waiting.removeFirst();
                next.running++;
                busy++;
                threads.execute(() -> next.work(handshake));
                left = turns.size() + 1;
            }
            if (!next.waiting.isEmpty()) {
                turns.addLast(next);
            }
        }
    }

    /** Interrupts running handshakes and forgets waiting ones. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            turns.clear();
        }
        threads.shutdownNow();
    }
}
