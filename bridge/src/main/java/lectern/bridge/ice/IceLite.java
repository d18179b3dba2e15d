package lectern.bridge.ice;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.Predicate;
import lectern.bridge.net.Path;
import lectern.bridge.stun.StunIntegrity;
import lectern.bridge.stun.StunMessage;
import lectern.bridge.stun.StunWriter;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of one endpoint's ICE. The server never checks itself: the client does (it is full ICE and
 * controlling), and each authentic check both renews consent and tells an address. Nothing that lacks a valid
 * MESSAGE-INTEGRITY changes anything or is answered: RFC 8489 §9.1.3 would have errors sent, which whoever forges a source
 * address could point at somebody else.
 */
public final class IceLite {
    /** RFC 7675 §5.1 allows 30 s; Chromium checks every 2.5 s and a class notices sooner. */
    public static final Duration CONSENT = Duration.ofSeconds(15);

    private final Predicate<Path> proven;
    private Generation current;
    private @Nullable Generation former;
    /** Of the last authentic check. */
    private @Nullable Generation latest;

    private @Nullable Path remote;
    /** Nominated, but not proven yet. */
    private @Nullable Path wished;

    private boolean selected;
    private long lastCheckNanos;

    /** One pair of credentials and what is checked with it. */
    private static final class Generation {
        final IceCredentials local;
        final StunIntegrity key;

        @Nullable
        IceCredentials remote;

        Generation(IceCredentials local) {
            this.local = local;
            this.key = new StunIntegrity(local.pwd());
        }

        /** USERNAME is "ours:theirs" (RFC 8445 §7.2.2); theirs is unknown until the answer came. */
        boolean matches(String username) {
            IceCredentials theirs = remote;
            return theirs == null
                    ? username.startsWith(local.ufrag() + ":")
                    : username.equals(local.ufrag() + ":" + theirs.ufrag());
        }
    }

    public IceLite(IceCredentials local) {
        this(local, path -> true);
    }

    /**
     * Leaves a path only for one that is proven.
     *
     * @param proven whether its client is known to receive there; what is not yet may be told by {@link #proven}
     */
    public IceLite(IceCredentials local, Predicate<Path> proven) {
        this.proven = proven;
        current = new Generation(local);
    }

    /**
     * Cheaply reads our own ufrag out of a STUN message's USERNAME, to find the endpoint that it is for.
     *
     * @return null when there is none
     */
    public static @Nullable String serverUfrag(byte[] buffer, int offset, int length) {
        StunMessage message = StunMessage.parse(buffer, offset, length);
        String username = message == null ? null : message.username();
        int colon = username == null ? -1 : username.indexOf(':');
        return username == null || colon <= 0 ? null : username.substring(0, colon);
    }

    public IceCredentials local() {
        return current.local;
    }

    /** Takes the answer's credentials; checks of other user fragments are refused from now on. */
    public void answered(IceCredentials theirs) {
        current.remote = theirs;
    }

    /** The selected path, null before the first authentic check and after the loss of a connection. */
    public @Nullable Path remote() {
        return remote;
    }

    /**
     * New credentials for an ICE restart (RFC 8445 §9). The former ones and the path stay until a check with the new
     * ones came. The caller registers the new ufrag and keeps the old one registered until
     * {@link #knows} denies it.
     */
    public void restart(IceCredentials local) {
        former = current;
        current = new Generation(local);
    }

    /** Whether checks for this ufrag of ours are still answered. */
    public boolean knows(String ufrag) {
        return current.local.ufrag().equals(ufrag)
                || (former != null && former.local.ufrag().equals(ufrag));
    }

    /** A connection ended. If it was selected, the next authentic check over any other path selects that one. */
    public void lost(Path path) {
        if (path.equals(remote)) {
            remote = null;
        }
        if (path.equals(wished)) {
            wished = null;
        }
    }

