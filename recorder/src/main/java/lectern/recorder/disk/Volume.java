package lectern.recorder.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Where files are opened: the file system, or one that a test lets fail. */
@FunctionalInterface
public interface Volume {
    /** Opens for writing at the end; makes the file, for this user only, and its folders when they are not there. */
    SeekableByteChannel open(Path file) throws IOException;

    static Volume fileSystem() {
        return file -> {
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            FileChannel channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return channel.position(channel.size());
        };
    }
}
