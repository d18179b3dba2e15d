package lectern.bridge.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SrtpSessionTest {
    private final Random random = new Random(5);

    @BeforeAll
    static void warmUp() {
        assertThat(SrtpEngine.warmUp()).isIn("OpenSSL", "SunJCE");
    }

    /** Two ends with each other's keys. */
    private record Ends(SrtpSession sender, SrtpSession receiver) {}

    private Ends ends(SrtpProfile profile) {
        byte[] material = new byte[SrtpKeys.exportLength(profile)];
        random.nextBytes(material);
        return new Ends(
                new SrtpSession(profile, SrtpKeys.split(profile, material, true)),
                new SrtpSession(profile, SrtpKeys.split(profile, material, false)));
    }

    private byte[] rtp(int ssrc, int seq, int payload) {
        byte[] packet = new byte[12 + payload + SrtpSession.SLACK];
        random.nextBytes(packet);
        ByteBuffer.wrap(packet)
                .put((byte) 0x80)
                .put((byte) 96)
                .putShort((short) seq)
                .putInt(seq * 960)
                .putInt(ssrc);
        return packet;
    }

    private byte[] rtcp(int ssrc) {
        byte[] packet = new byte[28 + SrtpSession.SLACK];
        ByteBuffer.wrap(packet).putInt(0x80C80006).putInt(ssrc);
        return packet;
    }

    @ParameterizedTest
    @EnumSource
    void whatIsProtectedIsUnprotected(SrtpProfile profile) {
        Ends ends = ends(profile);
        for (int n = 0; n < 3_000; n++) {
            int payload = random.nextInt(1_200);
            byte[] packet = rtp(n % 7, 60_000 + n, payload);
            byte[] plain = Arrays.copyOf(packet, 12 + payload);
            int length = ends.sender.protect(packet, 0, plain.length);
            assertThat(length).isEqualTo(plain.length + profile.tagLength());
            assertThat(payload > 30 && Arrays.equals(packet, 12, 12 + payload, plain, 12, 12 + payload))
                    .isFalse();
            assertThat(ends.receiver.unprotect(packet, 0, length)).isEqualTo(plain.length);
            assertThat(Arrays.copyOf(packet, plain.length)).isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rtcpGoesThroughToo(SrtpProfile profile) {
        Ends ends = ends(profile);
        for (int n = 0; n < 500; n++) {
            byte[] packet = rtcp(n % 5);
            byte[] plain = Arrays.copyOf(packet, 28);
            int length = ends.sender.protectRtcp(packet, 0, 28);
            assertThat(length).isEqualTo(28 + profile.tagLength() + 4);
            byte[] again = Arrays.copyOf(packet, packet.length);
            assertThat(ends.receiver.unprotectRtcp(packet, 0, length)).isEqualTo(28);
            assertThat(Arrays.copyOf(packet, 28)).isEqualTo(plain);
            assertThat(ends.receiver.unprotectRtcp(again, 0, length)).isEqualTo(SrtpSession.REPLAYED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReplayedPacketIsRefused(SrtpProfile profile) {
        Ends ends = ends(profile);
        byte[] first = rtp(1, 100, 50);
        int length = ends.sender.protect(first, 0, 62);
        byte[] copy = first.clone();
        byte[] old = first.clone();
        assertThat(ends.receiver.unprotect(first, 0, length)).isEqualTo(62);
        assertThat(ends.receiver.unprotect(copy, 0, length)).isEqualTo(SrtpSession.REPLAYED);
        for (int seq = 101; seq < 200; seq++) {
            byte[] next = rtp(1, seq, 50);
            assertThat(ends.receiver.unprotect(next, 0, ends.sender.protect(next, 0, 62)))
                    .isEqualTo(62);
        }
        assertThat(ends.receiver.unprotect(old, 0, length)).isEqualTo(SrtpSession.TOO_OLD);
    }

    @ParameterizedTest
    @EnumSource
    void neverTwoPlaintextsUnderOneSequenceNumber(SrtpProfile profile) {
        Ends ends = ends(profile);
        assertThat(ends.sender.protect(rtp(1, 100, 50), 0, 62)).isPositive();
        assertThat(ends.sender.protect(rtp(1, 101, 50), 0, 62)).isPositive();
        assertThat(ends.sender.protect(rtp(1, 100, 50), 0, 62)).isEqualTo(SrtpSession.REPLAYED);
        assertThat(ends.sender.protect(rtp(1, 101, 50), 0, 62)).isEqualTo(SrtpSession.REPLAYED);
        assertThat(ends.sender.protect(rtp(1, 300, 50), 0, 62)).isPositive();
        assertThat(ends.sender.protect(rtp(1, 102, 50), 0, 62)).isEqualTo(SrtpSession.TOO_OLD);
    }

    @ParameterizedTest
    @EnumSource
    void theSequenceNumberMayWrapAndPacketsMayComeLate(SrtpProfile profile) {
        Ends ends = ends(profile);
        byte[][] packets = new byte[400][];
        int[] lengths = new int[400];
        for (int n = 0; n < 400; n++) {
            packets[n] = rtp(9, 65_400 + n, 20);
            lengths[n] = ends.sender.protect(packets[n], 0, 32);
        }
        for (int n = 0; n < 400; n += 20) {
            for (int i = 19; i >= 0; i--) {
                assertThat(ends.receiver.unprotect(packets[n + i], 0, lengths[n + i]))
                        .isEqualTo(32);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFloodOfUnknownSsrcsMakesNoState(SrtpProfile profile) {
        Ends ends = ends(profile);
        for (int n = 0; n < 2_000; n++) {
            byte[] forged = rtp(random.nextInt(), n, 60);
            assertThat(ends.receiver.unprotect(forged, 0, 90)).isEqualTo(SrtpSession.AUTH_FAILED);
        }
        assertThat(ends.receiver.receivedSsrcs()).isZero();
        for (int ssrc = 0; ssrc < 70; ssrc++) {
            byte[] packet = rtp(ssrc, 1, 60);
            int length = ends.sender.protect(packet, 0, 72);
            int expected = ssrc < SrtpSession.MAX_RECEIVED ? 72 : SrtpSession.TOO_MANY_SSRCS;
            assertThat(ends.receiver.unprotect(packet, 0, length)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aForgedPacketDoesNotDisturbTheGenuineOnes(SrtpProfile profile) {
        Ends ends = ends(profile);
        for (int n = 0; n < 300; n++) {
            byte[] packet = rtp(3, 1_000 + n, 40);
            int length = ends.sender.protect(packet, 0, 52);
            byte[] forged = packet.clone();
            forged[2 + random.nextInt(length - 2)] ^= (byte) (1 << random.nextInt(8));
            assertThat(ends.receiver.unprotect(forged, 0, length)).isNegative();
            assertThat(ends.receiver.unprotect(packet, 0, length)).isEqualTo(52);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noiseIsRefusedWithoutThrowing(SrtpProfile profile) {
        Ends ends = ends(profile);
        for (int n = 0; n < 5_000; n++) {
            int length = random.nextInt(80);
            byte[] noise = new byte[length + SrtpSession.SLACK];
            random.nextBytes(noise);
            noise[0] = (byte) (0x80 | (noise[0] & 0x3F));
            assertThat(ends.receiver.unprotect(noise, 0, length)).isNegative();
            assertThat(ends.receiver.unprotectRtcp(noise, 0, length)).isNegative();
            ends.sender.protect(noise, 0, Math.min(length, 8));
        }
        assertThat(ends.receiver.receivedSsrcs()).isZero();
    }
}
