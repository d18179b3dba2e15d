package lectern.recorder.link;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * Frames on their way to the recorder, in order and bounded. It is made of chunks, so that it takes memory only when the
 * recorder is slow. Not safe by itself: its owner holds a lock.
 */
final class FrameRing {
    private static final int CHUNK = 128 << 10;
    private static final int SPARE_CHUNKS = 4;

    private final ArrayDeque<Chunk> chunks = new ArrayDeque<>();
    private final ArrayDeque<Chunk> spare = new ArrayDeque<>();
    private long bytes;

    /** Bytes of all frames. */
    long bytes() {
        return bytes;
    }

    void add(int type, int track, long classMicros, byte[] payload, int offset, int length) {
        ByteBuffer chunk = roomFor(FrameCodec.size(length));
        FrameCodec.header(chunk, type, track, classMicros, length);
        chunk.put(payload, offset, length);
        bytes += FrameCodec.size(length);
    }

    /** Moves whole frames, as many as fit. */
    void drain(ByteBuffer to) {
        for (Chunk chunk = chunks.peek(); chunk != null; chunk = chunks.peek()) {
            int until = chunk.start;
            while (until < chunk.frames.position()
                    && until + 4 + chunk.frames.getInt(until) - chunk.start <= to.remaining()) {
                until += 4 + chunk.frames.getInt(until);
            }
            to.put(chunk.bytes, chunk.start, until - chunk.start);
            bytes -= until - chunk.start;
            chunk.start = until;
            if (until < chunk.frames.position()) {
                return;
            }
            recycle(chunks.remove());
        }
    }

    private ByteBuffer roomFor(int size) {
        Chunk last = chunks.peekLast();
        if (last == null || last.frames.remaining() < size) {
            last = spare.isEmpty() ? new Chunk() : spare.remove();
            chunks.add(last);
        }
        return last.frames;
    }

    private void recycle(Chunk chunk) {
        if (spare.size() < SPARE_CHUNKS) {
            chunk.frames.clear();
            chunk.start = 0;
            spare.add(chunk);
        }
    }

    /** Frames from {@code start} to the position of {@code frames} wait. */
    private static final class Chunk {
        private final byte[] bytes = new byte[CHUNK];
        private final ByteBuffer frames = ByteBuffer.wrap(bytes);
        private int start;
    }
}
