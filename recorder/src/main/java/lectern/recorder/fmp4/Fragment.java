package lectern.recorder.fmp4;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Samples gathered for one {@code moof} and {@code mdat} (ISO/IEC 14496-12 §8.8). A sample's duration is known when the
 * next one comes: {@link #setLastDuration}.
 */
public final class Fragment {
    /** {@code tfhd}: default-base-is-moof, nothing else. */
    static final int TFHD_FLAGS = 0x020000;

    /** {@code trun}: data offset; duration, size and flags of each sample. */
    static final int TRUN_FLAGS = 0x000701;

    /** {@code sample_depends_on} 2, sync. */
    static final int SYNC_SAMPLE = 0x02000000;

    /** {@code sample_depends_on} 1, non-sync. */
    static final int OTHER_SAMPLE = 0x01010000;

    private static final int FIXED_SIZE = 8 + 16 + 8 + 16 + 20 + 20 + 8;
    private static final int SMALL = 64 << 10;

    private int[] durations = new int[64];
    private int[] sizes = new int[64];
    private boolean[] sync = new boolean[64];
    private byte[] data = new byte[4096];
    private int samples;
    private int bytes;
    private long duration;

    /** Adds a sample that lasts 0 for now. */
    public void add(byte[] sample, int length, boolean keyframe) {
        if (samples == durations.length) {
            durations = Arrays.copyOf(durations, samples * 2);
            sizes = Arrays.copyOf(sizes, samples * 2);
            sync = Arrays.copyOf(sync, samples * 2);
        }
        if (bytes + length > data.length) {
            data = Arrays.copyOf(data, Math.max(bytes + length, data.length * 2));
        }
        System.arraycopy(sample, 0, data, bytes, length);
        durations[samples] = 0;
        sizes[samples] = length;
        sync[samples] = keyframe;
        samples++;
        bytes += length;
    }

    /** Ticks of the last sample, at least 1. */
    public void setLastDuration(int ticks) {
        duration += ticks - durations[samples - 1];
        durations[samples - 1] = ticks;
    }

    public int samples() {
        return samples;
    }

    /** Bytes of sample data. */
    public int bytes() {
        return bytes;
    }

    /** Ticks of all samples. */
    public long duration() {
        return duration;
    }

    public boolean startsWithKeyframe() {
        return sync[0];
    }

    /** Bytes of {@code moof} and {@code mdat} together. */
    public int size() {
        return FIXED_SIZE + 12 * samples + bytes;
    }

    /** Writes {@code moof} and {@code mdat}: {@link #size} bytes. */
    public void write(ByteBuffer out, int sequenceNumber, long decodeTime) {
        int moof = Boxes.begin(out, "moof");
        int mfhd = Boxes.begin(out, "mfhd", 0, 0);
        out.putInt(sequenceNumber);
        Boxes.end(out, mfhd);
        int traf = Boxes.begin(out, "traf");
        int tfhd = Boxes.begin(out, "tfhd", 0, TFHD_FLAGS);
        out.putInt(1);
        Boxes.end(out, tfhd);
        int tfdt = Boxes.begin(out, "tfdt", 1, 0);
        out.putLong(decodeTime);
        Boxes.end(out, tfdt);
        int trun = Boxes.begin(out, "trun", 0, TRUN_FLAGS);
        out.putInt(samples).putInt(FIXED_SIZE + 12 * samples);
        for (int i = 0; i < samples; i++) {
            out.putInt(durations[i]).putInt(sizes[i]).putInt(sync[i] ? SYNC_SAMPLE : OTHER_SAMPLE);
        }
        Boxes.end(out, trun);
        Boxes.end(out, traf);
        Boxes.end(out, moof);
        out.putInt(8 + bytes).putInt(Boxes.type("mdat"));
        out.put(data, 0, bytes);
    }

    public void clear() {
        if (data.length > SMALL) {
            data = new byte[4096];
        }
        samples = 0;
        bytes = 0;
        duration = 0;
    }
}
