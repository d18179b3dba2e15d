package lectern.recorder.link;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Frames that left the ring and are on their way into the socket. When a connection breaks, those that were not sent whole
 * wait here for the next one. Confined to the link's thread.
 */
final class Batch {
    private static final int SIZE = 128 << 10;
    private static final int MANY = 32 << 10;

    private final ByteBuffer bytes = ByteBuffer.allocate(SIZE).flip();
    private ByteBuffer preface = ByteBuffer.allocate(0);
    private int firstUnsent;

    /** A new connection: these frames go first, then a ping that says they are all, then what was not sent. */
    void begin(List<byte[]> announcements) {
        bytes.position(firstUnsent);
        byte[] ping = ping();
        int size = announcements.stream().mapToInt(frame -> frame.length).sum();
        preface = ByteBuffer.allocate(size + ping.length);
        announcements.forEach(preface::put);
        preface.put(ping).flip();
    }

    boolean empty() {
        return !preface.hasRemaining() && !bytes.hasRemaining();
    }

    /** Whether so much was taken from the ring that more may wait there. */
    boolean wasFull() {
        return bytes.limit() >= MANY;
    }

    /** Takes frames from the ring, when what was taken before is sent. */
    void fill(Outbox outbox, boolean ping) {
        assert empty();
        bytes.clear();
        firstUnsent = 0;
        if (ping) {
            bytes.put(ping());
        }
        outbox.drain(bytes);
        bytes.flip();
    }

    /** What to write next. */
    ByteBuffer next() {
        return preface.hasRemaining() ? preface : bytes;
    }

    /** Tells which frames have been written whole. */
    void sent(FrameCodec.Sink told) {
        while (firstUnsent + 4 <= bytes.position()) {
            int length = bytes.getInt(firstUnsent);
            if (firstUnsent + 4 + length > bytes.position()) {
                return;
            }
            int at = firstUnsent + 4;
            told.frame(
                    bytes.get(at),
                    bytes.getInt(at + 1),
                    bytes.getLong(at + 5),
                    bytes.array(),
                    at + FrameCodec.FIXED,
                    length - FrameCodec.FIXED);
            firstUnsent = at + length;
        }
    }

    private static byte[] ping() {
        return Announcements.frame(FrameType.PING, 0, 0, new byte[0]);
    }
}
