package lectern.recorder.link;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * One connection to the recorder. What waits goes out once the recorder has said hello and been told what is open; a frame
 * counts as sent when its last byte is.
 */
final class ClientConnection implements FrameCodec.Sink, AutoCloseable {
    private static final long PING_NANOS = 1_000_000_000L;
    private static final long DEAD_NANOS = 5_000_000_000L;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Announcements announcements;
    private final Batch batch;
    private final FrameCodec.Sink sink;
    private final FrameCodec.Reader reader = new FrameCodec.Reader(0);
    private final ByteBuffer greeting;
    private boolean greeted;
    private boolean wrong;
    private long heardAt = System.nanoTime();
    private long pingedAt;

    private ClientConnection(SocketChannel channel, SelectionKey key, Sender sender) {
        this.channel = channel;
        this.key = key;
        this.announcements = sender.announcements();
        this.batch = sender.batch();
        this.sink = sender.sink();
        this.greeting = ByteBuffer.wrap(Announcements.frame(FrameType.HELLO, 0, 0, Control.hello(sender.name())));
    }

    static ClientConnection open(Path socket, Selector selector, Sender sender) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            return new ClientConnection(channel, key, sender);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** The recorder said hello and was told what is open. */
    boolean ready() {
        return greeted;
    }

    /** Reads what there is; throws when the connection is of no more use. */
    void receive() throws IOException {
        write(greeting);
        int count = reader.read(channel);
        while (count > 0) {
            heardAt = System.nanoTime();
            if (!reader.frames(this) || wrong) {
                throw new IOException("the recorder speaks another language");
            }
            count = reader.read(channel);
        }
        if (count < 0) {
            throw new IOException("the recorder closed the connection");
        }
        if (System.nanoTime() - heardAt > DEAD_NANOS) {
            throw new IOException("the recorder is silent");
        }
    }

    /** Sends what waits, as far as the socket takes it. */
    void send(Outbox outbox) throws IOException {
        long now = System.nanoTime();
        boolean ping = now - pingedAt > PING_NANOS;
        do {
            if (batch.empty()) {
                batch.fill(outbox, ping);
                pingedAt = ping ? now : pingedAt;
                ping = false;
            }
            channel.write(batch.next());
            batch.sent(announcements);
        } while (batch.empty() && batch.wasFull());
        key.interestOps(batch.empty() ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    @Override
    public void frame(int type, int track, long classMicros, byte[] buffer, int offset, int length) {
        if (type != FrameType.HELLO) {
            sink.frame(type, track, classMicros, buffer, offset, length);
            return;
        }
        wrong = greeted || Control.readHello(buffer, offset, length).isEmpty();
        if (!wrong) {
            greeted = true;
            batch.begin(announcements.replay());
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        if (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /**
     * What outlives a connection.
     *
     * @param name tells this sender from others
     * @param sink takes what the recorder sends, but for its hello
     */
    record Sender(String name, Announcements announcements, Batch batch, FrameCodec.Sink sink) {}
}
