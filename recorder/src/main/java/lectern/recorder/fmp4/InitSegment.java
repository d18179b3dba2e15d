package lectern.recorder.fmp4;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import lectern.recorder.codec.MediaFormat;

/** What stands before the fragments: {@code ftyp} and {@code moov} (ISO/IEC 14496-12 §4.3, §8.2). */
public final class InitSegment {
    private static final int TRACK = 1;
    private static final int SIZE_WITHOUT_ENTRY = 1024;

    private InitSegment() {}

    /** A buffer ready to be written. */
    public static ByteBuffer of(MediaFormat format) {
        ByteBuffer out = ByteBuffer.allocate(SIZE_WITHOUT_ENTRY + SampleEntry.maxSize(format));
        int ftyp = Boxes.begin(out, "ftyp");
        for (String brand : new String[] {"iso6", "\0\0\0\0", "iso6", "mp41"}) {
            out.put(brand.getBytes(StandardCharsets.US_ASCII));
        }
        Boxes.end(out, ftyp);
        int moov = Boxes.begin(out, "moov");
        movieHeader(out);
        TrackBox.write(out, format, TRACK);
        int mvex = Boxes.begin(out, "mvex");
        int trex = Boxes.begin(out, "trex", 0, 0);
        out.putInt(TRACK).putInt(1).putInt(0).putInt(0).putInt(0);
        Boxes.end(out, trex);
        Boxes.end(out, mvex);
        Boxes.end(out, moov);
        return out.flip();
    }

    private static void movieHeader(ByteBuffer out) {
        int mvhd = Boxes.begin(out, "mvhd", 0, 0);
        out.putInt(0).putInt(0).putInt(1000).putInt(0);
        out.putInt(0x00010000).putShort((short) 0x0100);
        Boxes.zeros(out, 10);
        unityMatrix(out);
        Boxes.zeros(out, 24);
        out.putInt(TRACK + 1);
        Boxes.end(out, mvhd);
    }

    static void unityMatrix(ByteBuffer out) {
        out.putInt(0x00010000).putInt(0).putInt(0);
        out.putInt(0).putInt(0x00010000).putInt(0);
        out.putInt(0).putInt(0).putInt(0x40000000);
    }
}
