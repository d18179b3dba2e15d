package lectern.bridge.conference;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import lectern.bridge.dtls.DtlsListener;
import lectern.bridge.dtls.Fingerprint;
import lectern.bridge.ice.IceCredentials;
import lectern.bridge.ice.IceLite;
import lectern.bridge.ice.IceOutcome;
import lectern.bridge.ice.ReturnCheck;
import lectern.bridge.net.Path;
import lectern.bridge.rtp.Bytes;
import lectern.bridge.sctp.DataChannel;
import lectern.bridge.sctp.SctpAssociation;
import lectern.bridge.sctp.SctpListener;
import lectern.bridge.srtp.SrtpKeys;
import lectern.bridge.srtp.SrtpProfile;
import lectern.bridge.srtp.SrtpSession;
import org.jspecify.annotations.Nullable;

/** One endpoint's transport: ICE, DTLS, SRTP and the data channel over one path at a time. */
final class Link implements DtlsListener {
    /** The longest text message that is taken. */
    static final int MAX_TEXT = 16 * 1024;

    private static final String LABEL = "live";
    /** How often it is looked whether a path's proof is too old. */
    private static final long REVIEW_NANOS = 1_000_000_000L;

    /** STUN's method and class in the first two bytes (RFC 8489 §5). */
    private static final int BINDING_SUCCESS = 0x0101;

    private final LoopContext context;
    private final Endpoint owner;
    private final Switchboard switchboard;
    private final IceLite ice;
    private final SecureChannel channel;
    private final SctpAssociation sctp;
    private final Routes routes = new Routes();
    private final HeldRecords held = new HeldRecords();
    private final ArrayDeque<String> ufrags = new ArrayDeque<>();
    private @Nullable SrtpSession srtp;
    private @Nullable DataChannel live;
    private boolean up;
    private boolean congested;
    private boolean checked;
    private boolean waiting;
    private long answeredNanos;
    private long reviewedNanos = Long.MIN_VALUE / 2;
    private boolean closed;

    Link(LoopContext context, Switchboard switchboard, Endpoint owner) {
        this.context = context;
        this.switchboard = switchboard;
        this.owner = owner;
        ice = new IceLite(IceCredentials.random(context.random()), routes::proven);
        channel = context.channels().open(this);
        sctp = new SctpAssociation(new Records(), false, context.random());
        register(ice.local().ufrag());
    }

    IceCredentials local() {
        return ice.local();
    }

    void answered(IceCredentials theirs, List<Fingerprint> fingerprints) {
        ice.answered(theirs);
        waiting = !up;
        answeredNanos = context.clock().nanos();
        channel.start(fingerprints);
    }

    IceCredentials restart() {
        IceCredentials renewed = IceCredentials.random(context.random());
        ice.restart(renewed);
        register(renewed.ufrag());
        return renewed;
    }

    private void register(String ufrag) {
        ufrags.add(ufrag);
        switchboard.ufrag(ufrag, this);
    }

    boolean up() {
        return up;
    }

    Endpoint owner() {
        return owner;
    }

    /** Whether an authentic check came over this path. */
    boolean has(Path path) {
        return routes.of(path) != null;
    }

    void stun(byte[] buffer, int length, Path from, long now) {
        routes.came(from, length);
        if (length >= 2 && Bytes.u16(buffer, 0) == BINDING_SUCCESS) {
            answered(buffer, length, from, now);
            return;
        }
        IceOutcome outcome = ice.handle(buffer, 0, length, from, now);
        boolean authentic = outcome.kind() != IceOutcome.Kind.IGNORED && outcome.kind() != IceOutcome.Kind.REFUSED;
        if (authentic) {
            checked = true;
            learn(from, length);
        }
        byte[] response = outcome.response();
        if (response != null && (!authentic || routes.answers(from, response.length))) {
            context.transport().send(response, 0, response.length, from);
        }
        if (!authentic) {
            owner.badMessage();
            return;
        }
        ask(routes.of(from), now);
        held.release(this::sends);
        if (!up && !closed && srtp != null && !ice.consentExpired(now)) {
            up = true;
            owner.up(now);
        }
    }

    private void learn(Path from, int length) {
        if (routes.of(from) == null) {
            if (routes.full()) {
                forget(routes.oldest(ice.remote()));
            }
            routes.add(from);
            routes.came(from, length);
            from.keep();
        }
        switchboard.path(from, this);
    }

    /** Something other than a check came: that is what an unproven path may get, and a moment to ask over it. */
    void came(Path from, int length, long now) {
        Routes.Route route = routes.came(from, length);
        if (route != null) {
            ask(route, now);
            held.release(this::sends);
        }
    }

    private void ask(Routes.@Nullable Route route, long now) {
        if (route == null || closed || !route.asksAt(now)) {
            return;
        }
        ReturnCheck question = ice.returnCheck(route.question(), context.random());
        if (question == null) {
            return;
        }
        byte[] request = question.request();
        if (route.asks(question, request.length, now)) {
            context.transport().send(request, 0, request.length, route.path);
        }
    }

    private void answered(byte[] buffer, int length, Path from, long now) {
        Routes.Route route = routes.of(from);
        ReturnCheck question = route == null ? null : route.question();
        if (route == null || question == null || !question.isAnswer(buffer, 0, length)) {
            owner.badMessage();
            return;
        }
        routes.prove(route, now);
        ice.proven(from, now);
        held.release(this::sends);
    }

