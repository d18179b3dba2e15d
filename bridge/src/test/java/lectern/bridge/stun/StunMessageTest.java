package lectern.bridge.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against the vectors of RFC 5769 and against noise. */
class StunMessageTest {
    private static final StunIntegrity KEY = new StunIntegrity("VOkJxbRl1RmTxUk/WvJxBt");
    private static final byte[] REQUEST = hex("000100582112a442b7e7a701bc34d686fa87dfae"
            + "802200105354554e207465737420636c69656e74" + "002400046e0001ff" + "80290008932ff9b151263b36"
            + "000600096576746a3a68367659202020" + "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2"
            + "80280004e57a3bcf");
    private static final byte[] RESPONSE_V4 = hex("0101003c2112a442b7e7a701bc34d686fa87dfae"
            + "8022000b7465737420766563746f7220" + "002000080001a147e112a643"
            + "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d7" + "80280004c07d4c96");
    private static final byte[] RESPONSE_V6 = hex("010100482112a442b7e7a701bc34d686fa87dfae"
            + "8022000b7465737420766563746f7220" + "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9"
            + "00080014a382954e4be67bf11784c97c8292c275bfe3ed41" + "80280004c8fb0b4c");

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static StunMessage parsed(byte[] bytes) {
        return Objects.requireNonNull(StunMessage.parse(bytes, 0, bytes.length));
    }

    @Test
    void theRequestOfRfc5769IsRead() {
        StunMessage message = parsed(REQUEST);
        assertThat(message.type()).isEqualTo(StunMessage.BINDING_REQUEST);
        assertThat(message.username()).isEqualTo("evtj:h6vY");
        assertThat(message.priority()).isEqualTo(0x6e0001ffL);
        assertThat(message.controlled()).isTrue();
        assertThat(message.controlling()).isFalse();
        assertThat(message.useCandidate()).isFalse();
        assertThat(message.authentic(KEY)).isTrue();
        assertThat(message.authentic(new StunIntegrity("another password"))).isFalse();
        assertThat(message.fingerprintMatches()).isTrue();
        assertThat(message.unknownRequired()).isZero();
    }

    @Test
    void theResponsesOfRfc5769AreRead() throws UnknownHostException {
        assertThat(parsed(RESPONSE_V4).mappedAddress())
                .isEqualTo(new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 32853));
        assertThat(parsed(RESPONSE_V6).mappedAddress())
                .isEqualTo(new InetSocketAddress(InetAddress.getByName("2001:db8:1234:5678:11:2233:4455:6677"), 32853));
        assertThat(parsed(RESPONSE_V4).authentic(KEY)).isTrue();
        assertThat(parsed(RESPONSE_V6).authentic(KEY)).isTrue();
        assertThat(parsed(RESPONSE_V6).fingerprintMatches()).isTrue();
    }

    @Test
    void whatIsWrittenIsRead() throws UnknownHostException {
        Random random = new Random(1);
        for (int n = 0; n < 500; n++) {
            byte[] id = new byte[12];
            byte[] address = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(id);
            random.nextBytes(address);
            InetSocketAddress from = new InetSocketAddress(InetAddress.getByAddress(address), random.nextInt(65_536));
            String name = "u".repeat(1 + random.nextInt(60));
            StunMessage message = parsed(new StunWriter(StunMessage.BINDING_REQUEST, id)
                    .username(name)
                    .priority(0xFFFF_FFF0L)
                    .controlling(random.nextLong())
                    .useCandidate()
                    .mappedAddress(from)
                    .error(487, "Role Conflict")
                    .integrity(KEY)
                    .fingerprint()
                    .toBytes());
            assertThat(message.transactionId()).isEqualTo(id);
            assertThat(message.username()).isEqualTo(name);
            assertThat(message.priority()).isEqualTo(0xFFFF_FFF0L);
            assertThat(message.controlling()).isTrue();
            assertThat(message.useCandidate()).isTrue();
            assertThat(Objects.requireNonNull(message.mappedAddress()).getPort())
                    .isEqualTo(from.getPort());
            assertThat(message.errorCode()).isEqualTo(487);
            assertThat(message.authentic(KEY)).isTrue();
            assertThat(message.fingerprintMatches()).isTrue();
        }
    }

    @Test
    void anyChangedBitBreaksTheIntegrityOrTheMessage() {
        int authentic = 0;
        int end = REQUEST.length - 8;
        for (int bit = 0; bit < end * 8; bit++) {
            byte[] changed = REQUEST.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            StunMessage message = StunMessage.parse(changed, 0, changed.length);
            authentic += message != null && message.authentic(KEY) ? 1 : 0;
        }
        assertThat(authentic).isZero();
    }

    @Test
    void noiseNeitherThrowsNorLoops() {
        Random random = new Random(2);
        int read = 0;
        for (int n = 0; n < 200_000; n++) {
            byte[] bytes = n % 2 == 0 ? REQUEST.clone() : new byte[20 + 4 * random.nextInt(20)];
            if (n % 2 == 0) {
                for (int i = random.nextInt(6); i >= 0; i--) {
                    bytes[20 + random.nextInt(bytes.length - 20)] = (byte) random.nextInt();
                }
            } else {
                random.nextBytes(bytes);
                System.arraycopy(REQUEST, 0, bytes, 0, 8);
                bytes[2] = (byte) ((bytes.length - 20) >>> 8);
                bytes[3] = (byte) (bytes.length - 20);
            }
            StunMessage message = StunMessage.parse(bytes, 0, bytes.length);
            if (message != null) {
                read++;
                touch(message);
            }
        }
        assertThat(read).isPositive();
    }

    private static void touch(StunMessage message) {
        message.username();
        message.mappedAddress();
        message.errorCode();
        message.authentic(KEY);
        message.fingerprintMatches();
        message.unknownRequired();
    }
}
