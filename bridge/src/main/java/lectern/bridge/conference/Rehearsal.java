package lectern.bridge.conference;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import lectern.bridge.AudienceTable;
import lectern.bridge.AudienceTable.Row;
import lectern.bridge.BridgeSettings;
import lectern.bridge.Conference;
import lectern.bridge.ConferenceListener;
import lectern.bridge.ConferenceSettings;
import lectern.bridge.net.Clock;
import lectern.bridge.net.MediaLoop;
import lectern.bridge.net.MediaPorts;
import lectern.bridge.rtp.Bytes;
import lectern.bridge.sdp.Candidate;
import lectern.bridge.srtp.SrtpEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A class that the bridge holds with itself before the first real one: some invented people on a loop and sockets of
 * their own on the loopback address, whose clock is moved on by hand. The just-in-time compiler has then
 * seen the whole path of a packet, and the first lesson of the day is not the one it learns on. Nothing of it is shared
 * with real conferences.
 */
public final class Rehearsal implements ConferenceListener {
    /** The compiler's last step begins after some thousand calls; a packet from each of six makes thirty. */
    static final int TURNS = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final int PEOPLE = 6;
    private static final int MAX_KBPS = 10_000;
    private static final long WAIT_MILLIS = 1;
    private static final int BURST_TURNS = 4;
    private static final int BURST_TICKS = 10;
    private static final long PATIENCE_MILLIS = 5_000;
    private static final int MOVE_TURNS = 150;
    private static final int REPORT_TURNS = 10;
    private static final int FEEDBACK_TURNS = 2;
    private static final int CHECK_TURNS = 20;
    private static final int KEYFRAME_TURNS = 40;

    /** How far the rehearsal's clock is ahead of the real one. */
    private final AtomicLong ahead = new AtomicLong();

    private final Clock clock = () -> System.nanoTime() + ahead.get();
    private final SecureRandom random = new SecureRandom();
    private final Switchboard switchboard = new Switchboard();
    private final List<RehearsalPeer> peers = new ArrayList<>();
    private final List<DatagramChannel> sockets = new ArrayList<>();
    private final ByteBuffer incoming = ByteBuffer.allocate(2_048);
    private final MediaLoop loop;
    private final Selector selector;
    private final ConferenceState conference;