    private boolean sends(byte[] record) {
        Path to = ice.remote();
        if (to == null || !routes.spends(to, record.length)) {
            return false;
        }
        context.transport().send(record, 0, record.length, to);
        return true;
    }

    private void forget(Path path) {
        if (routes.remove(path)) {
            switchboard.forget(path, this);
            path.release();
        }
    }

    /** A connection ended by itself; the client checks again over another or asks for a restart. */
    void gone(Path path) {
        ice.lost(path);
        routes.remove(path);
    }

    void dtls(byte[] buffer, int length) {
        channel.receive(buffer, 0, length);
    }

    /** Decrypts in place; the plain length, negative when refused. */
    int unprotect(byte[] buffer, int length) {
        SrtpSession session = srtp;
        return session == null ? SrtpSession.FAILED : session.unprotect(buffer, 0, length);
    }

    int unprotectRtcp(byte[] buffer, int length) {
        SrtpSession session = srtp;
        return session == null ? SrtpSession.FAILED : session.unprotectRtcp(buffer, 0, length);
    }

    /** Encrypts in place and sends; false when the packet must not or cannot go. */
    boolean sendRtp(byte[] buffer, int offset, int length) {
        SrtpSession session = srtp;
        Path to = ice.remote();
        if (!up
                || session == null
                || to == null
                || !routes.spends(to, length + session.profile().tagLength())) {
            return false;
        }
        int sealed = session.protect(buffer, offset, length);
        if (sealed < 0) {
            return false;
        }
        context.transport().send(buffer, offset, sealed, to);
        return true;
    }

    void sendRtcp(byte[] buffer, int offset, int length) {
        SrtpSession session = srtp;
        Path to = ice.remote();
        if (!up || session == null || to == null || !routes.spends(to, length + SrtpSession.SLACK)) {
            return;
        }
        int sealed = session.protectRtcp(buffer, offset, length);
        if (sealed > 0) {
            context.transport().send(buffer, offset, sealed, to);
        }
    }

    /**
     * Sends a message; false when it must take another way: no channel is open, or its reader is slow. A slow reader's
     * messages all take the other way until the buffer has drained, so that they do not change from one to the other.
     */
    boolean sendText(String text, long now) {
        DataChannel open = live;
        if (open == null || congested) {
            return false;
        }
        boolean sent = sctp.send(open, true, text.getBytes(StandardCharsets.UTF_8), now);
        congested = !sent && sctp.buffered() > SctpAssociation.LOW_WATER;
        return sent;
    }

    void tick(long now) {
        if (closed) {
            return;
        }
        if (now >= sctp.deadline()) {
            sctp.poll(now);
        }
        if (waiting
                && (up
                        || now - answeredNanos
                                > context.settings().reach().patience().toNanos())) {
            waiting = false;
            if (!up) {
                owner.unreached(checked);
            }
        }
        if (up && ice.consentExpired(now)) {
            up = false;
            owner.down("no consent for " + IceLite.CONSENT.toSeconds() + " s");
        }
        if (now - reviewedNanos >= REVIEW_NANOS) {
            reviewedNanos = now;
            Path unused = routes.lapse(ice.remote(), now);
            if (unused != null) {
                forget(unused);
            }
        }
        while (ufrags.size() > 1 && !ice.knows(ufrags.getFirst())) {
            switchboard.forget(ufrags.removeFirst(), this);
        }
    }

    /** Says goodbye; the owner hears no more. Idempotent. */
    void close() {
        if (closed) {
            return;
        }
        sctp.abort();
        channel.close();
        shut();
    }

    private void shut() {
        closed = true;
        up = false;
        srtp = null;
        live = null;
        held.clear();
        routes.paths().forEach(this::forget);
        ufrags.forEach(ufrag -> switchboard.forget(ufrag, this));
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        Path to = ice.remote();
        if (to == null) {
            return;
        }
        if (held.isEmpty() && routes.spends(to, length)) {
            context.transport().send(buffer, offset, length, to);
        } else {
            held.add(buffer, offset, length);
        }
    }

    @Override
    public void established(SrtpProfile profile, SrtpKeys keys) {
        if (closed) {
            return;
        }
        srtp = new SrtpSession(profile, keys);
        long now = context.clock().nanos();
        if (ice.remote() != null && !ice.consentExpired(now)) {
            up = true;
            owner.up(now);
        }
    }

    @Override
    public void data(byte[] buffer, int offset, int length) {
        sctp.receive(buffer, offset, length, context.clock().nanos());
    }

    @Override
    public void closed(String reason) {
        if (!closed) {
            shut();
            owner.down(reason);
        }
    }

    /** What SCTP says: its packets go into DTLS records. */
    private final class Records implements SctpListener {
        @Override
        public void send(byte[] buffer, int offset, int length) {
            channel.send(buffer, offset, length);
        }

        @Override
        public void connected() {}

        @Override
        public void opened(DataChannel opened) {
            if (opened.label().equals(LABEL) && live == null) {
                live = opened;
                owner.channelOpened();
            }
        }

        @Override
        public void message(DataChannel from, boolean text, byte[] data) {
            if (!text || data.length > MAX_TEXT || !from.equals(live)) {
                owner.badMessage();
                return;
            }
            owner.message(new String(data, StandardCharsets.UTF_8));
        }

        @Override
        public void writable() {
            congested = false;
        }

        @Override
        public void closed(DataChannel gone) {
            if (gone.equals(live)) {
                live = null;
                congested = false;
            }
        }

        @Override
        public void ended(String reason) {
            live = null;
        }
    }
}
