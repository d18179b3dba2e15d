package lectern.bridge.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A TCP socket without a network: gives its stream in pieces, and takes pieces, as a script says. */
final class ScriptedChannel extends SocketChannel {
    private final ByteBuffer stream;
    private final byte[] cuts;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Key key = new Key();
    private int turn;

    ScriptedChannel(byte[] stream, byte[] cuts) {
        super(SelectorProvider.provider());
        this.stream = ByteBuffer.wrap(stream);
        this.cuts = cuts.clone();
    }

    /** Ready for whatever is waited for. */
    private final class Key extends SelectionKey {
        private int interest = OP_READ;

        @Override
        public boolean isValid() {
            return isOpen();
        }

        @Override
        public void cancel() {}

        @Override
        public SocketChannel channel() {
            return ScriptedChannel.this;
        }

        @Override
        public Selector selector() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int interestOps() {
            return interest;
        }

        @Override
        public SelectionKey interestOps(int ops) {
            interest = ops;
            return this;
        }

        @Override
        public int readyOps() {
            return interest & (stream.hasRemaining() ? OP_READ | OP_WRITE : OP_WRITE);
        }
    }

    SelectionKey key() {
        return key;
    }

    boolean hasMore() {
        return stream.hasRemaining();
    }

    boolean wantsToWrite() {
        return (key.interest & SelectionKey.OP_WRITE) != 0;
    }

    byte[] written() {
        return written.toByteArray();
    }

    /** At least one byte when reading, none now and then when writing. */
    private int piece(int least) {
        turn++;
        return Math.max(least, cuts[turn % cuts.length] & 0xFF);
    }

    @Override
    public int read(ByteBuffer into) {
        int size = Math.min(piece(1), Math.min(into.remaining(), stream.remaining()));
        into.put(stream.slice().limit(size));
        stream.position(stream.position() + size);
        return size;
    }

    @Override
    public int write(ByteBuffer from) {
        // Every third write takes something, however the script reads: a socket is never full for ever.
        int size = Math.min(piece(turn % 3 == 0 ? 1 : 0), from.remaining());
        for (int i = 0; i < size; i++) {
            written.write(from.get());
        }
        return size;
    }

    @Override
    protected void implCloseSelectableChannel() {}

    @Override
    protected void implConfigureBlocking(boolean block) {}

    @Override
    public long read(ByteBuffer[] into, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SocketChannel bind(@Nullable SocketAddress local) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> SocketChannel setOption(SocketOption<T> name, T value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T getOption(SocketOption<T> name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return Set.of();
    }

    @Override
    public SocketChannel shutdownInput() {
        return this;
    }

    @Override
    public SocketChannel shutdownOutput() {
        return this;
    }

    @Override
    public Socket socket() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isConnectionPending() {
        return false;
    }

    @Override
    public boolean connect(SocketAddress remote) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean finishConnect() {
        return true;
    }

    @Override
    public @Nullable SocketAddress getRemoteAddress() throws IOException {
        return null;
    }

    @Override
    public @Nullable SocketAddress getLocalAddress() throws IOException {
        return null;
    }
}
