package lectern.recorder.track;

import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import lectern.recorder.codec.Allowance;
import lectern.recorder.disk.Disk;
import lectern.recorder.disk.Trouble;

/** What all tracks of the recorder share. Confined to its loop. */
public final class Resources {
    private static final int SCRATCH = 256 << 10;

    private final Disk disk;
    private final Trouble trouble;
    private final Allowance allowance;
    private final LongSupplier nanoTime;
    private ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH);

    public Resources(Disk disk, Trouble trouble, Allowance allowance, LongSupplier nanoTime) {
        this.disk = disk;
        this.trouble = trouble;
        this.allowance = allowance;
        this.nanoTime = nanoTime;
    }

    public Disk disk() {
        return disk;
    }

    public Trouble trouble() {
        return trouble;
    }

    public Allowance allowance() {
        return allowance;
    }

    public long nanoTime() {
        return nanoTime.getAsLong();
    }

    /** An empty buffer of at least this size, until the next call. */
    ByteBuffer scratch(int size) {
        if (scratch.capacity() < size) {
            scratch = ByteBuffer.allocateDirect(size + size / 2);
        }
        return scratch.clear();
    }
}
