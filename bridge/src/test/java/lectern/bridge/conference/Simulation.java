package lectern.bridge.conference;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import lectern.bridge.AudienceTable;
import lectern.bridge.BridgeSettings;
import lectern.bridge.Conference;
import lectern.bridge.ConferenceListener;
import lectern.bridge.ConferenceSettings;
import lectern.bridge.PublisherLimit;
import lectern.bridge.Quality;
import lectern.bridge.SlotMap;
import lectern.bridge.SourceKind;
import lectern.bridge.VideoCodec;
import lectern.bridge.Watched;
import lectern.bridge.dtls.DtlsListener;
import lectern.bridge.dtls.Fingerprint;
import lectern.bridge.net.MediaLoop;
import lectern.bridge.net.Path;
import lectern.bridge.net.UdpPath;
import lectern.bridge.rtp.Bytes;
import lectern.bridge.sdp.Candidate;
import lectern.bridge.sdp.PayloadType;
import lectern.bridge.srtp.SrtpKeys;
import lectern.bridge.srtp.SrtpProfile;
import org.jspecify.annotations.Nullable;

/**
 * A conference with real ICE, SRTP, RTCP and SCTP on a fake clock and a lossy fake network; only DTLS is left out, whose
 * records travel in the clear here. The same seed gives the same run.
 */
final class Simulation implements ConferenceListener {
    /** Bytes that a socket takes of a datagram; the rest is cut off, as the media loop's does. */
    private static final int LONGEST = 2048;

    static final byte HELLO = 22;
    static final byte RECORD = 23;

    final Random random;
    final ConferenceState conference;
    final Map<String, SimPeer> peers = new LinkedHashMap<>();
    final Map<String, SlotMap> slots = new HashMap<>();
    final Map<String, Watched> watched = new HashMap<>();
    final List<String> log = new ArrayList<>();
    final List<VideoCodec> codecs = new ArrayList<>();
    final List<String> messages = new ArrayList<>();
    /** The bridge's checks of its peers' paths: some of their random bits. */
    final List<Integer> questions = new ArrayList<>();

    /** Of datagrams to and from the bridge. */
    double uplinkLoss;

    double downlinkLoss;
    long delayNanos = 5_000_000;
    long jitterNanos = 1_000_000;

    /** What all peers sent toward the bridge. */
    long uplinkBytes;

    /** False for packets of a fuzzer, which do not say whose they are. */
    boolean judges = true;

    /** RTP packets that left the bridge, each of which {@link IsolationRule} looked at. */
    long judged;

    /** The table in force, as the test knows it. */
    AudienceTable table = AudienceTable.SILENT;

    private final Switchboard switchboard = new Switchboard();
    private final PriorityQueue<Event> events = new PriorityQueue<>(
            Comparator.<Event>comparingLong(event -> event.at).thenComparingLong(event -> event.order));
    private final Map<Path, SimPeer> byPath = new HashMap<>();
    private final Map<Integer, String> names = new HashMap<>();
    /** What the bridge sent to addresses that are nobody's. */
    long strangerBytes;

    private long now = 1_000_000_000_000L;
    private long order;
    private int lastNumber;
    private int nextPort = 10_000;

    private record Event(long at, long order, Runnable action) {}

    Simulation(long seed) {
        this(seed, BridgeSettings.loopback());
    }

    Simulation(long seed, BridgeSettings settings) {
        this(seed, settings, ConferenceSettings.DEFAULT);
    }

