package lectern.bridge.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import lectern.bridge.rtp.Bytes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Our AES-GCM against jitsi-srtp's own contexts as the other end, and what only it promises. */
class GcmProtectionTest {
    private static final int TAG = 16;

    private final Random random = new Random(11);
    private final byte[] material = new byte[SrtpKeys.exportLength(SrtpProfile.AEAD_AES_128_GCM)];

    @BeforeAll
    static void warmUp() {
        SrtpEngine.warmUp();
    }

    private SrtpKeys keys(boolean client) {
        return SrtpKeys.split(SrtpProfile.AEAD_AES_128_GCM, material, client);
    }

    private Protection jitsi(boolean client) {
        return new JitsiProtection(SrtpProfile.AEAD_AES_128_GCM, keys(client));
    }

    /** A packet with 20 bytes of slack; some have CSRCs and an extension. */
    private byte[] rtp(int ssrc, int sequence, int payload) {
        int csrcs = random.nextInt(3);
        int words = random.nextInt(4) - 1;
        int header = 12 + 4 * csrcs + (words < 0 ? 0 : 4 + 4 * words);
        byte[] packet = new byte[header + payload + SrtpSession.SLACK];
        random.nextBytes(packet);
        packet[0] = (byte) (0x80 | csrcs | (words < 0 ? 0 : 0x10));
        Bytes.put16(packet, 2, sequence);
        Bytes.put32(packet, 8, ssrc);
        if (words >= 0) {
            // Not by chance one of RFC 9335, which jitsi-srtp knows and nobody negotiated.
            Bytes.put16(packet, 12 + 4 * csrcs, 0xBEDE);
            Bytes.put16(packet, 12 + 4 * csrcs + 2, words);
        }
        return packet;
    }

    @Test
    void rtpGoesBothWaysToJitsisContextsOverWrapsAndReordering() {
        random.nextBytes(material);
        goesThrough(new GcmProtection(keys(true)), jitsi(false));
        random.nextBytes(material);
        goesThrough(jitsi(true), new GcmProtection(keys(false)));
    }

    private void goesThrough(Protection sender, Protection receiver) {
        int[] next = {0, 65_002, 32_004};
        for (int n = 0; n < 20_000; n++) {
            int stream = n % 3;
            // Every other packet goes before the one ahead of it.
            int sequence = 7 * (next[stream] / 7 ^ 1);
            next[stream] += 7;
            byte[] packet = rtp(-5 + stream, sequence & 0xFFFF, random.nextInt(1_200));
            int length = packet.length - SrtpSession.SLACK;
            byte[] plain = Arrays.copyOf(packet, length);
            assertThat(sender.protect(packet, 0, length)).isEqualTo(length + TAG);
            assertThat(receiver.unprotect(packet, 0, length + TAG)).isEqualTo(length);
            assertThat(Arrays.copyOf(packet, length)).isEqualTo(plain);
        }
        assertThat(receiver.receivedSsrcs()).isEqualTo(3);
    }

    @Test
    void rtcpGoesBothWaysToJitsisContexts() {
        random.nextBytes(material);
        for (int n = 0; n < 2_000; n++) {
            byte[] packet = new byte[8 + 4 * random.nextInt(200) + SrtpSession.SLACK];
            random.nextBytes(packet);
            packet[0] = (byte) 0x80;
            Bytes.put32(packet, 4, n % 5);
            goesThroughAsRtcp(packet);
        }
    }

    private final Protection[] ends = new Protection[4];

    private void goesThroughAsRtcp(byte[] packet) {
        if (ends[0] == null) {
            ends[0] = new GcmProtection(keys(true));
            ends[1] = jitsi(false);
            ends[2] = jitsi(true);
            ends[3] = new GcmProtection(keys(false));
        }
        int length = packet.length - SrtpSession.SLACK;
        for (int i = 0; i < 4; i += 2) {
            byte[] copy = packet.clone();
            assertThat(ends[i].protectRtcp(copy, 0, length)).isEqualTo(length + TAG + 4);
            assertThat(ends[i + 1].unprotectRtcp(copy, 0, length + TAG + 4)).isEqualTo(length);
            assertThat(Arrays.copyOf(copy, length)).isEqualTo(Arrays.copyOf(packet, length));
        }
    }

    @Test
    void rtcpThatSaysItIsNotEncryptedIsRefused() {
        random.nextBytes(material);
        byte[] packet = new byte[28 + SrtpSession.SLACK];
        packet[0] = (byte) 0x80;
        int length = new GcmProtection(keys(true)).protectRtcp(packet, 0, 28);
        packet[length - 4] &= 0x7F;
        assertThat(new GcmProtection(keys(false)).unprotectRtcp(packet, 0, length))
                .isEqualTo(SrtpSession.MALFORMED);
    }

    /** The nonce is made of SSRC and index (RFC 7714 §8.1); the index is what a receiver that lost nothing reckons. */
    @Test
    void whateverIsAskedForNoNonceIsUsedTwice() {
        random.nextBytes(material);
        Protection sender = new GcmProtection(keys(true));
        Set<Long> used = new HashSet<>();
        long[] newest = {100, 65_500, 32_760};
        long accepted = 0;
        for (int n = 0; n < 500_000; n++) {
            int stream = random.nextInt(3);
            long wanted = Math.max(0, newest[stream] + random.nextInt(100) - 80);
            byte[] packet = rtp(stream, (int) wanted & 0xFFFF, 20);
            if (sender.protect(packet, 0, packet.length - SrtpSession.SLACK) > 0) {
                accepted++;
                assertThat(used.add((long) stream << 48 | wanted))
                        .as("stream %s index %s", stream, wanted)
                        .isTrue();
                newest[stream] = Math.max(newest[stream], wanted);
            }
        }
        assertThat(newest[0]).isGreaterThan(3 * 65_536);
        assertThat(accepted).isGreaterThan(100_000);
    }

    @Test
    void aPacketAllocatesNothing() {
        assertThat(SrtpEngine.warmUp())
                .as("the JDK's engine allocates: install OpenSSL 3 (libssl3)")
                .isEqualTo("OpenSSL");
        random.nextBytes(material);
        SrtpSession sender = new SrtpSession(SrtpProfile.AEAD_AES_128_GCM, keys(true));
        SrtpSession receiver = new SrtpSession(SrtpProfile.AEAD_AES_128_GCM, keys(false));
        byte[] packet = rtp(7, 0, 1_000);
        byte[] control = new byte[200];
        control[0] = (byte) 0x80;
        there(sender, receiver, packet, control, 0, 30_000);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getThreadAllocatedBytes(Thread.currentThread().getId());
        there(sender, receiver, packet, control, 30_000, 100_000);
        long allocated = thread.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        // 70,000 packets each way: a byte for each would be 280,000.
        assertThat(allocated).isLessThan(20_000);
    }

    private static void there(
            SrtpSession sender, SrtpSession receiver, byte[] packet, byte[] control, int from, int to) {
        int length = packet.length - SrtpSession.SLACK;
        int controlLength = control.length - SrtpSession.SLACK;
        for (int n = from; n < to; n++) {
            Bytes.put16(packet, 2, n);
            int sealed = sender.protect(packet, 0, length);
            int opened = receiver.unprotect(packet, 0, sealed);
            int sealedControl = sender.protectRtcp(control, 0, controlLength);
            if (opened != length || receiver.unprotectRtcp(control, 0, sealedControl) != controlLength) {
                throw new AssertionError("packet " + n + " did not get through");
            }
        }
    }
}
