package lectern.bridge.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtpTest {
    private final RtpView view = new RtpView();

    @Test
    void whatIsWrittenIsRead() {
        Random random = new Random(1);
        for (int round = 0; round < 2000; round++) {
            byte[] buffer = new byte[2000];
            int offset = random.nextInt(50);
            byte[] payload = bytes(random, random.nextInt(1200));
            Map<Integer, byte[]> elements = new HashMap<>();
            RtpWriter writer = new RtpWriter().begin(buffer, offset);
            boolean marker = random.nextBoolean();
            int type = random.nextInt(128);
            int sequence = random.nextInt(0x1_0000);
            int timestamp = random.nextInt();
            int ssrc = random.nextInt();
            writer.header(marker, type, sequence, timestamp, ssrc);
            for (int i = random.nextInt(5); i > 0; i--) {
                byte[] element = bytes(random, 1 + random.nextInt(16));
                int id = 1 + random.nextInt(14);
                if (elements.putIfAbsent(id, element) == null) {
                    writer.extension(id, element, 0, element.length);
                }
            }
            int length = writer.payload(payload, 0, payload.length);

            assertThat(view.wrap(buffer, offset, length)).isTrue();
            assertThat(view.marker()).isEqualTo(marker);
            assertThat(view.payloadType()).isEqualTo(type);
            assertThat(view.sequence()).isEqualTo(sequence);
            assertThat(view.timestamp()).isEqualTo(timestamp);
            assertThat(view.ssrc()).isEqualTo(ssrc);
            assertThat(slice(buffer, view.payloadOffset(), view.payloadLength()))
                    .isEqualTo(payload);
            for (int id = 1; id < 15; id++) {
                byte[] element = elements.get(id);
                int at = view.find(id);
                assertThat(at >= 0).isEqualTo(element != null);
                if (element != null) {
                    assertThat(slice(buffer, at, view.elementLength())).isEqualTo(element);
                }
            }
        }
    }

    @Test
    void twoByteExtensionsAreReadToo() {
        byte[] packet = new byte[12 + 4 + 12 + 3];
        packet[0] = (byte) 0x90;
        Bytes.put16(packet, 12, 0x1000);
        Bytes.put16(packet, 14, 3);
        byte[] elements = {20, 0, 0, 1, 3, 'a', 'b', 'c', 200 - 256, 1, 'x', 0};
        System.arraycopy(elements, 0, packet, 16, elements.length);
        assertThat(view.wrap(packet, 0, packet.length)).isTrue();
        assertThat(view.find(20)).isGreaterThan(0);
        assertThat(view.elementLength()).isZero();
        assertThat(view.find(1)).isEqualTo(21);
        assertThat(view.elementLength()).isEqualTo(3);
        assertThat(view.find(200)).isEqualTo(26);
        assertThat(view.find(2)).isEqualTo(-1);
        assertThat(view.payloadLength()).isEqualTo(3);
    }

    @Test
    void paddingIsNotPayload() {
        byte[] packet = new byte[12 + 10];
        packet[0] = (byte) 0xA0;
        packet[21] = 4;
        assertThat(view.wrap(packet, 0, 22)).isTrue();
        assertThat(view.payloadLength()).isEqualTo(6);
        packet[21] = 11;
        assertThat(view.wrap(packet, 0, 22)).isFalse();
        packet[21] = 0;
        assertThat(view.wrap(packet, 0, 22)).isFalse();
    }

    @Test
    void noiseNeitherThrowsNorReadsBeyondThePacket() {
        Random random = new Random(2);
        int understood = 0;
        for (int round = 0; round < 200_000; round++) {
            byte[] noise = bytes(random, random.nextInt(80));
            if (noise.length > 0) {
                noise[0] = (byte) (0x80 | (noise[0] & 0x3F));
            }
            if (view.wrap(noise, 0, noise.length)) {
                understood++;
                for (int id = 0; id < 256; id++) {
                    int at = view.find(id);
                    assertThat(at + (at < 0 ? 0 : view.elementLength())).isLessThanOrEqualTo(noise.length);
                }
                assertThat(view.payloadLength()).isNotNegative();
                assertThat(view.payloadOffset() + view.payloadLength()).isLessThanOrEqualTo(noise.length);
            }
        }
        assertThat(understood).isPositive();
    }

    @Test
    void aRetransmissionRestoresItsOriginal() {
        Random random = new Random(3);
        for (int round = 0; round < 500; round++) {
            byte[] buffer = new byte[1600];
            byte[] payload = bytes(random, 1 + random.nextInt(1200));
            RtpWriter writer = new RtpWriter().begin(buffer, Rtx.OVERHEAD);
            writer.header(random.nextBoolean(), 96, random.nextInt(0x1_0000), random.nextInt(), 77);
            if (random.nextBoolean()) {
                writer.extension(7, payload, 0, 1);
            }
            int length = writer.payload(payload, 0, payload.length);
            byte[] original = slice(buffer, Rtx.OVERHEAD, length);
            assertThat(view.wrap(buffer, Rtx.OVERHEAD, length)).isTrue();
            Rtx.encapsulate(buffer, 0, view.headerLength(), 97, random.nextInt(0x1_0000), 78);

            assertThat(view.wrap(buffer, 0, length + Rtx.OVERHEAD)).isTrue();
            assertThat(view.payloadType()).isEqualTo(97);
            assertThat(view.ssrc()).isEqualTo(78);
            assertThat(Rtx.restore(view, 96, 77)).isTrue();
            assertThat(slice(buffer, view.offset(), view.length())).isEqualTo(original);
        }
    }

    @Test
    void aProbeRestoresNothing() {
        byte[] probe = new byte[12];
        probe[0] = (byte) 0x80;
        assertThat(view.wrap(probe, 0, 12)).isTrue();
        assertThat(Rtx.restore(view, 96, 1)).isFalse();
    }

    @Test
    void sequenceNumbersGoOnOverTheirWrap() {
        Random random = new Random(4);
        SequenceUnwrapper unwrapper = new SequenceUnwrapper();
        long truth = 0x1_0000 + 65_000;
        assertThat(unwrapper.unwrap((int) truth & 0xFFFF)).isEqualTo(truth);
        for (int i = 0; i < 500_000; i++) {
            truth += random.nextInt(4);
            long late = truth - random.nextInt(1000);
            assertThat(unwrapper.unwrap((int) truth & 0xFFFF)).isEqualTo(truth);
            assertThat(unwrapper.unwrap((int) late & 0xFFFF)).isEqualTo(late);
        }
    }

    @Test
    void aWindowTakesEachNumberOnceAndNoneThatIsTooOld() {
        Random random = new Random(5);
        SequenceWindow window = new SequenceWindow();
        Map<Long, Boolean> taken = new HashMap<>();
        long highest = -1;
        for (int i = 0; i < 100_000; i++) {
            long number = Math.max(0, highest + random.nextInt(60) - 50 - (i % 1000 == 0 ? 3000 : 0));
            boolean old = highest - number >= SequenceWindow.SIZE;
            boolean expected = !old && !taken.containsKey(number);
            assertThat(window.add(number)).isEqualTo(expected);
            if (expected) {
                taken.put(number, true);
                assertThat(window.contains(number)).isTrue();
            }
            highest = Math.max(highest, number);
        }
        assertThat(window.add(highest + 1_000_000)).isTrue();
        assertThat(window.contains(highest)).isFalse();
        assertThat(window.contains(highest + 999_999)).isFalse();
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] slice(byte[] buffer, int offset, int length) {
        return Arrays.copyOfRange(buffer, offset, offset + length);
    }
}
