package lectern.recorder.session;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lectern.recorder.archive.Archive;
import lectern.recorder.archive.Journal;
import lectern.recorder.archive.JournalFormat;
import lectern.recorder.archive.JournalLine;
import lectern.recorder.archive.Manifest;
import lectern.recorder.archive.PartIndex;

/** Puts right what a killed recorder or a power cut left. */
public final class Recovery {
    private static final int MAX_DEPTH = 7;

    private Recovery() {}

    /** Directories of sessions that were begun and not completed. */
    static List<Path> unfinished(Path root) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(root, Set.of(), MAX_DEPTH, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                if (Files.exists(directory.resolve(Manifest.FILE))) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                if (Files.exists(directory.resolve(Journal.FILE))) {
                    found.add(directory);
                    return FileVisitResult.SKIP_SUBTREE;
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    /** Completes a session that nobody takes up again. */
    public static void finish(Path directory) throws IOException {
        Journal journal = repair(directory);
        if (!journal.ended()) {
            long end = Archive.fromJournal(directory, true).endMicros();
            Files.writeString(
                    directory.resolve(Journal.FILE),
                    JournalFormat.write(new JournalLine.End(end)) + '\n',
                    StandardOpenOption.APPEND,
                    StandardOpenOption.DSYNC);
        }
        SessionEnd.write(directory);
    }

    /** Makes journal, media files and index files whole and agree; they may be appended to afterwards. */
    public static Journal repair(Path directory) throws IOException {
        Journal journal = Journal.read(directory);
        try (FileChannel file = FileChannel.open(directory.resolve(Journal.FILE), StandardOpenOption.WRITE)) {
            file.truncate(journal.wholeBytes());
        }
        Set<Path> known = new HashSet<>();
        for (Journal.TrackLog track : journal.tracks()) {
            for (JournalLine.Part part : track.parts()) {
                Path media = directory.resolve(part.file()).normalize();
                known.add(media);
                known.add(PartIndex.beside(media));
                if (Files.exists(media)) {
                    PartRepair.repair(media, part);
                }
            }
        }
        removeUnknown(directory.resolve("tracks"), known);
        return journal;
    }

    /** A part that the journal does not know has not one fragment. */
    private static void removeUnknown(Path tracks, Set<Path> known) throws IOException {
        if (Files.exists(tracks)) {
            try (Stream<Path> paths = Files.walk(tracks, 2)) {
                for (Path file : paths.filter(Files::isRegularFile).toList()) {
                    if (!known.contains(file.normalize())) {
                        Files.delete(file);
                    }
                }
            }
        }
    }
}
