package lectern.recorder.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;

/**
 * A file that grows by whole pieces: an append that fails is taken back. One thread appends; the disk's thread forces.
 */
public final class AppendFile {
    private final Path path;
    private final SeekableByteChannel channel;
    private long length;
    private boolean torn;
    private volatile boolean dirty;

    AppendFile(Path path, SeekableByteChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        this.length = channel.position();
    }

    public Path path() {
        return path;
    }

    /** Bytes, all whole. */
    public long length() {
        return length;
    }

    /** Appends all that remains, in one write as far as the system allows; on an exception nothing of it is left. */
    public void append(ByteBuffer bytes) throws IOException {
        if (torn) {
            truncate(length);
        }
        int size = bytes.remaining();
        torn = true;
        dirty = true;
        while (bytes.hasRemaining()) {
            try {
                channel.write(bytes);
            } catch (IOException full) {
                takeBack(full);
                throw full;
            }
        }
        torn = false;
        length += size;
    }

    /** Takes back what was appended beyond this length. */
    public void truncate(long size) throws IOException {
        torn = true;
        length = Math.min(length, size);
        channel.truncate(length);
        channel.position(length);
        torn = false;
    }

    private void takeBack(IOException cause) {
        try {
            truncate(length);
        } catch (IOException stuck) {
            cause.addSuppressed(stuck);
        }
    }

    /** Brings what was appended to the disk (fdatasync). */
    void force() throws IOException {
        if (dirty) {
            dirty = false;
            if (channel instanceof FileChannel file) {
                file.force(false);
            }
        }
    }

    void close() throws IOException {
        channel.close();
    }
}
