package lectern.bridge.conference;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.bridge.AudienceTable;
import lectern.bridge.BridgeSettings;
import lectern.bridge.Conference;
import lectern.bridge.ConferenceException;
import lectern.bridge.ConferenceListener;
import lectern.bridge.ConferenceSettings;
import lectern.bridge.ConferenceStats;
import lectern.bridge.PublisherLimit;
import lectern.bridge.SlotMap;
import lectern.bridge.SourceKind;
import lectern.bridge.Tap;
import lectern.bridge.VideoCodec;
import lectern.bridge.View;
import lectern.bridge.sdp.Answer;
import lectern.bridge.sdp.Candidate;
import lectern.bridge.sdp.ParsedAnswer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One conference on its loop: its endpoints, the table in force, and what has to happen when something changes. */
final class ConferenceState {
    private static final Logger LOG = LoggerFactory.getLogger(ConferenceState.class);
    private static final long HOUSEKEEPING_NANOS = 100_000_000L;
    /** Housekeeping turns after which loudness alone may move somebody into an audio slot. */
    private static final int REPLAN_TURNS = 5;

    /** Housekeeping turns of a second. */
    private static final int QUALITY_TURNS = 10;

    private static final int SCRATCH = 2048;

    private final String id;
    private final ConferenceListener listener;
    private final LoopContext context;
    private final Switchboard switchboard;
    private final ConferenceSettings wishes;
    private final CodecChoice codec;
    private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    private final SlotRevisions revisions = new SlotRevisions();
    private final SlotPlanner planner = new SlotPlanner(endpoints);
    private final Timers timers = new Timers(this::failed);
    private final ConnectionLog connections;
    private final TapTracks taps = new TapTracks(this);
    private final Counters counters = new Counters();
    private final MediaPacket packet = new MediaPacket();
    private final byte[] scratch = new byte[SCRATCH];
    private final byte[] egress = new byte[SCRATCH];
    private AudienceTable table = AudienceTable.SILENT;
    private long tableSince;
    private Set<String> heard = Set.of();
    /** The endpoints as a tick goes through them, whatever comes and goes meanwhile. */
    private List<Endpoint> present = List.of();

    private boolean replan;
    private long housekeepingAt;
    private int turns;
    private boolean closed;

    ConferenceState(Opening opening, LoopContext context, Switchboard switchboard) {
        id = opening.id();
        listener = opening.listener();
        wishes = opening.settings();
        codec = new CodecChoice(wishes.video());
        connections = opening.log();
        this.context = context;
        this.switchboard = switchboard;
    }

    /** What a conference is opened with. */
    record Opening(String id, ConferenceSettings settings, ConferenceListener listener, ConnectionLog log) {
        Opening(String id, ConferenceSettings settings, ConferenceListener listener) {
            this(id, settings, listener, new ConnectionLog(id));
        }
    }

    /** On the loop, before anything else. */
    void begin() {
        switchboard.add(this);
        tellCodec();
    }

    ConferenceSettings wishes() {
        return wishes;
    }

    private void reviewCodec() {
        if (codec.review(endpoints.values(), now())) {
            LOG.atInfo()
                    .addKeyValue("conference", id)
                    .addKeyValue("codec", codec.inForce())
                    .log("another video codec is in force");
            tellCodec();
        }
    }

    private void tellCodec() {
        VideoCodec inForce = codec.inForce();
        tell(() -> listener.videoCodec(inForce));
    }

    String id() {
        return id;
    }

    boolean closed() {
        return closed;
    }

    BridgeSettings settings() {
        return context.settings();
    }

    AudienceTable table() {
        return table;
    }

    /** When the table in force was put in force: what came later, came under it. */
    long tableSince() {
        return tableSince;
    }

    TapTracks taps() {
        return taps;
    }

    Counters counters() {
        return counters;
    }

    MediaPacket packet() {
        return packet;
    }

    byte[] scratch() {
        return scratch;
    }

    byte[] egress() {
        return egress;
    }

    long now() {
        return context.clock().nanos();
    }

    String join(String endpoint, Conference.Slots slots) {
        Endpoint former = endpoints.get(endpoint);
        if (former == null && endpoints.size() >= settings().maxEndpoints()) {
            throw new ConferenceException(
                    "The conference is full: it takes " + settings().maxEndpoints() + " people.");
        }
        if (former != null) {
            remove(former, "restarted");
        }
        Endpoint joined = new Endpoint(this, context, switchboard, endpoint, slots);
        endpoints.put(endpoint, joined);
        present = List.copyOf(endpoints.values());
        return joined.offer().write();
    }

    void answer(String endpoint, String sdp) {
        Endpoint present = endpoint(endpoint);
        ParsedAnswer parsed = Answer.parse(sdp, present.offer());
        if (parsed instanceof ParsedAnswer.Mismatch mismatch) {
            throw new ConferenceException(mismatch.sentence());
        }
        answered(present, (Answer) parsed);
    }

    void answered(Endpoint present, Answer answer) {
        present.answered(answer);
        reviewCodec();
    }

    String restart(String endpoint) {
        return endpoint(endpoint).restart().write();
    }

    Endpoint endpoint(String name) {
        Endpoint present = endpoints.get(name);
        if (present == null) {
            throw new ConferenceException("There is no such endpoint in the conference.");
        }
        return present;
    }

    void leave(String endpoint) {
        Endpoint leaving = endpoints.get(endpoint);
        if (leaving != null) {
            remove(leaving, "left");
        }
    }

    private void remove(Endpoint leaving, String reason) {
        endpoints.remove(leaving.id());
        present = List.copyOf(endpoints.values());
        leaving.close(reason);
        planAll(now());
    }

