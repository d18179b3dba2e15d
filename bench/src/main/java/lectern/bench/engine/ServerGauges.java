package lectern.bench.engine;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;
import lectern.bridge.Conference;
import org.jspecify.annotations.Nullable;

/** What a server's Java machine says of itself: allocation of the media loops, live heap, pauses, stalls. */
final class ServerGauges {
    private static final String MEDIA_THREADS = "media-";
    private static final long STALL_PROBE_MILLIS = 20;

    private final AtomicLong longestPauseMicros = new AtomicLong();
    private final AtomicLong longestStallMicros = new AtomicLong();
    private final ScheduledExecutorService probes = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "stall-probe");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable ScheduledFuture<?> running;

    ServerGauges() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            // "ZGC Cycles" run beside the program; only "ZGC Pauses" stop it.
            if (!collector.getName().endsWith("Cycles") && collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(
                        (notification, handback) -> paused(notification.getUserData()), null, null);
            }
        }
    }

    private void paused(@Nullable Object data) {
        if (data instanceof CompositeData composite) {
            long millis = GarbageCollectionNotificationInfo.from(composite)
                    .getGcInfo()
                    .getDuration();
            longestPauseMicros.accumulateAndGet(millis * 1_000, Math::max);
        }
    }

    /** Every 20 ms a task that does next to nothing: how long it waits for its turn on the loop. */
    void watch(Conference conference) {
        longestStallMicros.set(0);
        running = probes.scheduleAtFixedRate(() -> probe(conference), 0, STALL_PROBE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a class that closed meanwhile has no stall to tell of
    private void probe(Conference conference) {
        long posted = System.nanoTime();
        conference
                .send("nobody", "")
                .whenComplete((sent, failure) ->
                        longestStallMicros.accumulateAndGet((System.nanoTime() - posted) / 1_000, Math::max));
    }

    /** All of them, and begins anew. */
    String read() {
        ScheduledFuture<?> watching = running;
        if (watching != null) {
            watching.cancel(false);
        }
        long pause = longestPauseMicros.getAndSet(0);
        long stall = longestStallMicros.getAndSet(0);
        long allocated = allocated();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return allocated + " " + (runtime.totalMemory() - runtime.freeMemory()) + " " + pause + " " + stall;
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = 0;
        for (long id : threads.getAllThreadIds()) {
            ThreadInfo info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().startsWith(MEDIA_THREADS)) {
                bytes += threads.getThreadAllocatedBytes(id);
            }
        }
        return bytes;
    }
}