    private Rehearsal() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        selector = Selector.open();
        loop = new MediaLoop("rehearsal", MediaPorts.udp(new InetSocketAddress(loopback, 0)), clock);
        LoopContext context = new LoopContext(
                clock,
                loop,
                new HandedKeys(),
                random,
                new BridgeSettings(BridgeSettings.Reach.loopback(loopback), 1, PEOPLE, MAX_KBPS, MAX_KBPS),
                List.of(Candidate.udp(loop.local())));
        conference = new ConferenceState(
                new ConferenceState.Opening(
                        "rehearsal", ConferenceSettings.DEFAULT, this, new ConnectionLog("rehearsal", Level.DEBUG)),
                context,
                switchboard);
    }

    /**
     * Rehearses on the calling thread until everything was played, at most so long. What goes wrong is logged and costs
     * nothing but the preparation.
     *
     * @return packets that were forwarded
     */
    public static long run(Duration most) {
        SrtpEngine.warmUp();
        long until = System.nanoTime() + most.toNanos();
        try {
            Rehearsal rehearsal = new Rehearsal();
            try {
                rehearsal.begin();
                return rehearsal.play(until);
            } finally {
                rehearsal.end();
            }
        } catch (IOException | ExecutionException | TimeoutException e) {
            LOG.atWarn().setCause(e).log("the bridge could not rehearse; its first minutes will cost more");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private void begin() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        loop.start(switchboard);
        for (int i = 0; i < PEOPLE; i++) {
            DatagramChannel socket = DatagramChannel.open();
            sockets.add(socket);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            socket.connect(loop.local());
            socket.configureBlocking(false);
            socket.register(selector, SelectionKey.OP_READ);
        }
        onLoop(() -> {
            conference.begin();
            for (int i = 0; i < PEOPLE; i++) {
                peers.add(join(i));
            }
            conference.audience(everybody());
        });
    }

    private RehearsalPeer join(int number) {
        conference.join(name(number), new Conference.Slots(PEOPLE, PEOPLE));
        DatagramChannel socket = sockets.get(number);
        return new RehearsalPeer(
                number,
                conference.endpoint(name(number)),
                random,
                (datagram, length) -> send(socket, datagram, length));
    }

    private static void send(DatagramChannel socket, byte[] datagram, int length) {
        try {
            socket.write(ByteBuffer.wrap(datagram, 0, length));
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("a datagram of the rehearsal did not go");
        }
    }

    private static String name(int number) {
        return "p" + number;
    }

    private void onLoop(Runnable task) throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture.runAsync(task, loop).get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private long play(long until) throws IOException, InterruptedException, ExecutionException, TimeoutException {
        long before = System.nanoTime();
        for (int turn = 0; turn < TURNS && System.nanoTime() < until; turn++) {
            turn(turn);
            if (turn % BURST_TURNS == 0) {
                listen();
                onLoop(this::passTime);
            }
            if (turn % MOVE_TURNS == 0) {
                AudienceTable next = turn / MOVE_TURNS % 2 == 0 ? everybody() : halves();
                onLoop(() -> conference.audience(next));
            }
        }
        long forwarded = conferenceForwarded();
        LOG.atInfo()
                .addKeyValue("packets", forwarded)
                .addKeyValue("ms", (System.nanoTime() - before) / 1_000_000)
                .log("the bridge has rehearsed");
        return forwarded;
    }

    private long conferenceForwarded() throws InterruptedException, ExecutionException, TimeoutException {
        return CompletableFuture.supplyAsync(() -> conference.counters().forwarded, loop)
                .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void passTime() {
        for (int i = 0; i < BURST_TICKS; i++) {
            ahead.addAndGet(MediaLoop.TICK.toNanos());
            switchboard.tick(clock.nanos());
        }
    }

    /** What people send in a moment; now and then something is lost, reported or asked for again. */
    private void turn(int turn) {
        for (RehearsalPeer peer : peers) {
            if (turn % KEYFRAME_TURNS == 0) {
                peer.video();
            } else {
                peer.delta();
            }
            if (turn % 2 == 0) {
                peer.audio();
            }
            if (turn % CHECK_TURNS == 0) {
                peer.check();
            }
            if (turn % FEEDBACK_TURNS == 0) {
                peer.feedback();
            }
            if (turn % REPORT_TURNS == 0) {
                peer.report();
            }
        }
    }

    /** Takes what comes until nothing has come for a while. */
    private void listen() throws IOException {
        byte[] datagram = incoming.array();
        while (selector.select(WAIT_MILLIS) > 0) {
            selector.selectedKeys().clear();
            for (int i = 0; i < PEOPLE; i++) {
                RehearsalPeer peer = peers.get(i);
                while (sockets.get(i).read(incoming.clear()) > 0) {
                    if (peer.heard(datagram, incoming.position(), clock.nanos()) && lost(datagram)) {
                        peer.nack(Bytes.i32(datagram, 8), Bytes.u16(datagram, 2));
                    }
                }
            }
        }
    }

    /** One packet in 128 is said to be lost. */
    private static boolean lost(byte[] datagram) {
        return (datagram[3] & 0x7F) == 0;
    }

    private static AudienceTable everybody() {
        Set<String> all = new HashSet<>();
        Map<String, Row> rows = new HashMap<>();
        for (int i = 0; i < PEOPLE; i++) {
            all.add(name(i));
        }
        all.forEach(id -> rows.put(id, new Row(all, all, all)));
        return new AudienceTable(rows, Row.NOTHING);
    }

    private static AudienceTable halves() {
        Map<String, Row> rows = new HashMap<>();
        for (int i = 0; i < PEOPLE; i++) {
            Set<String> half = new HashSet<>();
            for (int other = i % 2; other < PEOPLE; other += 2) {
                half.add(name(other));
            }
            rows.put(name(i), new Row(half, half, half));
        }
        return new AudienceTable(rows, Row.NOTHING);
    }

    private void end() throws IOException {
        loop.close();
        selector.close();
        for (DatagramChannel socket : sockets) {
            socket.close();
        }
    }

    @Override
    public void disconnected(String endpoint, String reason) {
        LOG.atDebug().addKeyValue("reason", reason).log("somebody fell out of the rehearsal");
    }
}