    /** Between two packets: when this returns every slot obeys the new table. */
    void audience(AudienceTable next) {
        table = next;
        tableSince = now();
        Set<String> hearable = new HashSet<>(next.recorder().hears());
        next.rows().values().forEach(row -> hearable.addAll(row.hears()));
        heard = hearable;
        planAll(now());
        taps.refresh(endpoints.values());
        endpoints.values().forEach(this::announceSpeaking);
    }

    void view(String endpoint, View view) {
        Endpoint viewer = endpoints.get(endpoint);
        if (viewer != null) {
            viewer.show(view);
            plan(viewer, now());
        }
    }

    boolean send(String endpoint, String text) {
        Endpoint receiver = endpoints.get(endpoint);
        return receiver != null && receiver.link().sendText(text, now());
    }

    void tap(Tap tap) {
        taps.set(tap);
        retap();
    }

    void retap() {
        taps.refresh(endpoints.values());
    }

    ConferenceStats stats() {
        return new ConferenceStats(
                counters.received,
                counters.forwarded,
                counters.retransmitted,
                counters.dropped,
                counters.keyframeRequests,
                counters.freezes,
                counters.frozenNanos / 1_000_000,
                counters.held(),
                present.stream().map(each -> EndpointStatistics.of(each, now())).toList());
    }

    void close() {
        if (!closed) {
            closed = true;
            switchboard.remove(this);
            taps.set(Tap.NONE);
            endpoints.values().forEach(endpoint -> endpoint.close("left"));
            endpoints.clear();
            present = List.of();
        }
    }

    /** A source came, went or changed its streams; the slots follow at the next tick. */
    void sourcesChanged() {
        replan = true;
        endpoints.values().forEach(endpoint -> endpoint.publisher().forEach(taps::refresh));
    }

    void speakerChanged(Source microphone) {
        announceSpeaking(microphone.endpoint);
        replan = true;
    }

    private void announceSpeaking(Endpoint endpoint) {
        Source mic = endpoint.publisher().source(SourceKind.MIC);
        boolean speaking = mic != null && mic.speaker.speaking() && heard.contains(endpoint.id());
        if (endpoint.announce(speaking)) {
            tell(() -> listener.speaking(endpoint.id(), speaking));
        }
    }

    void connected(Endpoint endpoint, long now) {
        connections.connected(endpoint.id());
        endpoint.reports().soon(now);
        endpoint.attend(now);
        tell(() -> listener.connected(endpoint.id()));
        plan(endpoint, now);
        endpoint.receiver().requestKeyframes();
    }

    void disconnected(Endpoint endpoint, String reason) {
        connections.disconnected(endpoint.id(), reason);
        endpoint.receiver().clear(now());
        tell(() -> listener.disconnected(endpoint.id(), reason));
    }

    /** No path in time. */
    void unreached(Endpoint endpoint, boolean checked) {
        connections.unreached(endpoint.id(), Candidate.kinds(context.candidates()), checked);
    }

    void channelOpened(Endpoint endpoint) {
        tell(() -> listener.channelOpened(endpoint.id()));
    }

    void message(Endpoint endpoint, String text) {
        tell(() -> listener.message(endpoint.id(), text));
    }

    void limited(Endpoint endpoint, @Nullable SourceKind kind, PublisherLimit limit) {
        tell(() -> listener.limited(endpoint.id(), kind, limit));
    }

    /** A programming error in one endpoint's handling is that endpoint's end only. */
    void failed(Endpoint endpoint, RuntimeException cause) {
        LOG.atError()
                .addKeyValue("conference", id)
                .addKeyValue("endpoint", endpoint.id())
                .setCause(cause)
                .log("endpoint failed");
        endpoint.breakDown();
        planAll(now());
        tell(() -> listener.disconnected(endpoint.id(), "internal error"));
    }

    private void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("conference", id).setCause(e).log("a conference listener failed");
        }
    }

    void tick(long now) {
        List<Endpoint> present = this.present;
        if (now - housekeepingAt >= 0) {
            housekeepingAt = now + HOUSEKEEPING_NANOS;
            housekeeping(present, now);
        }
        if (replan) {
            planAll(now);
        }
        timers.tick(present, now);
    }

    private void housekeeping(List<Endpoint> present, long now) {
        turns++;
        replan |= turns % REPLAN_TURNS == 0;
        taps.tick(now);
        reviewCodec();
        for (Endpoint endpoint : present) {
            endpoint.publisher().forEach(source -> {
                source.checkActive(now);
                if (source.speaker.tick(now)) {
                    speakerChanged(source);
                }
            });
            lineChanged(endpoint, now);
        }
        if (turns % QUALITY_TURNS == 0) {
            QualityWatch.review(present, now, (who, quality) -> tell(() -> listener.quality(who, quality)));
        }
        WatchedPictures.settle(present, now, (sender, watched) -> tell(() -> listener.watched(sender, watched)));
    }

    /** A receiver's line carries more or less than it did, or what it has to carry changed. */
    void lineChanged(Endpoint endpoint, long now) {
        if (endpoint.link().up() && planner.aim(endpoint, now)) {
            tellSlots(endpoint);
        }
    }

    private void planAll(long now) {
        replan = false;
        endpoints.values().forEach(endpoint -> plan(endpoint, now));
    }

    private void plan(Endpoint endpoint, long now) {
        if (endpoint.link().up() && planner.plan(endpoint, now)) {
            tellSlots(endpoint);
        }
    }

    private void tellSlots(Endpoint endpoint) {
        long revision = revisions.next(endpoint.id(), endpoints.keySet());
        SlotMap map = new SlotMap(revision, endpoint.receiver().describe());
        tell(() -> listener.slots(endpoint.id(), map));
    }
}
