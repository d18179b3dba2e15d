package lectern.bridge.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** One client's TCP connection (RFC 6544): frames in, frames out, and a bounded queue when the client reads slowly. */
final class TcpConnection implements Path {
    /** About a second of a full picture. */
    static final int QUEUE = 128 * 1024;

    private static final int FIRST_MEDIA_BYTE = 128;
    private static final int FIRST_RTCP_TYPE = 192;
    private static final int LAST_RTCP_TYPE = 223;

    private final TcpPort port;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final InetSocketAddress remote;
    private final long opened;
    private final FrameReader frames = new FrameReader(MediaLoop.MAX_DATAGRAM);
    private final FrameQueue queue = new FrameQueue(QUEUE);
    private int keepers;
    private boolean open = true;

    TcpConnection(TcpPort port, SocketChannel channel, SelectionKey key, InetSocketAddress remote, long opened) {
        this.port = port;
        this.channel = channel;
        this.key = key;
        this.remote = remote;
        this.opened = opened;
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public Protocol protocol() {
        return Protocol.TCP;
    }

    @Override
    public boolean open() {
        return open;
    }

    @Override
    public void keep() {
        keepers++;
    }

    @Override
    public void release() {
        keepers--;
        if (keepers <= 0) {
            close();
        }
    }

    long opened() {
        return opened;
    }

    /** Whether an authentic check came over it. */
    boolean proven() {
        return keepers > 0;
    }

    void send(byte[] buffer, int offset, int length) {
        if (!open) {
            return;
        }
        if (queue.size() > 0) {
            if (queue.hasRoom(length, media(buffer, offset, length))) {
                queue.add(buffer, offset, length, 0);
            } else {
                port.dropped();
            }
            return;
        }
        ByteBuffer out = port.outgoing();
        out.clear();
        out.putShort((short) length).put(buffer, offset, length).flip();
        try {
            int sent = channel.write(out);
            if (out.hasRemaining()) {
                queue.add(buffer, offset, length, sent);
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            }
        } catch (IOException e) {
            close();
        }
    }

    /** RTP, told apart from RTCP (RFC 5761 §4) and everything else (RFC 7983 §7). */
    private static boolean media(byte[] buffer, int offset, int length) {
        if (length < 2 || (buffer[offset] & 0xFF) < FIRST_MEDIA_BYTE) {
            return false;
        }
        int type = buffer[offset + 1] & 0xFF;
        return type < FIRST_RTCP_TYPE || type > LAST_RTCP_TYPE;
    }

    /** The socket has something to read or room to write. */
    void ready(byte[] packet, MediaLoop loop, PacketHandler target) {
        if (open && key.isWritable()) {
            flush();
        }
        if (open && key.isReadable()) {
            read(packet, loop, target);
        }
    }

    private void flush() {
        ByteBuffer out = port.outgoing();
        try {
            while (queue.size() > 0) {
                out.clear();
                queue.peek(out);
                int sent = channel.write(out.flip());
                queue.remove(sent);
                if (out.hasRemaining()) {
                    return;
                }
            }
            key.interestOps(SelectionKey.OP_READ);
        } catch (IOException e) {
            close();
        }
    }

    /** One buffer's worth: what is left is read at the next turn, so that one sender cannot hold the loop. */
    private void read(byte[] packet, MediaLoop loop, PacketHandler target) {
        ByteBuffer in = port.incoming();
        in.clear();
        try {
            if (channel.read(in) < 0) {
                close();
                return;
            }
        } catch (IOException e) {
            close();
            return;
        }
        in.flip();
        while (open) {
            int length = frames.next(in, packet);
            if (length == FrameReader.MORE) {
                return;
            }
            if (length == FrameReader.TOO_LONG) {
                close();
                return;
            }
            loop.handle(target, packet, length, this);
        }
    }

    /** Idempotent. */
    void close() {
        if (open) {
            open = false;
            key.cancel();
            try {
                channel.close();
            } catch (IOException e) {
                // It is gone either way.
            }
            port.gone(this);
        }
    }
}