    /**
     * A request that shows whether the sender of the last authentic check receives where it came from.
     *
     * @param before the one that was made for this path, null for none; kept while its credentials are in use
     * @return null as long as the client's password is unknown
     */
    public @Nullable ReturnCheck returnCheck(@Nullable ReturnCheck before, SecureRandom random) {
        Generation asked = latest;
        IceCredentials theirs = asked == null ? null : asked.remote;
        if (asked == null || theirs == null) {
            return null;
        }
        return before != null && before.isOf(asked.local, theirs)
                ? before
                : new ReturnCheck(asked.local, theirs, random);
    }

    /** The client receives over a path; true when that is the one it wants, which is selected now. */
    public boolean proven(Path path, long nowNanos) {
        if (!path.equals(wished)) {
            return false;
        }
        select(path, nowNanos);
        if (latest == current) {
            former = null;
        }
        return true;
    }

    private void select(Path path, long nowNanos) {
        remote = path;
        wished = null;
        selected = true;
        lastCheckNanos = nowNanos;
    }

    /** True when there was consent and it ended: {@link #CONSENT} without an authentic check of the path. */
    public boolean consentExpired(long nowNanos) {
        return selected && nowNanos - lastCheckNanos > CONSENT.toNanos();
    }

    /** Handles one datagram that starts like STUN (RFC 7983: first byte 0 to 3). */
    public IceOutcome handle(byte[] buffer, int offset, int length, Path from, long nowNanos) {
        StunMessage message = StunMessage.parse(buffer, offset, length);
        if (message == null || message.type() != StunMessage.BINDING_REQUEST) {
            return IceOutcome.IGNORED;
        }
        if (message.hasFingerprint() && !message.fingerprintMatches()) {
            return IceOutcome.IGNORED;
        }
        String username = message.username();
        if (username == null || !message.hasIntegrity()) {
            return IceOutcome.UNAUTHENTIC;
        }
        Generation generation = generation(username);
        if (generation == null || !message.authentic(generation.key)) {
            return IceOutcome.UNAUTHENTIC;
        }
        if (message.unknownRequired() != 0) {
            return refused(message, 420, "Unknown Attribute", generation.key, length);
        }
        if (message.controlled()) {
            // RFC 8445 §7.3.1.1: a lite agent opposite a full one is always the controlled one.
            return refused(message, 487, "Role Conflict", generation.key, length);
        }
        IceOutcome.Kind kind = learn(generation, message.useCandidate(), from, nowNanos);
        byte[] response = new StunWriter(StunMessage.BINDING_SUCCESS, message.transactionId())
                .mappedAddress(from.remote())
                .integrity(generation.key)
                .fingerprint()
                .toBytes();
        return IceOutcome.answer(kind, response, length);
    }

    private @Nullable Generation generation(String username) {
        if (current.matches(username)) {
            return current;
        }
        return former != null && former.matches(username) ? former : null;
    }

    private IceOutcome.Kind learn(Generation generation, boolean nominated, Path from, long nowNanos) {
        latest = generation;
        boolean first = remote == null;
        boolean renewed = generation == current && former != null;
        boolean another = nominated && !from.equals(remote);
        boolean moves = first || (another && proven.test(from));
        if (from.equals(remote)) {
            lastCheckNanos = nowNanos;
        }
        if (renewed && (moves || from.equals(remote))) {
            former = null;
        }
        if (nominated) {
            wished = another ? from : null;
        }
        if (!moves) {
            return IceOutcome.Kind.CHECKED;
        }
        boolean fresh = !selected;
        select(from, nowNanos);
        return fresh ? IceOutcome.Kind.SELECTED : IceOutcome.Kind.CHANGED;
    }

    private static IceOutcome refused(
            StunMessage request, int code, String reason, StunIntegrity key, int requestLength) {
        StunWriter writer = new StunWriter(StunMessage.BINDING_ERROR, request.transactionId()).error(code, reason);
        if (code == 420) {
            writer.unknown(request.unknownRequired());
        }
        byte[] response = writer.integrity(key).fingerprint().toBytes();
        return IceOutcome.answer(IceOutcome.Kind.REFUSED, response, requestLength);
    }
}
