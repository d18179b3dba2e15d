package lectern.bridge.conference;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lectern.bridge.AudienceTable;
import lectern.bridge.BridgeSettings;
import lectern.bridge.Conference;
import lectern.bridge.ConferenceListener;
import lectern.bridge.ConferenceSettings;
import lectern.bridge.net.MediaLoop;
import lectern.bridge.net.Path;
import lectern.bridge.net.Transport;
import lectern.bridge.rtp.Bytes;
import lectern.bridge.sdp.Candidate;
import lectern.bridge.srtp.SrtpEngine;

/**
 * A whole class on one thread, everybody seeing everybody, without sockets: time is what {@link #tick} makes it, and what
 * leaves the bridge is only counted. Everything between the two is the bridge's own.
 */
final class Grid implements ConferenceListener {
    private static final long BEGIN_NANOS = 1_000_000_000_000L;
    private static final int AUDIO_SLOTS = 6;
    private static final int MAX_KBPS = 10_000;
    private static final int SETTLE_TICKS = 60;
    private static final int KEEP_ALIVE_TICKS = 50;

    final List<GridPeer> peers = new ArrayList<>();
    final Switchboard switchboard = new Switchboard();
    final ConferenceState conference;

    private final Transport observer;
    private final SecureRandom random = new SecureRandom();
    private final int slots;
    private long now = BEGIN_NANOS;
    private long sent;
    private long ticks;
    private int watchedSsrc;
    private int watchedSequence;

    Grid(int people) {
        this(people, (buffer, offset, length, to) -> {});
    }

    /** A class whose packets somebody looks at. */
    Grid(int people, Transport observer) {
        this.observer = observer;
        slots = people - 1;
        SrtpEngine.warmUp();
        InetAddress loopback = InetAddress.getLoopbackAddress();
        LoopContext context = new LoopContext(
                () -> now,
                sink(),
                new HandedKeys(),
                random,
                new BridgeSettings(BridgeSettings.Reach.loopback(loopback), 1, people, MAX_KBPS, MAX_KBPS),
                List.of(Candidate.udp(new InetSocketAddress(loopback, 9))));
        ConferenceState.Opening opening = new ConferenceState.Opening("grid", ConferenceSettings.DEFAULT, this);
        conference = new ConferenceState(opening, context, switchboard);
        conference.begin();
        for (int n = 1; n <= people; n++) {
            peers.add(join(n));
        }
        conference.audience(everybody(people));
        settle();
    }

    private GridPeer join(int n) {
        conference.join(name(n), new Conference.Slots(AUDIO_SLOTS, slots));
        return new GridPeer(this, n, conference.endpoint(name(n)));
    }

    /** Somebody's page is loaded again: another connection under the same name. */
    void rejoin(int index) {
        peers.set(index, join(index + 1));
    }

    private Transport sink() {
        return (buffer, offset, length, to) -> {
            sent++;
            if (buffer[offset] == 0) {
                asked(buffer, offset, length, to);
            }
            observer.send(buffer, offset, length, to);
            if (Bytes.i32(buffer, offset + 8) == watchedSsrc) {
                watchedSequence = Bytes.u16(buffer, offset + 2);
            }
        };
    }

    /** A check of the bridge's own. */
    private void asked(byte[] buffer, int offset, int length, Path to) {
        for (GridPeer peer : peers) {
            if (peer.path.equals(to)) {
                peer.asked(buffer, offset, length);
            }
        }
    }

    static String name(int n) {
        return "p" + n;
    }

    private static AudienceTable everybody(int people) {
        Set<String> all = new HashSet<>();
        for (int n = 1; n <= people; n++) {
            all.add(name(n));
        }
        Map<String, AudienceTable.Row> rows =
                all.stream().collect(Collectors.toMap(id -> id, id -> new AudienceTable.Row(all, all, all)));
        return new AudienceTable(rows, AudienceTable.Row.NOTHING);
    }

    /** Everybody sends until everybody's slots are filled and running. */
    private void settle() {
        for (int i = 0; i < SETTLE_TICKS; i++) {
            for (GridPeer peer : peers) {
                peer.video();
                peer.audio();
            }
            tick();
        }
    }

    /** Lets 10 ms pass. */
    void tick() {
        now += MediaLoop.TICK.toNanos();
        ticks++;
        switchboard.tick(now);
    }

    /** Lets 10 ms pass, and nobody fall silent or lose consent. */
    void idle() {
        if (ticks % KEEP_ALIVE_TICKS == 0) {
            for (GridPeer peer : peers) {
                peer.check();
                peer.video();
                peer.audio();
            }
        }
        tick();
    }

    /** Moves the clock only, so that a sender keeps below its cap. */
    void pass(long nanos) {
        now += nanos;
    }

    /** From now on {@link #watchedSequence} is what went out under this SSRC last. */
    void watch(int ssrc) {
        watchedSsrc = ssrc;
    }

    int watchedSequence() {
        return watchedSequence;
    }

    long now() {
        return now;
    }

    /** Datagrams that left the bridge. */
    long sent() {
        return sent;
    }

    long forwarded() {
        return conference.counters().forwarded;
    }

    SecureRandom random() {
        return random;
    }

    @Override
    public void disconnected(String endpoint, String reason) {
        throw new IllegalStateException(endpoint + " fell out of the grid: " + reason);
    }
}
