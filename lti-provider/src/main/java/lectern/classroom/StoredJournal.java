package lectern.classroom;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import lectern.store.Database;
import lectern.store.StoreException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes sessions and events behind the classes: one thread takes what they told, in order, and stores it in batches.
 *
 * <p>Durability: an event is on everybody's screen at once and in the database a few milliseconds later. A crash of the
 * process loses what is in the queue (at most the last second on a disk that keeps up); an orderly end loses nothing.
 * The queue holds {@value #CAPACITY} entries: from nine tenths on, speaking events are dropped, and when it is full all
 * are, counted and logged. A class never waits for the disk.
 */
public final class StoredJournal implements Journal, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoredJournal.class);
    private static final int CAPACITY = 100_000;
    private static final int BATCH = 500;
    private static final long RETRY_MILLIS = 500;
    private static final long CLOSE_MILLIS = 10_000;

    private final BlockingQueue<Consumer<Handle>> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong dropped = new AtomicLong();
    private final Database database;
    private final Thread writer;
    private volatile boolean closing;

    public StoredJournal(Database database) {
        this.database = database;
        this.writer = new Thread(this::write, "journal");
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    public void opened(Session session) {
        add(handle -> EventStore.open(handle, session));
    }

    @Override
    public void append(Session session, Stamped stamped, long personKey) {
        if (stamped.event() instanceof Event.Speaking && queue.remainingCapacity() < CAPACITY / 10) {
            dropped.incrementAndGet();
            return;
        }
        add(handle -> EventStore.append(handle, session.id(), stamped, personKey));
    }

    @Override
    public void closed(Session session, long endMicros) {
        add(handle -> EventStore.close(handle, session, endMicros));
    }

    /** Stores something of another package in the same order as the events. */
    public void then(Consumer<Handle> change) {
        add(change);
    }

    /** Completes when everything told before is stored. */
    public CompletableFuture<Void> flushed() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        add(new Marker(done));
        return done;
    }

    /** Changes nothing; completed after its batch's commit. */
    private record Marker(CompletableFuture<Void> done) implements Consumer<Handle> {
        @Override
        public void accept(Handle handle) {}
    }

    private void add(Consumer<Handle> change) {
        if (!queue.offer(change) && dropped.getAndIncrement() % 1_000 == 0) {
            LOG.atError().addKeyValue("dropped", dropped.get()).log("The database does not keep up: events are lost");
        }
    }

    private void write() {
        List<Consumer<Handle>> batch = new ArrayList<>();
        try {
            while (!closing || !queue.isEmpty()) {
                Consumer<Handle> first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, BATCH - 1);
                    store(batch);
                    batch.clear();
                }
            }
        } catch (InterruptedException e) {
            LOG.atError().addKeyValue("lost", queue.size() + batch.size()).log("Ended before all events were stored");
        }
    }

    private void store(List<Consumer<Handle>> batch) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                database.change(handle -> batch.forEach(change -> change.accept(handle)));
                break;
            } catch (JdbiException | StoreException e) {
                if (attempt == 3 && batch.size() > 1) {
                    // One bad entry must not take the others with it.
                    for (Consumer<Handle> change : batch) {
                        store(List.of(change));
                    }
                    return;
                }
                if (attempt >= 6) {
                    // Not the exception itself: its text has the row in it, with people's names and words.
                    LOG.atError()
                            .addKeyValue("entries", batch.size())
                            .addKeyValue("why", why(e))
                            .log("An event could not be stored");
                    return;
                }
                Thread.sleep(RETRY_MILLIS);
            }
        }
        for (Consumer<Handle> change : batch) {
            if (change instanceof Marker marker) {
                marker.done().complete(null);
            }
        }
    }

    private static String why(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    /** Stores what was told and ends; gives up after 10 s. */
    @Override
    public void close() {
        closing = true;
        try {
            writer.join(CLOSE_MILLIS);
            writer.interrupt();
        } catch (InterruptedException e) {
            writer.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
