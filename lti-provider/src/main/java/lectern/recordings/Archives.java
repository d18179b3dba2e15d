package lectern.recordings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import lectern.recorder.archive.Archive;
import lectern.recorder.archive.Recording;

/**
 * What the recorder wrote, below one folder. Paths come from the store and from what the recorder wrote, never from a
 * request, and none leads out of the session's directory. Thread-safe.
 */
final class Archives {
    /** Finished recordings whose description is kept in memory. */
    private static final int MAX_KEPT = 32;

    private final Path root;
    private final Map<String, Recording> finished = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Recording> eldest) {
            return size() > MAX_KEPT;
        }
    };

    Archives(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    Path directory(RecordingRow row) {
        return inside(root, row.directory());
    }

    private static Path inside(Path folder, String below) {
        Path path = folder.resolve(below).normalize();
        if (!path.startsWith(folder) || path.equals(folder)) {
            throw new IllegalStateException("a stored path leads out of its folder");
        }
        return path;
    }

    /** What the recording holds; empty when nothing was recorded (yet). */
    Optional<Recording> read(RecordingRow row) {
        synchronized (finished) {
            Recording kept = finished.get(row.id());
            if (kept != null) {
                return Optional.of(kept);
            }
        }
        Path directory = directory(row);
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try {
            Recording recording = Archive.read(directory);
            if (recording.complete()) {
                synchronized (finished) {
                    finished.put(row.id(), recording);
                }
            }
            return Optional.of(recording);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Recording.Part> part(RecordingRow row, String id) {
        return read(row).stream()
                .flatMap(recording -> recording.tracks().stream())
                .flatMap(track -> track.parts().stream())
                .filter(part -> part.id().equals(id))
                .findFirst();
    }

    /** The part's file; empty when it is gone, or no plain file. */
    Optional<Path> file(RecordingRow row, Recording.Part part) {
        Path file = inside(directory(row), part.file());
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Optional.of(file) : Optional.empty();
    }

    byte[] index(RecordingRow row, Recording.Part part) throws IOException {
        return Archive.index(directory(row), part);
    }

    /** Whether the recorder has finished it. */
    boolean complete(RecordingRow row) {
        return Files.exists(directory(row).resolve("session.json"));
    }

    /** Removes everything that was recorded. */
    void delete(RecordingRow row) throws IOException {
        synchronized (finished) {
            finished.remove(row.id());
        }
        Path directory = directory(row);
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path folder, java.io.@org.jspecify.annotations.Nullable IOException failed) throws IOException {
                if (failed != null) {
                    throw failed;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
