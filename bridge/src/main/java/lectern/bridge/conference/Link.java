package lectern.bridge.conference;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import lectern.bridge.dtls.DtlsListener;
import lectern.bridge.dtls.Fingerprint;
import lectern.bridge.ice.IceCredentials;
import lectern.bridge.ice.IceLite;
import lectern.bridge.ice.IceOutcome;
import lectern.bridge.net.Path;
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
    /** Paths that authentic checks came over; the client may send over any of them before it nominates one. */
    private static final int MAX_PATHS = 8;

    private final LoopContext context;
    private final Endpoint owner;
    private final Switchboard switchboard;
    private final IceLite ice;
    private final SecureChannel channel;
    private final SctpAssociation sctp;
    private final ArrayDeque<Path> paths = new ArrayDeque<>();
    private final ArrayDeque<String> ufrags = new ArrayDeque<>();
    private @Nullable SrtpSession srtp;
    private @Nullable DataChannel live;
    private boolean up;
    private boolean congested;
    private boolean checked;
    private boolean waiting;
    private long answeredNanos;
    private boolean closed;

    Link(LoopContext context, Switchboard switchboard, Endpoint owner) {
        this.context = context;
        this.switchboard = switchboard;
        this.owner = owner;
        ice = new IceLite(IceCredentials.random(context.random()));
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

    void stun(byte[] buffer, int length, Path from, long now) {
        IceOutcome outcome = ice.handle(buffer, 0, length, from, now);
        byte[] response = outcome.response();
        if (response != null) {
            context.transport().send(response, 0, response.length, from);
        }
        if (outcome.kind() == IceOutcome.Kind.IGNORED || outcome.kind() == IceOutcome.Kind.REFUSED) {
            owner.badMessage();
            return;
        }
        checked = true;
        learn(from);
        if (!up && !closed && srtp != null && !ice.consentExpired(now)) {
            up = true;
            owner.up(now);
        }
    }

    private void learn(Path from) {
        if (!paths.contains(from)) {
            if (paths.size() == MAX_PATHS) {
                forget(oldest());
            }
            paths.addLast(from);
            from.keep();
        }
        switchboard.path(from, this);
    }

    /** The oldest path that is not the selected one. */
    private Path oldest() {
        for (Path path : paths) {
            if (!path.equals(ice.remote())) {
                return path;
            }
        }
        return paths.getFirst();
    }

    private void forget(Path path) {
        if (paths.remove(path)) {
            switchboard.forget(path, this);
            path.release();
        }
    }

    /** A connection ended by itself; the client checks again over another or asks for a restart. */
    void gone(Path path) {
        ice.lost(path);
        paths.remove(path);
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
        if (!up || session == null || to == null) {
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
        if (!up || session == null || to == null) {
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
        List.copyOf(paths).forEach(this::forget);
        ufrags.forEach(ufrag -> switchboard.forget(ufrag, this));
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        Path to = ice.remote();
        if (to != null) {
            context.transport().send(buffer, offset, length, to);
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
