package lectern.recorder.fmp4;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import lectern.recorder.codec.MediaFormat;

/** The {@code trak} box: one track without samples of its own (ISO/IEC 14496-12 §8.3 to §8.7). */
final class TrackBox {
    private static final short UNDETERMINED_LANGUAGE = 0x55c4;

    private TrackBox() {}

    static void write(ByteBuffer out, MediaFormat format, int id) {
        int trak = Boxes.begin(out, "trak");
        header(out, format, id);
        int mdia = Boxes.begin(out, "mdia");
        int mdhd = Boxes.begin(out, "mdhd", 0, 0);
        out.putInt(0).putInt(0).putInt(format.timescale()).putInt(0);
        out.putShort(UNDETERMINED_LANGUAGE).putShort((short) 0);
        Boxes.end(out, mdhd);
        int hdlr = Boxes.begin(out, "hdlr", 0, 0);
        out.putInt(0).put((format.video() ? "vide" : "soun").getBytes(StandardCharsets.US_ASCII));
        Boxes.zeros(out, 13);
        Boxes.end(out, hdlr);
        mediaInformation(out, format);
        Boxes.end(out, mdia);
        Boxes.end(out, trak);
    }

    private static void header(ByteBuffer out, MediaFormat format, int id) {
        int enabledInMovie = 3;
        int tkhd = Boxes.begin(out, "tkhd", 0, enabledInMovie);
        out.putInt(0).putInt(0).putInt(id).putInt(0).putInt(0);
        Boxes.zeros(out, 8);
        out.putShort((short) 0).putShort((short) 0);
        out.putShort((short) (format.video() ? 0 : 0x0100)).putShort((short) 0);
        InitSegment.unityMatrix(out);
        out.putInt(format.width() << 16).putInt(format.height() << 16);
        Boxes.end(out, tkhd);
    }

    private static void mediaInformation(ByteBuffer out, MediaFormat format) {
        int minf = Boxes.begin(out, "minf");
        int head = Boxes.begin(out, format.video() ? "vmhd" : "smhd", 0, format.video() ? 1 : 0);
        Boxes.zeros(out, format.video() ? 8 : 4);
        Boxes.end(out, head);
        int dinf = Boxes.begin(out, "dinf");
        int dref = Boxes.begin(out, "dref", 0, 0);
        out.putInt(1);
        Boxes.end(out, Boxes.begin(out, "url ", 0, 1));
        Boxes.end(out, dref);
        Boxes.end(out, dinf);
        sampleTable(out, format);
        Boxes.end(out, minf);
    }

    private static void sampleTable(ByteBuffer out, MediaFormat format) {
        int stbl = Boxes.begin(out, "stbl");
        int stsd = Boxes.begin(out, "stsd", 0, 0);
        out.putInt(1);
        SampleEntry.write(out, format);
        Boxes.end(out, stsd);
        for (String empty : new String[] {"stts", "stsc", "stco"}) {
            int box = Boxes.begin(out, empty, 0, 0);
            out.putInt(0);
            Boxes.end(out, box);
        }
        int stsz = Boxes.begin(out, "stsz", 0, 0);
        out.putInt(0).putInt(0);
        Boxes.end(out, stsz);
        Boxes.end(out, stbl);
    }
}
