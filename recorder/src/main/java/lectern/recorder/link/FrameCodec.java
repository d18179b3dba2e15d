package lectern.recorder.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * Frames on the link.
 *
 * <pre>
 *  length u32 | type u8 | track u32 | class time i64 | payload
 * </pre>
 */
public final class FrameCodec {
    /** Largest value of the length field. */
    public static final int MAX_LENGTH = 65_536;

    /** Bytes that the length field counts before the payload. */
    static final int FIXED = 13;

    public static final int MAX_PAYLOAD = MAX_LENGTH - FIXED;

    private FrameCodec() {}

    /** Bytes of a whole frame with so much payload. */
    public static int size(int payload) {
        return 4 + FIXED + payload;
    }

    /** Writes what stands before the payload. */
    static void header(ByteBuffer out, int type, int track, long classMicros, int payload) {
        out.putInt(FIXED + payload).put((byte) type).putInt(track).putLong(classMicros);
    }

    public static void write(ByteBuffer out, int type, int track, long classMicros, byte[] payload) {
        header(out, type, track, classMicros, payload.length);
        out.put(payload);
    }

    /** Takes frames, in order. */
    @FunctionalInterface
    public interface Sink {
        /** The payload is valid during the call. */
        void frame(int type, int track, long classMicros, byte[] buffer, int offset, int length);
    }

    /** Frames out of a stream. */
    public static final class Reader {
        private final ByteBuffer buffer;

        /** With room for at least one frame. */
        public Reader(int size) {
            this.buffer = ByteBuffer.allocate(Math.max(size, size(MAX_PAYLOAD)));
        }

        /** Reads once; -1 at the stream's end. */
        public int read(ReadableByteChannel channel) throws IOException {
            return channel.read(buffer);
        }

        /** Hands over the whole frames that are there; false when the stream is no such stream: close it. */
        public boolean frames(Sink sink) {
            buffer.flip();
            while (buffer.remaining() >= 4) {
                int length = buffer.getInt(buffer.position());
                if (length < FIXED || length > MAX_LENGTH) {
                    return false;
                }
                if (buffer.remaining() < 4 + length) {
                    break;
                }
                int at = buffer.position() + 4;
                buffer.position(at + length);
                int type = buffer.get(at) & 0xff;
                sink.frame(
                        type,
                        buffer.getInt(at + 1),
                        buffer.getLong(at + 5),
                        buffer.array(),
                        at + FIXED,
                        length - FIXED);
            }
            buffer.compact();
            return true;
        }
    }
}
