package lectern.bridge.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** Packets that no honest peer sends. */
class SctpNoiseTest {
    private static void seal(byte[] packet) {
        Wire.i32(packet, 8, 0);
        CRC32C crc = new CRC32C();
        crc.update(packet);
        Wire.i32(packet, 8, Integer.reverseBytes((int) crc.getValue()));
    }

    /** Every kind of packet that a lively association sends to the server. */
    private static List<byte[]> packets(LossyLink link) {
        link.loss = 0.2;
        DataChannel extra = Objects.requireNonNull(link.client.sctp.open("extra", false, 0, link.now));
        for (int i = 0; i < 40; i++) {
            link.client.sctp.send(extra, "x".repeat(i * 100), link.now);
            link.server.sctp.send(link.channel(), "down", link.now);
            link.during(20);
        }
        link.client.sctp.close(extra, link.now);
        link.during(40_000);
        link.loss = 0;
        return List.copyOf(link.client.packets);
    }

    @Test
    void changedPacketsNeitherThrowNorLoop() {
        for (long seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            LossyLink link = LossyLink.open(seed);
            List<byte[]> packets = packets(link);
            for (int n = 0; n < 300; n++) {
                byte[] packet = packets.get(random.nextInt(packets.size())).clone();
                for (int i = random.nextInt(4); i >= 0; i--) {
                    packet[random.nextInt(10) == 0 ? 4 + random.nextInt(4) : 12 + random.nextInt(packet.length - 12)] =
                            (byte) random.nextInt(random.nextBoolean() ? 8 : 256);
                }
                seal(packet);
                link.server.sctp.receive(packet, 0, packet.length, link.now);
                if (n % 10 == 0) {
                    link.during(5);
                }
            }
            link.during(3_000);
        }
    }

    @Test
    void bytesWithoutAChecksumAreRefused() {
        LossyLink link = LossyLink.open(1);
        Random random = new Random(1);
        List<byte[]> noise = new ArrayList<>();
        for (int n = 0; n < 2_000; n++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            noise.add(bytes);
        }
        noise.forEach(bytes -> link.server.sctp.receive(bytes, 0, bytes.length, link.now));
        assertThat(link.server.sctp.refused()).isEqualTo(2_000);
        link.client.sctp.send(link.channel(), "fine", link.now);
        link.until(() -> link.server.messages.size() == 1);
    }

    @Test
    void aForeignTagChangesNothing() {
        LossyLink link = LossyLink.open(2);
        byte[] abort = new byte[16];
        Wire.u16(abort, 0, 5000);
        Wire.u16(abort, 2, 5000);
        Wire.i32(abort, 4, 12_345);
        abort[12] = ChunkType.ABORT;
        abort[15] = 4;
        seal(abort);
        link.server.sctp.receive(abort, 0, 16, link.now);
        assertThat(link.server.ended).isEmpty();
        assertThat(link.server.sctp.refused()).isEqualTo(1);
    }

    @Test
    void aForgedCookieMakesNoAssociation() {
        LossyLink link = new LossyLink(3);
        byte[] echo = new byte[16 + StateCookie.LENGTH];
        Wire.i32(echo, 4, 99);
        echo[12] = ChunkType.COOKIE_ECHO;
        Wire.u16(echo, 14, 4 + StateCookie.LENGTH);
        seal(echo);
        link.server.sctp.receive(echo, 0, echo.length, link.now);
        assertThat(link.server.connected).isZero();
        assertThat(link.server.sctp.isUp()).isFalse();
    }

    @Test
    void aCookieGrowsStale() {
        LossyLink link = new LossyLink(4);
        link.client.sctp.connect(link.now);
        link.until(() -> link.client.packets.size() == 2);
        byte[] echo = link.client.packets.get(1);
        link.cut = true;
        link.server.sctp.receive(echo, 0, echo.length, link.now + StateCookie.LIFE.toNanos() + 1_000_000_000L);
        assertThat(link.server.connected).isZero();
    }

    @Test
    void aPeerWithoutRoomIsProbedUntilItHasSome() {
        InitChunk peer = InitChunk.kept(1, 0, 10, 10, 1, 3);
        LossyLink link = new LossyLink(5);
        Outbound outbound = new Outbound(100, peer, new Rto());
        PacketBuilder packet = new PacketBuilder(link.client).begin(1);
        DataChannel channel = DataChannel.reliable(0, "live");
        long now = 0;
        for (int i = 0; i < 10; i++) {
            outbound.offer(new OutMessage(channel, 51, new byte[500], now));
        }
        outbound.transmit(packet, () -> packet.begin(1), now);
        assertThat(link.client.packets).hasSize(1);
        for (int probe = 0; probe < 30; probe++) {
            now = outbound.deadline();
            outbound.acknowledged(new Sack(99, 0, new int[0]), now);
            outbound.expire(now);
            outbound.transmit(packet, () -> packet.begin(1), now);
            assertThat(outbound.errors()).isLessThanOrEqualTo(1);
        }
        assertThat(link.client.packets).hasSize(31);
        outbound.acknowledged(new Sack(100, 100_000, new int[0]), now);
        outbound.transmit(packet, () -> packet.begin(1), now);
        assertThat(link.client.packets.size()).isGreaterThan(31);
        assertThat(outbound.lastAssigned()).isGreaterThan(100);
    }
}
