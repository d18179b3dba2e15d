package lectern.recordings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lectern.store.Database;
import org.jspecify.annotations.Nullable;

/**
 * How much room recordings take. A finished one is measured once. Thread-safe; the first call after a start reads the
 * folders of all recordings.
 */
public final class StorageUse {
    private static final int MAX_MEASURED = 50_000;

    private final Database database;
    private final Path root;
    private final Map<String, Long> measured = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MAX_MEASURED;
        }
    };

    /** @param root the folder that the recorder writes to */
    public StorageUse(Database database, Path root) {
        this.database = database;
        this.root = root.toAbsolutePath().normalize();
    }

    /**
     * What one course's recordings take.
     *
     * @param deploymentId the row of the deployment
     * @param course the title; empty for classes outside of courses and courses without one
     */
    public record Use(long deploymentId, @Nullable Long courseId, String course, int recordings, long bytes) {}

    /** A recording to measure. */
    record Measured(
            String id,
            String directory,
            boolean finished,
            long deploymentId,
            @Nullable Long courseId,
            String course) {}

    private record Key(long deploymentId, @Nullable Long courseId) {}

    /**
     * By course, the largest first.
     *
     * @param deploymentId of this one only; null for all
     */
    public List<Use> byCourse(@Nullable Long deploymentId) {
        Map<Key, Use> sums = new LinkedHashMap<>();
        for (Measured one : database.read(handle -> StorageStore.recordings(handle, deploymentId))) {
            Use more = new Use(one.deploymentId(), one.courseId(), one.course(), 1, bytes(one));
            sums.merge(
                    new Key(one.deploymentId(), one.courseId()),
                    more,
                    (a, b) -> new Use(
                            a.deploymentId(),
                            a.courseId(),
                            a.course(),
                            a.recordings() + b.recordings(),
                            a.bytes() + b.bytes()));
        }
        List<Use> all = new ArrayList<>(sums.values());
        all.sort((a, b) -> Long.compare(b.bytes(), a.bytes()));
        return all;
    }

    private long bytes(Measured one) {
        synchronized (measured) {
            Long known = measured.get(one.id());
            if (known != null) {
                return known;
            }
        }
        long bytes = walk(root.resolve(one.directory()).normalize());
        if (one.finished()) {
            synchronized (measured) {
                measured.put(one.id(), bytes);
            }
        }
        return bytes;
    }

    private long walk(Path folder) {
        if (!folder.startsWith(root) || !Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(StorageUse::size)
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0; // deleted meanwhile
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0; // deleted meanwhile
        }
    }

    /** Bytes that are free where recordings go. */
    public long free() {
        try {
            Path there = Files.isDirectory(root) ? root : root.getParent();
            return Files.getFileStore(there).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
