package lectern.bench.peer;

import java.security.SecureRandom;
import java.time.Duration;
import lectern.bridge.ice.IceCredentials;
import lectern.bridge.stun.StunIntegrity;
import lectern.bridge.stun.StunMessage;
import lectern.bridge.stun.StunWriter;

/** The controlling side of ICE with one candidate pair: checks with nomination, then consent (RFC 7675). */
final class IceChecker {
    private static final long FAST = Duration.ofMillis(50).toNanos();
    private static final long CONSENT = Duration.ofMillis(2_500).toNanos();

    private final SecureRandom random;
    private final String username;
    private final StunIntegrity key;
    private final long tieBreaker;
    private long nextCheck;
    private boolean answered;

    IceChecker(SecureRandom random, IceCredentials own, IceCredentials theirs, long now) {
        this.random = random;
        username = theirs.ufrag() + ":" + own.ufrag();
        key = new StunIntegrity(theirs.pwd());
        tieBreaker = random.nextLong();
        nextCheck = now;
    }

    boolean answered() {
        return answered;
    }

    boolean due(long now) {
        return now - nextCheck >= 0;
    }

    byte[] check(long now) {
        nextCheck = now + (answered ? CONSENT : FAST);
        byte[] id = new byte[12];
        random.nextBytes(id);
        return new StunWriter(StunMessage.BINDING_REQUEST, id)
                .username(username)
                .priority(1_853_824_767L)
                .controlling(tieBreaker)
                .useCandidate()
                .integrity(key)
                .fingerprint()
                .toBytes();
    }

    /** True when it is the first authentic answer. */
    boolean response(byte[] buffer, int length) {
        StunMessage message = StunMessage.parse(buffer, 0, length);
        boolean success = message != null && message.type() == StunMessage.BINDING_SUCCESS && message.authentic(key);
        boolean first = success && !answered;
        answered |= success;
        return first;
    }
}
