package lectern.bench.launches;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everybody's class begins now.
 *
 * @param whole from the moment that a launch is due to the lobby
 * @param posts of it the launch itself
 */
record Bell(Times whole, Times posts, int failures) {
    static final int LAUNCHES = 300;
    private static final Logger LOG = LoggerFactory.getLogger(Bell.class);
    private static final long TEN_SECONDS = TimeUnit.SECONDS.toNanos(10);
    private static final int PATIENCE_SECONDS = 60;

    /** One launch for each visit, spread over ten seconds, none waiting for another. */
    static Bell ring(Browsers browsers, List<Visit> visits) throws InterruptedException {
        List<Long> whole = new ArrayList<>();
        List<Long> posts = new ArrayList<>();
        // A thread for each: a slow answer must not hold the next one back.
        ExecutorService threads = Executors.newCachedThreadPool();
        long began = System.nanoTime();
        for (int i = 0; i < visits.size(); i++) {
            long due = began + TEN_SECONDS / visits.size() * i;
            TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
            Visit visit = visits.get(i);
            threads.execute(() -> {
                try {
                    Browsers.Ready ready = browsers.sign(visit, browsers.login(visit));
                    long posted = System.nanoTime();
                    browsers.launch(ready);
                    long done = System.nanoTime();
                    synchronized (whole) {
                        whole.add(done - due);
                        posts.add(done - posted);
                    }
                } catch (IOException e) {
                    LOG.atWarn().addKeyValue("why", e.getMessage()).log("somebody was not let in");
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        threads.shutdown();
        if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            threads.shutdownNow();
        }
        long took = System.nanoTime() - began;
        synchronized (whole) {
            return new Bell(new Times(whole, took), new Times(posts, took), visits.size() - whole.size());
        }
    }
}
