package lectern.recorder.archive;

import java.nio.ByteBuffer;

/**
 * One row of a part's index: a fragment ({@code docs/recording-format.md}).
 *
 * @param classMicros class time of the first sample
 * @param offset of the {@code moof} in the file
 * @param length bytes of {@code moof} and {@code mdat}
 * @param durationMicros in class time
 * @param keyframe the first sample is one
 */
public record IndexRow(long classMicros, long offset, int length, int durationMicros, int samples, boolean keyframe) {
    /** Bytes of a row. */
    public static final int SIZE = 32;

    public static IndexRow read(ByteBuffer in) {
        long classMicros = in.getLong();
        long offset = in.getLong();
        int length = in.getInt();
        int durationMicros = in.getInt();
        int samples = in.getInt();
        boolean keyframe = (in.getShort() & 1) != 0;
        in.getShort();
        return new IndexRow(classMicros, offset, length, durationMicros, samples, keyframe);
    }

    public void write(ByteBuffer out) {
        out.putLong(classMicros).putLong(offset).putInt(length).putInt(durationMicros);
        out.putInt(samples).putShort((short) (keyframe ? 1 : 0)).putShort((short) 0);
    }

    /** Class time of the end of the last sample. */
    public long endMicros() {
        return classMicros + durationMicros;
    }

    /** Where the next fragment begins in the file. */
    public long endOffset() {
        return offset + length;
    }
}
