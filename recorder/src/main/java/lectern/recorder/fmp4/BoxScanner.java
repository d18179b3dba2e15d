package lectern.recorder.fmp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fragments of a file that {@link Fragment} wrote and says how far it is whole: a process that was killed, or a
 * machine that lost power, leaves a tail that is short or zero.
 */
public final class BoxScanner {
    private static final int MAX_MOOF = 4 << 20;
    private static final int MAX_MOOV = 1 << 20;

    private final FileChannel file;
    private final long size;

    public BoxScanner(FileChannel file) throws IOException {
        this.file = file;
        this.size = file.size();
    }

    /** Where the first fragment begins; empty when {@code ftyp} or {@code moov} are not whole. */
    public Optional<Long> mediaStart() throws IOException {
        long at = boxEnd(0, "ftyp", MAX_MOOV);
        long end = at < 0 ? -1 : boxEnd(at, "moov", MAX_MOOV);
        return end < 0 ? Optional.empty() : Optional.of(end);
    }

    /** The fragment at this offset; empty when it is not whole, or is none. */
    public Optional<Found> fragment(long offset) throws IOException {
        long mdat = boxEnd(offset, "moof", MAX_MOOF);
        long end = mdat < 0 ? -1 : boxEnd(mdat, "mdat", Integer.MAX_VALUE);
        if (end < 0) {
            return Optional.empty();
        }
        ByteBuffer moof = read(offset, (int) (mdat - offset));
        return moof == null ? Optional.empty() : parse(moof, offset, end - mdat - 8, (int) (end - offset));
    }

    /** Fragments are ours: the boxes stand at fixed places, and every one is checked. */
    private static Optional<Found> parse(ByteBuffer moof, long offset, long mediaBytes, int length) {
        boolean ours = moof.remaining() >= 88
                && isBox(moof, 8, "mfhd", 16)
                && isBox(moof, 24, "traf", moof.remaining() - 24)
                && isBox(moof, 32, "tfhd", 16)
                && isBox(moof, 48, "tfdt", 20)
                && isBox(moof, 68, "trun", moof.remaining() - 68)
                && moof.getInt(76) == Fragment.TRUN_FLAGS;
        if (!ours) {
            return Optional.empty();
        }
        int samples = moof.getInt(80);
        if (samples < 1 || moof.remaining() != 88 + 12L * samples) {
            return Optional.empty();
        }
        long duration = 0;
        long bytes = 0;
        for (int i = 0; i < samples; i++) {
            duration += moof.getInt(88 + 12 * i);
            bytes += moof.getInt(92 + 12 * i);
        }
        boolean keyframe = moof.getInt(96) == Fragment.SYNC_SAMPLE;
        return bytes != mediaBytes
                ? Optional.empty()
                : Optional.of(new Found(offset, length, moof.getLong(60), duration, samples, keyframe));
    }

    private static boolean isBox(ByteBuffer bytes, int at, String type, int size) {
        return bytes.getInt(at) == size && bytes.getInt(at + 4) == Boxes.type(type);
    }

    private long boxEnd(long at, String type, int maxSize) throws IOException {
        ByteBuffer header = read(at, 8);
        if (header == null || header.getInt(4) != Boxes.type(type)) {
            return -1;
        }
        int length = header.getInt(0);
        return length < 8 || length > maxSize || at + length > size ? -1 : at + length;
    }

    private @Nullable ByteBuffer read(long at, int length) throws IOException {
        if (at + length > size) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, at + bytes.position()) < 0) {
                return null;
            }
        }
        return bytes.flip();
    }

    /**
     * A whole fragment.
     *
     * @param length bytes of {@code moof} and {@code mdat}
     * @param decodeTime ticks since the part's begin
     * @param duration ticks
     */
    public record Found(long offset, int length, long decodeTime, long duration, int samples, boolean keyframe) {}
}
