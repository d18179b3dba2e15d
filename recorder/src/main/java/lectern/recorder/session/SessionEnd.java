package lectern.recorder.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lectern.recorder.archive.Archive;
import lectern.recorder.archive.Manifest;

/** Makes a session whose files are closed complete: gathers {@code session.json} and brings it to the disk. */
final class SessionEnd {
    private SessionEnd() {}

    static void write(Path directory) throws IOException {
        byte[] manifest = Manifest.write(Archive.fromJournal(directory, true));
        Path temporary = directory.resolve(Manifest.FILE + ".tmp");
        try (FileChannel file = FileChannel.open(
                temporary,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap(manifest);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        forceFolders(directory);
        Files.move(temporary, directory.resolve(Manifest.FILE), StandardCopyOption.ATOMIC_MOVE);
        forceFolder(directory);
    }

    /** The names of new files are on the disk once their folder is (fsync(2)). */
    private static void forceFolders(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory, 2)) {
            List<Path> folders = paths.filter(Files::isDirectory).toList();
            for (Path folder : folders) {
                forceFolder(folder);
            }
        }
    }

    private static void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
