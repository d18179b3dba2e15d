package lectern.bridge.dtls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;

/**
 * What BouncyCastle takes for a socket. While a handshake runs, its thread waits here for datagrams that the loop puts
 * in; afterwards the loop itself reads, and must not wait: then an empty pipe is an {@link InterruptedIOException}, the
 * one exception that leaves the association as it is and ends the read at once.
 */
final class DatagramPipe implements DatagramTransport {
    /** Above every handshake message that we send: no fragment of ours exceeds a path of 1,280 bytes. */
    private static final int SEND_LIMIT = 1_200;

    private static final int RECEIVE_LIMIT = 1_500;

    /** A flight of a handshake has at most a dozen datagrams; more are dropped and come again. */
    private static final int QUEUED = 32;

    @SuppressWarnings("StaticAssignmentOfThrowable") // it has no stack trace and is thrown for every datagram
    private static final InterruptedIOException EMPTY = new Empty();

    private final ArrayBlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(QUEUED);
    private final Sender sender;
    private volatile boolean waiting = true;
    private volatile boolean closed;

    /** Where records go. */
    interface Sender {
        /**
         * Sends one datagram.
         *
         * @param posted whether this is the handshake's thread and not the loop
         */
        void send(byte[] buffer, int offset, int length, boolean posted);
    }

    private static final class Empty extends InterruptedIOException {
        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    DatagramPipe(Sender sender) {
        this.sender = sender;
    }

    /** False when the queue is full: the datagram is dropped. */
    boolean offer(byte[] datagram) {
        return queue.offer(datagram);
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** From now on reading never waits. */
    void handshakeDone() {
        waiting = false;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public int getReceiveLimit() {
        return RECEIVE_LIMIT;
    }

    @Override
    public int getSendLimit() {
        return SEND_LIMIT;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
        byte[] datagram = next(waitMillis);
        if (datagram == null) {
            if (waiting) {
                return -1;
            }
            throw EMPTY;
        }
        int size = Math.min(length, datagram.length);
        System.arraycopy(datagram, 0, buffer, offset, size);
        return size;
    }

    private byte @Nullable [] next(int waitMillis) throws IOException {
        if (!waiting) {
            return queue.poll();
        }
        if (closed) {
            throw new IOException("closed");
        }
        try {
            return queue.poll(waitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        sender.send(buffer, offset, length, waiting);
    }

    /** Ends a waiting read at its next turn. */
    @Override
    public void close() {
        closed = true;
        queue.clear();
        queue.offer(new byte[0]);
    }
}
