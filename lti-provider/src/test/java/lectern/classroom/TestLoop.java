package lectern.classroom;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;

/** A loop on the test's own thread and clock. */
final class TestLoop implements Loop {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final PriorityQueue<Later> later = new PriorityQueue<>();
    private long nanos = 1_000_000_000L;
    private long count;
    private boolean running;

    private record Later(long at, long order, Runnable task, AtomicBoolean cancelled) implements Comparable<Later> {
        @Override
        public int compareTo(Later other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    long nanos() {
        return nanos;
    }

    /** Runs what is posted, at once. */
    void run(Runnable task) {
        post(task);
        drain();
    }

    /** Lets time pass and runs what falls due. */
    void pass(Duration time) {
        long until = nanos + time.toNanos();
        while (!later.isEmpty() && later.peek().at() <= until) {
            Later next = later.remove();
            nanos = Math.max(nanos, next.at());
            if (!next.cancelled().get()) {
                run(next.task());
            }
        }
        nanos = until;
    }

    private void drain() {
        if (running) {
            return;
        }
        running = true;
        try {
            for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
                task.run();
            }
        } finally {
            running = false;
        }
    }

    @Override
    public boolean post(Runnable task) {
        waiting.add(task);
        return true;
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        AtomicBoolean cancelled = new AtomicBoolean();
        later.add(new Later(nanos + delay.toNanos(), count++, task, cancelled));
        return () -> cancelled.set(true);
    }

    @Override
    public boolean inLoop() {
        return running;
    }
}
