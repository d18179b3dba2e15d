package lectern.bridge.ice;

import java.security.SecureRandom;
import lectern.bridge.stun.StunIntegrity;
import lectern.bridge.stun.StunMessage;
import lectern.bridge.stun.StunWriter;

/**
 * A binding request of ours over one path, which only somebody who receives there can answer: its 96 random bits come
 * back under the client's password. The client's own checks do not show that, as their source address may be forged.
 * A full agent answers every check (RFC 8445 §7.3); decision 0014 says what an unanswered one means.
 */
public final class ReturnCheck {
    private static final int TRANSACTION = 12;
    /** The least that RFC 8445 §5.1.2 allows: the answer is wanted, not the pair. */
    private static final long PRIORITY = 1;

    private final IceCredentials ours;
    private final IceCredentials theirs;
    private final byte[] transaction = new byte[TRANSACTION];
    private final byte[] request;

    ReturnCheck(IceCredentials ours, IceCredentials theirs, SecureRandom random) {
        this.ours = ours;
        this.theirs = theirs;
        random.nextBytes(transaction);
        request = new StunWriter(StunMessage.BINDING_REQUEST, transaction)
                .username(theirs.ufrag() + ":" + ours.ufrag())
                .priority(PRIORITY)
                .controlled(random.nextLong())
                .integrity(new StunIntegrity(theirs.pwd()))
                .fingerprint()
                .toBytes();
    }

    /** To be sent, as often as it takes. */
    public byte[] request() {
        return request.clone();
    }

    /** Whether it was made with these credentials: after an ICE restart another is needed. */
    boolean isOf(IceCredentials local, IceCredentials remote) {
        return ours.equals(local) && theirs.equals(remote);
    }

    /** Whether a message is the answer. */
    public boolean isAnswer(byte[] buffer, int offset, int length) {
        StunMessage message = StunMessage.parse(buffer, offset, length);
        return message != null
                && message.type() == StunMessage.BINDING_SUCCESS
                && java.util.Arrays.equals(message.transactionId(), transaction)
                && message.hasIntegrity()
                && message.authentic(new StunIntegrity(theirs.pwd()));
    }
}
