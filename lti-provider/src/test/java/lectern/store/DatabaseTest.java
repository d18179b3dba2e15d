package lectern.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    @TempDir
    Path folder;

    private Database open() {
        return Database.open(DataFolder.open(folder));
    }

    private static void log(Handle handle, String code) {
        handle.execute("insert into launch_log (at, launch_id, code) values (0, 'l', ?)", code);
    }

    private static int count(Database database, String code) {
        return database.read(handle -> handle.createQuery("select count(*) from launch_log where code = :code")
                .bind("code", code)
                .mapTo(Integer.class)
                .one());
    }

    @Test
    void onlyThisUserCanLookIntoTheFolder() throws IOException {
        try (Database database = open()) {
            database.change(handle -> log(handle, "a"));
            assertThat(permissions(folder)).isEqualTo("rwx------");
            assertThat(permissions(folder.resolve("lectern.db"))).isEqualTo("rw-------");
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void itIsSetUpForOneWriterAndManyReaders() {
        try (Database database = open()) {
            assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(database, "foreign_keys")).isEqualTo("1");
            assertThat(pragma(database, "query_only")).isEqualTo("1");
            assertThat(database.answers()).isTrue();
        }
    }

    private static String pragma(Database database, String name) {
        return database.read(handle ->
                handle.createQuery("pragma " + name).mapTo(String.class).one());
    }

    @Test
    void whatIsStoredIsThereAfterReopening() {
        try (Database database = open()) {
            database.change(handle -> log(handle, "kept"));
        }
        try (Database database = open()) {
            assertThat(count(database, "kept")).isEqualTo(1);
        }
    }

    @Test
    void workThatThrowsLeavesNoTrace() {
        try (Database database = open()) {
            assertThatThrownBy(() -> database.change(handle -> {
                        log(handle, "half");
                        throw new IllegalStateException("on purpose");
                    }))
                    .hasMessage("on purpose");
            assertThat(count(database, "half")).isZero();
            database.change(handle -> log(handle, "half"));
            assertThat(count(database, "half")).isEqualTo(1);
        }
    }

    @Test
    void readersCannotWriteAndWritesDoNotNest() {
        try (Database database = open()) {
            assertThatThrownBy(() -> database.read(handle -> handle.execute("delete from launch_log")))
                    .isInstanceOf(UnableToExecuteStatementException.class);
            assertThatThrownBy(() -> database.change(handle -> database.change(inner -> {})))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void foreignKeysAndTypesAreEnforced() {
        try (Database database = open()) {
            assertThatThrownBy(() -> database.change(handle -> handle.execute(
                            "insert into deployment (registration_id, deployment_id, created_at) values (9, 'd', 0)")))
                    .hasMessageContaining("FOREIGN KEY");
            assertThatThrownBy(() -> database.change(handle ->
                            handle.execute("insert into launch_log (at, launch_id, code) values ('noon', 'l', 'c')")))
                    .hasMessageContaining("INTEGER");
        }
    }

    @Test
    void aReaderSeesTheStateBeforeAnUnfinishedWrite() throws Exception {
        try (Database database = open()) {
            CountDownLatch written = new CountDownLatch(1);
            CountDownLatch read = new CountDownLatch(1);
            ExecutorService thread = Executors.newSingleThreadExecutor();
            try {
                Future<?> writer = thread.submit(() -> database.change(handle -> {
                    log(handle, "new");
                    written.countDown();
                    await(read);
                }));
                await(written);
                assertThat(count(database, "new")).isZero();
                read.countDown();
                writer.get(20, TimeUnit.SECONDS);
                assertThat(count(database, "new")).isEqualTo(1);
            } finally {
                thread.shutdownNow();
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void manyThreadsReadAndWriteAtOnce() throws Exception {
        try (Database database = open()) {
            ExecutorService threads = Executors.newFixedThreadPool(12);
            try {
                List<Future<?>> all = new ArrayList<>();
                for (int i = 0; i < 200; i++) {
                    all.add(threads.submit(() -> database.change(handle -> log(handle, "many"))));
                    all.add(threads.submit(() -> count(database, "many")));
                }
                for (Future<?> one : all) {
                    one.get(60, TimeUnit.SECONDS);
                }
                assertThat(count(database, "many")).isEqualTo(200);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    void aKilledProcessLeavesWholeTransactionsOnly() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int acknowledged = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            while (acknowledged < 40) {
                String line = lines.readLine();
                assertThat(line).as("the child went on writing").isNotNull();
                acknowledged += line.startsWith("pair ") ? 1 : 0;
            }
            child.destroyForcibly().waitFor();
        }
        try (Database database = open()) {
            int first = count(database, "first");
            assertThat(first).isGreaterThanOrEqualTo(acknowledged);
            assertThat(count(database, "second")).isEqualTo(first);
            assertThat(pragma(database, "integrity_check")).isEqualTo("ok");
        }
    }

    /** A process that stores pairs until it is killed, and says each that is stored. */
    static final class Writer {
        private Writer() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] args) {
            Database database = Database.open(DataFolder.open(Path.of(args[0])));
            for (int i = 0; ; i++) {
                database.change(handle -> {
                    log(handle, "first");
                    log(handle, "second");
                });
                System.out.println("pair " + i);
            }
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsASentence() throws IOException {
        Files.writeString(
                folder.resolve("lectern.db"), "this is no database, though it is long enough to be looked at");
        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("cannot be opened");
    }

    @Test
    void aFolderThatCannotBeMadeIsASentence() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThatThrownBy(() -> DataFolder.open(file.resolve("data")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("lectern.data");
    }

    @Test
    void aFailingPurgeDoesNotStopTheOthers() throws Exception {
        CountDownLatch twice = new CountDownLatch(2);
        try (Housekeeping housekeeping = new Housekeeping(
                java.time.Duration.ofMillis(5),
                List.of(
                        () -> {
                            throw new IllegalStateException("on purpose");
                        },
                        twice::countDown))) {
            assertThat(housekeeping).isNotNull();
            assertThat(twice.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }
}
