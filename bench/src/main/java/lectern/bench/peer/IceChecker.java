package lectern.bench.peer;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import lectern.bridge.ice.IceCredentials;
import lectern.bridge.stun.StunIntegrity;
import lectern.bridge.stun.StunMessage;
import lectern.bridge.stun.StunWriter;
import org.jspecify.annotations.Nullable;

/**
 * A full ICE agent with one candidate pair: checks in both directions, nomination by whoever is controlling, then
 * consent (RFC 8445, RFC 7675). In a conflict of roles it gives way.
 */
final class IceChecker {
    private static final long FAST = Duration.ofMillis(50).toNanos();
    private static final long CONSENT = Duration.ofMillis(2_500).toNanos();
    private static final int ROLE_CONFLICT = 487;

    private final SecureRandom random;
    private final String username;
    private final StunIntegrity theirKey;
    private final StunIntegrity ownKey;
    private final long tieBreaker;
    private boolean controlling;
    private long nextCheck;
    private boolean answered;
    private boolean nominated;

    IceChecker(SecureRandom random, IceCredentials own, RemoteSession.Security theirs, long now) {
        this.random = random;
        username = theirs.ice().ufrag() + ":" + own.ufrag();
        theirKey = new StunIntegrity(theirs.ice().pwd());
        ownKey = new StunIntegrity(own.pwd());
        controlling = !theirs.controlling();
        tieBreaker = random.nextLong();
        nextCheck = now;
    }

    boolean due(long now) {
        return now - nextCheck >= 0;
    }

    /** Whether the pair works and was chosen. */
    boolean ready() {
        return answered && (controlling || nominated);
    }

    byte[] check(long now) {
        nextCheck = now + (answered ? CONSENT : FAST);
        byte[] id = new byte[12];
        random.nextBytes(id);
        StunWriter request = new StunWriter(StunMessage.BINDING_REQUEST, id)
                .username(username)
                .priority(1_853_824_767L);
        if (controlling) {
            request.controlling(tieBreaker).useCandidate();
        } else {
            request.controlled(tieBreaker);
        }
        return request.integrity(theirKey).fingerprint().toBytes();
    }

    /** Takes a message; what is to be sent back, null for nothing. */
    byte @Nullable [] receive(byte[] buffer, int length, InetSocketAddress from) {
        StunMessage message = StunMessage.parse(buffer, 0, length);
        if (message == null) {
            return null;
        }
        if (message.type() == StunMessage.BINDING_REQUEST && message.authentic(ownKey)) {
            nominated |= message.useCandidate();
            controlling &= !message.controlling();
            return new StunWriter(StunMessage.BINDING_SUCCESS, message.transactionId())
                    .mappedAddress(from)
                    .integrity(ownKey)
                    .fingerprint()
                    .toBytes();
        }
        if (message.type() == StunMessage.BINDING_SUCCESS && message.authentic(theirKey)) {
            answered = true;
        } else if (message.type() == StunMessage.BINDING_ERROR && message.errorCode() == ROLE_CONFLICT) {
            controlling = !controlling;
        }
        return null;
    }
}
