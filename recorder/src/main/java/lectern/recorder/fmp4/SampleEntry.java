package lectern.recorder.fmp4;

import java.nio.ByteBuffer;
import lectern.recorder.codec.MediaFormat;

/**
 * The sample description: {@code vp08} with {@code vpcC} (VP Codec ISO Media File Format Binding), {@code avc1} with
 * {@code avcC} (ISO/IEC 14496-15 §5.3.4), {@code Opus} with {@code dOps} (Encapsulation of Opus in ISO Base Media File
 * Format §4.3).
 */
final class SampleEntry {
    private SampleEntry() {}

    static int maxSize(MediaFormat format) {
        return 256
                + (format instanceof MediaFormat.Avc avc ? avc.configuration().remaining() : 0);
    }

    static void write(ByteBuffer out, MediaFormat format) {
        if (format instanceof MediaFormat.Avc avc) {
            int entry = visual(out, "avc1", format);
            int avcC = Boxes.begin(out, "avcC");
            out.put(avc.configuration().duplicate());
            Boxes.end(out, avcC);
            Boxes.end(out, entry);
        } else if (format instanceof MediaFormat.Vp8) {
            int entry = visual(out, "vp08", format);
            int vpcC = Boxes.begin(out, "vpcC", 1, 0);
            int eightBits420 = (8 << 4) | (1 << 1);
            int unspecified = 2;
            out.put((byte) 0).put((byte) 10).put((byte) eightBits420);
            out.put((byte) unspecified).put((byte) unspecified).put((byte) unspecified);
            out.putShort((short) 0);
            Boxes.end(out, vpcC);
            Boxes.end(out, entry);
        } else {
            opus(out);
        }
    }

    private static int visual(ByteBuffer out, String type, MediaFormat format) {
        int entry = Boxes.begin(out, type);
        Boxes.zeros(out, 6);
        out.putShort((short) 1);
        Boxes.zeros(out, 16);
        out.putShort((short) format.width()).putShort((short) format.height());
        out.putInt(72 << 16).putInt(72 << 16).putInt(0).putShort((short) 1);
        Boxes.zeros(out, 32);
        out.putShort((short) 24).putShort((short) -1);
        return entry;
    }

    private static void opus(ByteBuffer out) {
        int entry = Boxes.begin(out, "Opus");
        Boxes.zeros(out, 6);
        out.putShort((short) 1);
        Boxes.zeros(out, 8);
        out.putShort((short) MediaFormat.Opus.CHANNELS).putShort((short) 16).putInt(0);
        out.putInt(48_000 << 16);
        int dOps = Boxes.begin(out, "dOps");
        short preSkip = 0;
        short gain = 0;
        out.put((byte) 0).put((byte) MediaFormat.Opus.CHANNELS).putShort(preSkip);
        out.putInt(48_000).putShort(gain).put((byte) 0);
        Boxes.end(out, dOps);
        Boxes.end(out, entry);
    }
}
