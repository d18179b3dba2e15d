package lectern.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder for everything that Lectern keeps; only the user that runs Lectern may look into it. */
public final class DataFolder {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final Path path;

    private DataFolder(Path path) {
        this.path = path;
    }

    /**
     * Makes the folder if there is none and closes it to other users.
     *
     * @throws StoreException with a sentence for the operator
     */
    public static DataFolder open(Path path) {
        Path folder = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            if (POSIX) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw new StoreException(
                    "The data folder " + folder + " cannot be made or closed to other users; set lectern.data to a "
                            + "folder that belongs to this user.",
                    e);
        }
        return new DataFolder(folder);
    }

    /** The absolute path. */
    public Path path() {
        return path;
    }

    public Path file(String name) {
        return path.resolve(name);
    }

    /** Writes a file that nobody else may read at any moment of its life, whole or not at all. */
    public void writePrivate(String name, byte[] content) {
        Path unfinished = file(name + ".new");
        try {
            Files.deleteIfExists(unfinished);
            if (POSIX) {
                Files.createFile(
                        unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.write(unfinished, content, StandardOpenOption.CREATE, StandardOpenOption.DSYNC);
            Files.move(unfinished, file(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StoreException("The file " + file(name) + " cannot be written.", e);
        }
    }

    /** Removes a file, if it is there. */
    public void deletePrivate(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new StoreException("The file " + file(name) + " cannot be deleted.", e);
        }
    }

    /** Takes the rights of everybody else from these files, as far as they exist. */
    public void keepPrivate(String... names) {
        if (!POSIX) {
            return;
        }
        try {
            for (String name : names) {
                if (Files.exists(file(name))) {
                    Files.setPosixFilePermissions(file(name), PosixFilePermissions.fromString("rw-------"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
