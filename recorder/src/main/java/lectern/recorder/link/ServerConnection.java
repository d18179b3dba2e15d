package lectern.recorder.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One sender, as the recorder sees it. */
final class ServerConnection implements FrameCodec.Sink {
    private static final int MAX_READS = 16;
    private static final long PING_NANOS = 1_000_000_000L;
    private static final long DEAD_NANOS = 5_000_000_000L;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final FrameCodec.Reader reader = new FrameCodec.Reader(256 << 10);
    private final ByteBuffer out = ByteBuffer.allocate(128 << 10);

    private LinkServer.@Nullable Handler handler;
    private boolean greeted;
    private @Nullable String refused;
    private long heardAt = System.nanoTime();
    private long pingedAt = heardAt;

    ServerConnection(SocketChannel channel, SelectionKey key) {
        this.channel = channel;
        this.key = key;
        FrameCodec.write(out, FrameType.HELLO, 0, 0, Control.hello("recorder"));
    }

    boolean greeted() {
        return greeted;
    }

    /** False when the sender left too much unread. */
    boolean send(int type, int track, byte[] payload) {
        if (out.remaining() < FrameCodec.size(payload.length)) {
            return false;
        }
        FrameCodec.write(out, type, track, 0, payload);
        return true;
    }

    /** Reads and writes what can be; why the connection is at its end, or null. */
    @Nullable
    String serve(LinkServer.Handler to) {
        handler = to;
        try {
            for (int i = 0; i < MAX_READS; i++) {
                int count = reader.read(channel);
                if (count > 0) {
                    heardAt = System.nanoTime();
                    if (!reader.frames(this)) {
                        return "it sent a wrong length";
                    }
                }
                if (refused != null) {
                    return refused;
                }
                if (count < 0) {
                    return "it closed";
                }
                if (count == 0) {
                    break;
                }
            }
            flush();
            return null;
        } catch (IOException e) {
            return "it broke";
        }
    }

    /** Pings; why the connection is at its end, or null. */
    @Nullable
    String tick(long now) {
        if (now - heardAt > DEAD_NANOS) {
            return "it is silent";
        }
        if (now - pingedAt > PING_NANOS) {
            pingedAt = now;
            if (!send(FrameType.PING, 0, new byte[0])) {
                return "it does not read";
            }
        }
        try {
            flush();
            return null;
        } catch (IOException e) {
            return "it broke";
        }
    }

    @Override
    public void frame(int type, int track, long classMicros, byte[] buffer, int offset, int length) {
        LinkServer.Handler to = handler;
        if (to == null || refused != null) {
            return;
        }
        if (type == FrameType.HELLO) {
            Optional<String> link = greeted ? Optional.empty() : Control.readHello(buffer, offset, length);
            link.ifPresentOrElse(
                    name -> {
                        greeted = true;
                        to.connected(name);
                    },
                    () -> refused = "its hello is not understood");
        } else if (!greeted) {
            refused = "it said no hello";
        } else {
            to.frame(type, track, classMicros, buffer, offset, length);
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            key.cancel();
        }
    }

    private void flush() throws IOException {
        out.flip();
        if (out.hasRemaining()) {
            channel.write(out);
        }
        boolean more = out.hasRemaining();
        out.compact();
        key.interestOps(more ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }
}
