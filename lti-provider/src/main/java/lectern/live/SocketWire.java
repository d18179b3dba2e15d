package lectern.live;

import java.util.ArrayDeque;
import java.util.Queue;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/**
 * Sends one message after the other over Jetty's session. At most 1 MiB waits; a reader that is slower is closed with
 * 4429, and what waits is dropped: it comes back and gets the state anew.
 */
final class SocketWire implements Wire {
    static final int MAX_QUEUED = 1 << 20;

    private final Session session;
    private final Queue<String> queue = new ArrayDeque<>();
    private int queued;
    private boolean sending;
    private boolean closed;
    private @Nullable Runnable closing;

    SocketWire(Session session) {
        this.session = session;
    }

    @Override
    public void send(String text) {
        boolean tooSlow;
        synchronized (queue) {
            if (closed) {
                return;
            }
            tooSlow = queued > 0 && queued + text.length() > MAX_QUEUED;
            if (tooSlow) {
                closed = true;
                queue.clear();
            } else {
                queued += text.length();
                queue.add(text);
                if (sending) {
                    return;
                }
                sending = true;
            }
        }
        if (tooSlow) {
            session.close(TOO_SLOW, "too slow a reader", Callback.NOOP);
        } else {
            pump();
        }
    }

    /** Sends what waits; one caller at a time. */
    private void pump() {
        while (true) {
            String next;
            Runnable close;
            synchronized (queue) {
                next = queue.poll();
                close = closing;
                sending = next != null;
            }
            if (next == null) {
                if (close != null) {
                    close.run();
                }
                return;
            }
            Turn turn = new Turn(next.length());
            session.sendText(next, turn);
            if (turn.leave()) {
                return; // completes later, on a thread of Jetty's, which goes on
            }
        }
    }

    @Override
    public void close(int code, String reason) {
        Runnable close = () -> session.close(code, reason, Callback.NOOP);
        synchronized (queue) {
            if (closed) {
                return;
            }
            closed = true;
            if (sending) {
                closing = close;
                return;
            }
        }
        close.run();
    }

    /** The sending of one message: whoever is second of the sender and the completion goes on. */
    private final class Turn implements Callback {
        private final int length;
        private boolean completed;
        private boolean left;

        Turn(int length) {
            this.length = length;
        }

        /** True when the message is still on its way. */
        synchronized boolean leave() {
            left = true;
            return !completed;
        }

        @Override
        public void succeed() {
            boolean goOn;
            synchronized (queue) {
                queued -= length;
            }
            synchronized (this) {
                completed = true;
                goOn = left;
            }
            if (goOn) {
                pump();
            }
        }

        @Override
        public void fail(Throwable cause) {
            synchronized (queue) {
                closed = true; // the socket is gone; its close is told by Jetty
                queue.clear();
            }
            succeed();
        }
    }
}
