package lectern.bridge.stun;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import lectern.bridge.ice.IceLite;
import lectern.fuzz.FuzzTarget;
import lectern.fuzz.Promise;
import lectern.fuzz.Surroundings;

/** STUN messages (RFC 8489), and what the switchboard reads of them before it knows who sent them. */
class StunFuzzTest extends FuzzTarget {
    private static final StunIntegrity KEY = new StunIntegrity("a password of the right length");
    private static final byte[] ID = "transaction!".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    @Override
    protected List<byte[]> seeds() {
        return List.of(
                new StunWriter(StunMessage.BINDING_REQUEST, ID)
                        .username("server:client")
                        .priority(0x6E7F_1EFFL)
                        .controlling(42)
                        .useCandidate()
                        .integrity(KEY)
                        .fingerprint()
                        .toBytes(),
                new StunWriter(StunMessage.BINDING_SUCCESS, ID)
                        .mappedAddress(from("192.0.2.7"))
                        .integrity(KEY)
                        .fingerprint()
                        .toBytes(),
                new StunWriter(StunMessage.BINDING_SUCCESS, ID)
                        .mappedAddress(from("2001:db8::7"))
                        .controlled(-1)
                        .toBytes(),
                new StunWriter(StunMessage.BINDING_ERROR, ID)
                        .error(420, "Unknown Attribute")
                        .unknown(0x7FFF)
                        .fingerprint()
                        .toBytes());
    }

    private static InetSocketAddress from(String address) {
        try {
            return new InetSocketAddress(InetAddress.getByName(address), 50_000);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("a literal is never looked up", e);
        }
    }

    @Override
    protected void execute(byte[] input) {
        List<Object> meaning = Surroundings.read(input, StunFuzzTest::meaning);
        Promise.that(meaning.isEmpty() || input.length % 4 == 0, "a message that is not padded");
    }

    private static List<Object> meaning(byte[] buffer, int offset, int length) {
        StunMessage message = StunMessage.parse(buffer, offset, length);
        String ufrag = String.valueOf(IceLite.serverUfrag(buffer, offset, length));
        if (message == null) {
            Promise.same("null", ufrag, "a user fragment without a message");
            return List.of();
        }
        int error = message.errorCode();
        Promise.that(error >= 0 && error <= 799, "an error code of " + error);
        return List.of(
                message.type(),
                Arrays.toString(message.transactionId()),
                String.valueOf(message.username()),
                ufrag,
                message.hasIntegrity() && message.authentic(KEY),
                message.hasFingerprint() && message.fingerprintMatches(),
                List.of(message.useCandidate(), message.controlling(), message.controlled()),
                message.priority(),
                error,
                String.valueOf(message.mappedAddress()) + message.unknownRequired());
    }
}
