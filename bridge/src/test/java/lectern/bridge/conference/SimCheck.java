package lectern.bridge.conference;

import java.net.InetSocketAddress;
import java.util.Random;
import lectern.bridge.ice.IceCredentials;
import lectern.bridge.stun.StunIntegrity;
import lectern.bridge.stun.StunMessage;
import lectern.bridge.stun.StunWriter;
import org.jspecify.annotations.Nullable;

/** A client's connectivity check that nominates its path (RFC 8445 §7.2.5), and its answer to the bridge's own. */
final class SimCheck {
    /** Of every simulated client. */
    static final String PASSWORD = "0123456789012345678901";

    private SimCheck() {}

    /** The answer to the bridge's own check, null for anything else. */
    static byte @Nullable [] answer(byte[] datagram, int length, InetSocketAddress seen) {
        StunMessage message = StunMessage.parse(datagram, 0, length);
        StunIntegrity key = new StunIntegrity(PASSWORD);
        if (message == null || message.type() != StunMessage.BINDING_REQUEST || !message.authentic(key)) {
            return null;
        }
        return new StunWriter(StunMessage.BINDING_SUCCESS, message.transactionId())
                .mappedAddress(seen)
                .integrity(key)
                .fingerprint()
                .toBytes();
    }

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