    Simulation(long seed, BridgeSettings settings, ConferenceSettings wishes) {
        random = new Random(seed);
        LoopContext context = new LoopContext(
                () -> now,
                this::fromBridge,
                new PlainChannels(),
                seeded(seed),
                settings,
                List.of(Candidate.udp(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9))));
        conference = new ConferenceState(new ConferenceState.Opening("sim", wishes, this), context, switchboard);
        conference.begin();
        later(MediaLoop.TICK.toNanos(), this::tick);
    }

    static SecureRandom seeded(long seed) {
        try {
            SecureRandom seeded = SecureRandom.getInstance("SHA1PRNG");
            seeded.setSeed(seed);
            return seeded;
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    long now() {
        return now;
    }

    /** A line without limits. */
    SimPath path() {
        SimPath path = new SimPath(random.nextLong());
        path.delayNanos = 0;
        return path;
    }

    void later(long nanos, Runnable action) {
        order++;
        events.add(new Event(now + nanos, order, action));
    }

    private void tick() {
        switchboard.tick(now);
        new ArrayList<>(peers.values()).forEach(SimPeer::tick);
        later(MediaLoop.TICK.toNanos(), this::tick);
    }

    void run(Duration time) {
        long until = now + time.toNanos();
        while (!events.isEmpty() && events.element().at <= until) {
            Event event = events.remove();
            now = event.at;
            event.action.run();
        }
        now = until;
    }

    SimPeer join(String id) {
        return join(id, new Conference.Slots(3, 4));
    }

    SimPeer join(String id, Conference.Slots wanted) {
        return join(id, wanted, Set.of(PayloadType.VP8, PayloadType.OPUS));
    }

    /** With the payload types that the peer's answer takes. */
    SimPeer join(String id, Conference.Slots wanted, Set<Integer> takes) {
        conference.join(id, wanted);
        SimPeer former = peers.remove(id);
        if (former != null) {
            byPath.remove(former.path);
        }
        nextPort++;
        SimPeer peer = new SimPeer(
                this,
                id,
                new UdpPath(new InetSocketAddress(InetAddress.getLoopbackAddress(), nextPort)),
                conference.endpoint(id));
        peers.put(id, peer);
        names.put(peer.number, id);
        byPath.put(peer.path, peer);
        peer.connect(takes);
        return peer;
    }

    /** The peer's device takes another network: nothing sent to the old address arrives any more. */
    void changeAddress(SimPeer peer) {
        byPath.remove(peer.path);
        nextPort++;
        peer.path = new UdpPath(new InetSocketAddress(InetAddress.getLoopbackAddress(), nextPort));
        byPath.put(peer.path, peer);
    }

    void leave(String id) {
        conference.leave(id);
        SimPeer gone = peers.remove(id);
        if (gone != null) {
            byPath.remove(gone.path);
        }
    }

    void audience(AudienceTable next) {
        conference.audience(next);
        table = next;
    }

    /** Everybody hears, sees and watches everybody else. */
    void everybody() {
        Map<String, AudienceTable.Row> rows = new HashMap<>();
        peers.keySet()
                .forEach(id -> rows.put(id, new AudienceTable.Row(peers.keySet(), peers.keySet(), peers.keySet())));
        audience(new AudienceTable(rows, AudienceTable.Row.NOTHING));
    }

    SimPeer peer(String id) {
        return Objects.requireNonNull(peers.get(id));
    }

    /** Notes a check of the bridge's that arrived. */
    boolean asked(byte[] check) {
        return questions.add(Bytes.i32(check, 8));
    }

    int nextNumber() {
        lastNumber++;
        return lastNumber;
    }

    /** Whose packets carry this number, null for somebody who is gone. */
    @Nullable
    String name(int number) {
        return names.get(number);
    }

    /** Arrives at once from wherever it says that it came. */
    void stranger(int port, byte[] datagram) {
        byte[] buffer = Arrays.copyOf(datagram, LONGEST);
        Path from = new UdpPath(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        switchboard.receive(buffer, Math.min(datagram.length, LONGEST), from, now);
    }

    Switchboard switchboard() {
        return switchboard;
    }

    void toBridge(SimPeer from, byte[] buffer, int length) {
        uplinkBytes += length;
        long delay = from.up.carry(length, now);
        if (random.nextDouble() < uplinkLoss || delay < 0) {
            return;
        }
        byte[] datagram = Arrays.copyOf(buffer, LONGEST);
        int arrived = Math.min(length, LONGEST);
        later(delay() + delay, () -> switchboard.receive(datagram, arrived, from.path, now));
    }

    private long delay() {
        return delayNanos + (long) (random.nextDouble() * jitterNanos);
    }

    private void fromBridge(byte[] buffer, int offset, int length, Path to) {
        SimPeer peer = byPath.get(to);
        if (peer == null) {
            strangerBytes += length;
            return;
        }
        byte[] datagram = Arrays.copyOfRange(buffer, offset, offset + length + 64);
        int plain = peer.leaving(datagram, length);
        long delay = plain > 0 ? peer.down.carry(length, now) : -1;
        if (delay >= 0 && random.nextDouble() >= downlinkLoss) {
            later(delay() + delay, () -> peer.receive(datagram, plain));
        }
    }

    @Override
    public void connected(String endpoint) {
        log.add("connected " + endpoint);
    }

    @Override
    public void channelOpened(String endpoint) {
        log.add("channel " + endpoint);
    }

    @Override
    public void message(String endpoint, String text) {
        messages.add(endpoint + ": " + text);
    }

    @Override
    public void slots(String endpoint, SlotMap map) {
        SlotMap before = slots.put(endpoint, map);
        if (before != null && map.revision() != before.revision() + 1) {
            throw new AssertionError("revision " + map.revision() + " after " + before.revision());
        }
    }

    @Override
    public void speaking(String endpoint, boolean speaking) {
        log.add((speaking ? "speaks " : "silent ") + endpoint);
    }

    @Override
    public void videoCodec(VideoCodec codec) {
        codecs.add(codec);
    }

    @Override
    public void limited(String endpoint, @Nullable SourceKind kind, PublisherLimit limit) {
        log.add("limited " + endpoint + " " + kind + " " + limit);
    }

    @Override
    public void watched(String endpoint, Watched now) {
        watched.put(endpoint, now);
        SimPeer peer = peers.get(endpoint);
        if (peer != null) {
            later(delayNanos, () -> peer.watched = now);
        }
    }

    @Override
    public void quality(String endpoint, Quality quality) {
        log.add("quality " + endpoint + " " + quality);
    }

    @Override
    public void disconnected(String endpoint, String reason) {
        log.add("disconnected " + endpoint + ": " + reason);
    }

    /** Who is in an endpoint's slot, null for nobody. */
    @Nullable
    String in(String endpoint, String mid) {
        SlotMap map = slots.get(endpoint);
        if (map == null) {
            return null;
        }
        return map.slots().stream()
                .filter(slot -> slot.mid().equals(mid) && slot.endpoint() != null)
                .map(slot -> slot.endpoint() + "/" + slot.kind())
                .findFirst()
                .orElse(null);
    }

    /** Records in the clear; the client's hello carries the keys that a handshake would have made. */
    private static final class PlainChannels implements SecureChannel.Factory {
        @Override
        public Fingerprint fingerprint() {
            return Fingerprint.sha256(new byte[] {1});
        }

        @Override
        public SecureChannel open(DtlsListener listener) {
            return new SecureChannel() {
                private boolean established;

                @Override
                public void start(List<Fingerprint> fingerprints) {}

                @Override
                public void receive(byte[] buffer, int offset, int length) {
                    if (buffer[offset] == HELLO && !established) {
                        established = true;
                        byte[] material = Arrays.copyOfRange(buffer, offset + 1, offset + length);
                        SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;
                        listener.established(profile, SrtpKeys.split(profile, material, false));
                    } else if (buffer[offset] == RECORD && established) {
                        listener.data(buffer, offset + 1, length - 1);
                    }
                }

                @Override
                public boolean send(byte[] buffer, int offset, int length) {
                    byte[] framed = new byte[length + 1];
                    framed[0] = RECORD;
                    System.arraycopy(buffer, offset, framed, 1, length);
                    listener.send(framed, 0, framed.length);
                    return established;
                }

                @Override
                public void close() {
                    established = false;
                }
            };
        }
    }
}
