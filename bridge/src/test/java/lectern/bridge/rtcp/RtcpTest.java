package lectern.bridge.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RtcpTest {
    private final byte[] buffer = new byte[1500];
    private final RtcpReader reader = new RtcpReader();

    @Test
    void aCompoundIsReadAsItWasWritten() {
        RtcpWriter writer = new RtcpWriter().begin(buffer, 3, 1400);
        writer.senderReport(1, 0x1234_5678_9ABC_DEF0L, 99, 7, 8);
        writer.block(2, 128, -1, 70_000, 5, 6, 7);
        writer.pli(3, 4);
        writer.fir(5, 6, 7);
        writer.remb(8, 1_234_567, new int[] {9, 10}, 2);
        writer.bye(11);
        reader.wrap(buffer, 3, writer.length());

        assertThat(reader.next()).isTrue();
        assertThat(reader.type()).isEqualTo(RtcpReader.SENDER_REPORT);
        assertThat(reader.senderSsrc()).isEqualTo(1);
        assertThat(reader.ntpTimestamp()).isEqualTo(0x1234_5678_9ABC_DEF0L);
        assertThat(reader.rtpTimestamp()).isEqualTo(99);
        assertThat(reader.count()).isEqualTo(1);
        assertThat(reader.reportedSsrc(0)).isEqualTo(2);
        assertThat(reader.fractionLost(0)).isEqualTo(128);
        assertThat(reader.lastSenderReport(0)).isEqualTo(6);
        assertThat(reader.delaySinceLastSenderReport(0)).isEqualTo(7);
        assertThat(reader.next()).isTrue();
        assertThat(reader.type()).isEqualTo(RtcpReader.PAYLOAD_FEEDBACK);
        assertThat(reader.count()).isEqualTo(RtcpReader.FMT_PLI);
        assertThat(reader.mediaSsrc()).isEqualTo(4);
        assertThat(reader.next()).isTrue();
        assertThat(reader.count()).isEqualTo(RtcpReader.FMT_FIR);
        assertThat(reader.firCount()).isEqualTo(1);
        assertThat(reader.firSsrc(0)).isEqualTo(6);
        assertThat(reader.next()).isTrue();
        assertThat(reader.rembBitrate()).isBetween(1_234_500L, 1_234_567L);
        assertThat(reader.next()).isTrue();
        assertThat(reader.type()).isEqualTo(RtcpReader.BYE);
        assertThat(reader.byeSsrc(0)).isEqualTo(11);
        assertThat(reader.next()).isFalse();
    }

    @Test
    void aNackNamesExactlyWhatIsMissing() {
        Random random = new Random(1);
        for (int round = 0; round < 2000; round++) {
            TreeSet<Integer> offsets = new TreeSet<>();
            for (int i = 1 + random.nextInt(40); i > 0; i--) {
                offsets.add(random.nextInt(200));
            }
            int base = random.nextInt(0x1_0000);
            int[] missing = offsets.stream()
                    .mapToInt(offset -> (base + offset) & 0xFFFF)
                    .toArray();
            RtcpWriter writer = new RtcpWriter().begin(buffer, 0, 1400);
            writer.nack(1, 2, missing, missing.length);
            reader.wrap(buffer, 0, writer.length());
            assertThat(reader.next()).isTrue();
            TreeSet<Integer> named = new TreeSet<>();
            for (int i = 0; i < reader.nackCount(); i++) {
                int id = reader.nackPacketId(i);
                named.add((id - base) & 0xFFFF);
                for (int bit = 0; bit < 16; bit++) {
                    if ((reader.nackMask(i) >> bit & 1) != 0) {
                        named.add((id + bit + 1 - base) & 0xFFFF);
                    }
                }
            }
            assertThat(named).isEqualTo(offsets);
        }
    }

    @Test
    void noiseEndsTheWalkAndNeverThrows() {
        Random random = new Random(2);
        int packets = 0;
        for (int round = 0; round < 200_000; round++) {
            byte[] noise = new byte[random.nextInt(60)];
            random.nextBytes(noise);
            if (noise.length > 4) {
                noise[0] = (byte) (0x80 | (noise[0] & 0x3F));
                noise[1] = (byte) (200 + random.nextInt(8));
                noise[2] = 0;
                noise[3] = (byte) random.nextInt(16);
            }
            reader.wrap(noise, 0, noise.length);
            while (reader.next()) {
                packets++;
                readEverything();
            }
        }
        assertThat(packets).isPositive();
    }

    private void readEverything() {
        switch (reader.type()) {
            case RtcpReader.SENDER_REPORT, RtcpReader.RECEIVER_REPORT -> {
                for (int i = 0; i < reader.count(); i++) {
                    reader.delaySinceLastSenderReport(i);
                }
            }
            case RtcpReader.BYE -> {
                for (int i = 0; i < reader.count(); i++) {
                    reader.byeSsrc(i);
                }
            }
            case RtcpReader.TRANSPORT_FEEDBACK -> {
                for (int i = 0; i < reader.nackCount(); i++) {
                    reader.nackMask(i);
                }
            }
            case RtcpReader.PAYLOAD_FEEDBACK -> {
                assertThat(reader.rembBitrate()).isGreaterThanOrEqualTo(-1);
                for (int i = 0; i < reader.firCount(); i++) {
                    reader.firSsrc(i);
                }
            }
            default -> assertThat(reader.count()).isBetween(0, 31);
        }
    }

    @Test
    void ntpTimesKeepTheirNanoseconds() {
        Random random = new Random(3);
        for (int i = 0; i < 10_000; i++) {
            long nanos = random.nextLong(1L << 60);
            assertThat(NtpTime.toNanos(NtpTime.ofNanos(nanos)) - nanos).isBetween(-1L, 1L);
        }
        assertThat(NtpTime.middleToNanos(0x1_0000)).isEqualTo(1_000_000_000L);
    }

    @Test
    void aReportSaysWhatWasLostSinceTheLast() {
        ReceptionStatistics statistics = new ReceptionStatistics(90_000);
        for (int i = 0; i < 100; i++) {
            if (i % 4 != 0 || i == 0) {
                statistics.received(70_000 + i, 3000 * i, 33_333_333L * i);
            }
        }
        RtcpWriter writer = new RtcpWriter().begin(buffer, 0, 1400);
        writer.receiverReport(1);
        statistics.report(writer, 2, 5_000_000_000L);
        reader.wrap(buffer, 0, writer.length());
        assertThat(reader.next()).isTrue();
        assertThat(reader.fractionLost(0)).isBetween(58, 66);

        for (int i = 100; i < 200; i++) {
            statistics.received(70_000 + i, 3000 * i, 33_333_333L * i);
        }
        writer.begin(buffer, 0, 1400);
        writer.receiverReport(1);
        statistics.report(writer, 2, 6_000_000_000L);
        reader.wrap(buffer, 0, writer.length());
        assertThat(reader.next()).isTrue();
        assertThat(reader.fractionLost(0)).isZero();
    }
}
