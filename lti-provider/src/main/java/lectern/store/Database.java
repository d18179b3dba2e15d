package lectern.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * One SQLite file in WAL mode: any number of threads read at once, one writes. SQLite itself allows no more, and a
 * queue here is fairer than its busy retries. Work is whole: {@link #write} is one transaction, gone without a trace
 * when the process dies in it; {@link #read} sees one moment.
 */
public final class Database implements AutoCloseable {
    private static final int READERS = 4;
    private static final Duration BUSY = Duration.ofSeconds(10);

    private final Handle writer;
    private final ReentrantLock writing = new ReentrantLock(true);
    private final BlockingQueue<Handle> readers = new ArrayBlockingQueue<>(READERS);

    private Database(Jdbi writing, Jdbi reading) {
        writer = writing.open();
        for (int i = 0; i < READERS; i++) {
            Handle reader = reading.open();
            reader.execute("pragma query_only = true");
            readers.add(reader);
        }
    }

    /**
     * Opens {@code lectern.db} in the data folder, making and migrating it as needed.
     *
     * @throws StoreException with a sentence for the operator
     */
    public static Database open(DataFolder folder) {
        Path file = folder.file("lectern.db");
        try {
            SQLiteDataSource source = source(file, false);
            Flyway.configure().dataSource(source).load().migrate();
            folder.keepPrivate("lectern.db", "lectern.db-wal", "lectern.db-shm");
            return new Database(Jdbi.create(source), Jdbi.create(source(file, true)));
        } catch (FlywayException | JdbiException e) {
            throw new StoreException(
                    "The database " + file + " cannot be opened; check that this user may read and "
                            + "write it and that it is Lectern's.",
                    e);
        }
    }

    private static SQLiteDataSource source(Path file, boolean reading) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // A commit survives the death of the process at once, and of the machine from the next checkpoint on.
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout((int) BUSY.toMillis());
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        if (reading) {
            config.setTransactionMode(SQLiteConfig.TransactionMode.DEFERRED);
        }
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    /** One transaction: all of it is stored, or, when the work throws, none. Do not nest. */
    public <T> T write(Function<Handle, T> work) {
        if (writing.isHeldByCurrentThread()) {
            throw new IllegalStateException("write inside write");
        }
        writing.lock();
        try {
            return writer.inTransaction(work::apply);
        } finally {
            writing.unlock();
        }
    }

    /** {@link #write} for work without a result. */
    public void change(Consumer<Handle> work) {
        write(handle -> {
            work.accept(handle);
            return true;
        });
    }

    /** Reads one moment of the database; waits at most 10 s for a free reader. */
    public <T> T read(Function<Handle, T> work) {
        Handle reader = reader();
        try {
            return reader.inTransaction(work::apply);
        } finally {
            readers.add(reader);
        }
    }

    private Handle reader() {
        try {
            Handle reader = readers.poll(BUSY.toSeconds(), TimeUnit.SECONDS);
            if (reader == null) {
                throw new StoreException("The database is busy.");
            }
            return reader;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("Interrupted while waiting for the database.", e);
        }
    }

    /** Whether the database answers; for the health page. */
    public boolean answers() {
        try {
            return read(handle ->
                    handle.createQuery("select 1").mapTo(Integer.class).one() == 1);
        } catch (JdbiException | StoreException e) {
            return false;
        }
    }

    /** Waits for the work under way. No work may start afterwards. */
    @Override
    public void close() {
        for (int i = 0; i < READERS; i++) {
            reader().close();
        }
        writing.lock();
        try {
            writer.close();
        } finally {
            writing.unlock();
        }
    }
}
