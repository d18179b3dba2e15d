package lectern.bridge.conference;

import java.util.Random;
import lectern.bridge.ice.IceCredentials;
import lectern.bridge.stun.StunIntegrity;
import lectern.bridge.stun.StunMessage;
import lectern.bridge.stun.StunWriter;

/** A client's connectivity check that nominates its path (RFC 8445 §7.2.5). */
final class SimCheck {
    private SimCheck() {}

    static byte[] request(Random random, IceCredentials theirs, int tieBreaker) {
        byte[] transaction = new byte[12];
        random.nextBytes(transaction);
        return new StunWriter(StunMessage.BINDING_REQUEST, transaction)
                .username(theirs.ufrag() + ":peer")
                .priority(1)
                .controlling(tieBreaker)
                .useCandidate()
                .integrity(new StunIntegrity(theirs.pwd()))
                .fingerprint()
                .toBytes();
    }
}
