package lectern.recorder.fmp4;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Boxes and full boxes (ISO/IEC 14496-12 §4.2): begin, fill, end; the size is set at the end. */
final class Boxes {
    private Boxes() {}

    /** Returns where the box began, for {@link #end}. */
    static int begin(ByteBuffer out, String type) {
        int at = out.position();
        out.putInt(0).put(type.getBytes(StandardCharsets.US_ASCII));
        return at;
    }

    static int begin(ByteBuffer out, String type, int version, int flags) {
        int at = begin(out, type);
        out.putInt((version << 24) | flags);
        return at;
    }

    static void end(ByteBuffer out, int at) {
        out.putInt(at, out.position() - at);
    }

    static void zeros(ByteBuffer out, int count) {
        out.put(new byte[count]);
    }

    /** The four characters of a type as a number. */
    static int type(String type) {
        return ByteBuffer.wrap(type.getBytes(StandardCharsets.US_ASCII)).getInt();
    }
}
