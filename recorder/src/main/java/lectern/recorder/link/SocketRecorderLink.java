package lectern.recorder.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The link over a Unix domain socket. Callers copy into a bounded ring; one thread connects, sends, receives and tells the
 * listener. While the recorder is away the ring fills, so that a restart costs only what the old recorder had not written.
 */
public final class SocketRecorderLink implements RecorderLink {
    /** About 12 s of a class of thirty that sends everything. */
    public static final int RING_BYTES = 32 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(SocketRecorderLink.class);
    private static final long FIRST_BACK_OFF_MILLIS = 100;
    private static final long LONGEST_BACK_OFF_MILLIS = 2_000;
    private static final long BATCH_MILLIS = 5;
    private static final long IDLE_MILLIS = 200;
    private static final long END_NANOS = 10_000_000_000L;

    private final Path socket;
    private final Listener listener;
    private final Outbox outbox;
    private final Announcements announcements = new Announcements();
    private final ClientConnection.Sender sender =
            new ClientConnection.Sender(UUID.randomUUID().toString(), announcements, new Batch(), this::received);
    private final Selector selector;
    private final Thread thread = new Thread(this::run, "recorder-link");
    private final AtomicInteger lastTrack = new AtomicInteger();
    private final Map<String, Ending> endings = new ConcurrentHashMap<>();

    private volatile boolean closed;
    private volatile boolean connected;
    private volatile @Nullable String problem;
    private @Nullable ClientConnection connection;
    private long backOff = FIRST_BACK_OFF_MILLIS;
    private @Nullable LinkState told;

    /**
     * Starts connecting at once and keeps trying.
     *
     * @param ringBytes most that waits for the recorder; {@link #RING_BYTES} but in tests
     */
    public SocketRecorderLink(Path socket, Listener listener, int ringBytes) {
        this.socket = socket;
        this.listener = listener;
        this.outbox = new Outbox(ringBytes);
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new IllegalStateException("no selector", e);
        }
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void openSession(SessionHeader session) {
        outbox.openSession(Control.sessionOpen(session));
        selector.wakeup();
    }

    @Override
    public int openTrack(String session, TrackHeader track) {
        int number = lastTrack.incrementAndGet();
        outbox.open(number, session, track, Control.trackOpen(new Control.TrackOpen(session, track, false)));
        selector.wakeup();
        return number;
    }

    @Override
    public void rtp(int track, long classMicros, byte[] buffer, int offset, int length) {
        outbox.rtp(track, classMicros, buffer, offset, length);
    }

    @Override
    public void senderReport(int track, long classMicros, long ntpTimestamp, int rtpTimestamp) {
        byte[] report = new byte[12];
        ByteBuffer.wrap(report).putLong(ntpTimestamp).putInt(rtpTimestamp);
        outbox.senderReport(track, classMicros, report);
    }

    @Override
    public void closeTrack(int track, long classMicros, String reason) {
        outbox.close(track, classMicros, reason.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public CompletableFuture<Void> endSession(String session, long classMicros) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        if (closed) {
            ended.completeExceptionally(new IOException("the link is closed"));
            return ended;
        }
        Ending before = endings.put(session, new Ending(ended, System.nanoTime() + END_NANOS));
        if (before != null) {
            CompletableFuture<Void> unused = ended.whenComplete((done, failure) -> before.finish(failure));
        }
        outbox.endSession(session, classMicros);
        selector.wakeup();
        return ended;
    }

    @Override
    public LinkState state() {
        return new LinkState(connected, outbox.dropped(), problem);
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try {
                turn();
            } catch (IOException e) {
                disconnected(e);
            } catch (RuntimeException e) {
                LOG.atError().setCause(e).log("The recorder's link failed and begins anew");
                disconnected(new IOException(e));
            }
        }
        disconnected(new IOException("the link is closed"));
        endings.values().forEach(ending -> ending.finish(new IOException("the link is closed")));
        closeSelector();
    }

    private void turn() throws IOException {
        ClientConnection to = connection;
        if (to == null) {
            to = ClientConnection.open(socket, selector, sender);
            connection = to;
        }
        selector.select(outbox.idle() ? IDLE_MILLIS : BATCH_MILLIS);
        selector.selectedKeys().clear();
        to.receive();
        if (to.ready()) {
            if (!connected) {
                connected = true;
                backOff = FIRST_BACK_OFF_MILLIS;
                LOG.info("The recorder is there");
            }
            to.send(outbox);
        }
        keepHouse();
    }

    private void disconnected(IOException why) {
        boolean was = connected;
        closeConnection();
        connected = false;
        if (was) {
            LOG.atWarn().addKeyValue("why", why.getMessage()).log("The recorder is away");
            outbox.videoTracks().forEach(listener::keyframeWanted);
        }
        keepHouse();
        if (!closed) {
            backOff();
        }
    }

    private void backOff() {
        try {
            selector.select(backOff);
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("The recorder's link cannot wait");
        }
        backOff = Math.min(LONGEST_BACK_OFF_MILLIS, backOff * 2);
    }

    private void keepHouse() {
        long now = System.nanoTime();
        endings.forEach((session, ending) -> {
            if (now - ending.deadline() >= 0 && endings.remove(session, ending)) {
                ending.finish(new IOException("the recorder did not answer within 10 s"));
            }
        });
        outbox.keyframesWanted(now).forEach(listener::keyframeWanted);
        LinkState state = state();
        if (!state.equals(told)) {
            told = state;
            listener.stateChanged(state);
        }
    }

    private void received(int type, int track, long classMicros, byte[] buffer, int offset, int length) {
        switch (type) {
            case FrameType.KEYFRAME -> listener.keyframeWanted(track);
            case FrameType.SESSION_ENDED ->
                Control.readSessionEnded(buffer, offset, length).ifPresent(this::sessionEnded);
            case FrameType.STATE ->
                Control.readState(buffer, offset, length).ifPresent(state -> problem = state.problem());
            default -> {}
        }
    }

    private void sessionEnded(Control.SessionEnded ended) {
        announcements.ended(ended.id());
        Ending ending = endings.remove(ended.id());
        if (ending != null) {
            ending.finish(ended.problem() == null ? null : new IOException(ended.problem()));
        }
    }

    private void closeConnection() {
        ClientConnection old = connection;
        connection = null;
        if (old != null) {
            try {
                old.close();
            } catch (IOException e) {
                LOG.atDebug().setCause(e).log("The connection did not close");
            }
        }
    }

    private void closeSelector() {
        try {
            selector.close();
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("The selector did not close");
        }
    }

    /** Somebody waits for a session's end. */
    private record Ending(CompletableFuture<Void> future, long deadline) {
        void finish(@Nullable Throwable failure) {
            if (failure == null) {
                future.complete(null);
            } else {
                future.completeExceptionally(failure);
            }
        }
    }
}
