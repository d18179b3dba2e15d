package lectern.bridge.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every way in which an association ends (RFC 9260 §9), and what comes after the end. */
class SctpShutdownTest {
    @Test
    void bothSidesEndHoweverManyPacketsAreLost() {
        for (long seed = 0; seed < 40; seed++) {
            LossyLink link = LossyLink.open(seed);
            link.loss = 0.3;
            link.client.sctp.send(link.channel(), false, new byte[20_000], link.now);
            link.client.sctp.shutdown(link.now);
            if (seed % 2 == 0) {
                link.during(new Random(seed).nextInt(300));
                link.server.sctp.shutdown(link.now);
            }
            link.until(() -> !link.client.ended.isEmpty() && !link.server.ended.isEmpty());
            assertThat(link.server.messages).hasSize(1);
            assertThat(link.client.ended).as("seed " + seed).contains("shut down");
            assertThat(link.server.ended).as("seed " + seed).contains("shut down");
        }
    }

    @Test
    void dataThatComesWhileWeWaitForTheEndIsTakenAndRemindsThePeer() {
        LossyLink link = LossyLink.open(1);
        link.until(() -> link.client.sctp.buffered() == 0);
        link.client.sctp.shutdown(link.now);
        link.server.sctp.send(link.channel(), "last words", link.now);
        link.until(() -> !link.client.ended.isEmpty() && !link.server.ended.isEmpty());
        assertThat(link.client.messages).hasSize(1);
        assertThat(link.server.ended).contains("shut down");
    }

    @Test
    void aShutdownThatNobodyAnswersEndsWithinAMinute() {
        LossyLink link = LossyLink.open(2);
        link.until(() -> link.client.sctp.buffered() == 0 && link.server.sctp.buffered() == 0);
        link.cut = true;
        long began = link.now;
        link.client.sctp.shutdown(link.now);
        link.until(() -> !link.client.ended.isEmpty());
        assertThat(link.now - began).isLessThan(60_000 * LossyLink.MILLI);
    }

    @Test
    void aPeerThatMissedTheAbortHearsItAgainButNotWithoutEnd() {
        LossyLink link = LossyLink.open(3);
        link.cut = true;
        link.server.sctp.abort();
        link.cut = false;
        link.client.sctp.send(link.channel(), "are you there?", link.now);
        link.until(() -> !link.client.ended.isEmpty());
        assertThat(link.client.ended).contains("aborted");
        byte[] data = link.client.packets.get(link.client.packets.size() - 1);
        long before = link.sent;
        for (int i = 0; i < 1_000; i++) {
            link.server.sctp.receive(data, 0, data.length, link.now);
        }
        assertThat(link.sent - before).isLessThan(16);
    }

    @Test
    void anAbortIsNeverAnsweredWithAnAbort() {
        LossyLink link = LossyLink.open(4);
        link.client.sctp.abort();
        link.server.sctp.abort();
        long sent = link.sent;
        link.during(10_000);
        assertThat(link.sent).isEqualTo(sent);
    }

    @Test
    void shuttingDownBeforeItIsUpEndsAtOnce() {
        LossyLink link = new LossyLink(5);
        link.client.sctp.connect(link.now);
        link.client.sctp.shutdown(link.now);
        assertThat(link.client.sctp.deadline()).isEqualTo(Long.MAX_VALUE);
        link.during(5_000);
        assertThat(link.client.connected).isZero();
    }

    @Test
    void aPeerThatBeginsAnewWhileWeShutDownMayNotBeforeTheEnd() {
        LossyLink link = LossyLink.open(6);
        link.until(() -> link.client.sctp.buffered() == 0 && link.server.sctp.buffered() == 0);
        LossyLink.Side reborn = link.new Side(true);
        reborn.peer = link.server;
        link.server.peer = reborn;
        reborn.sctp.connect(link.now);
        link.until(() -> reborn.packets.size() == 2);
        // The cookie is on its way; the server is told of a shutdown by the former client before it comes.
        byte[] shutdown = new byte[20];
        Wire.i32(shutdown, 4, Wire.i32(link.client.packets.get(1), 4));
        shutdown[12] = ChunkType.SHUTDOWN;
        shutdown[15] = 8;
        Wire.i32(shutdown, 16, Wire.i32(link.server.packets.get(0), 28) + link.server.messages.size());
        SctpFuzzTest.seal(shutdown);
        link.server.sctp.receive(shutdown, 0, shutdown.length, link.now);
        byte[] echo = reborn.packets.get(1);
        link.server.packets.clear();
        link.server.sctp.receive(echo, 0, echo.length, link.now);
        assertThat(link.server.connected).isEqualTo(1);
        assertThat(link.server.packets.stream().map(packet -> (int) packet[12]).toList())
                .containsExactly(ChunkType.SHUTDOWN_ACK, ChunkType.ERROR);
    }

    @Test
    void whoBeginsAnewLetsThePeerEndThatStillWaitsForTheFormerEnd() {
        LossyLink link = LossyLink.open(8);
        link.until(() -> link.client.sctp.buffered() == 0 && link.server.sctp.buffered() == 0);
        link.client.sctp.shutdown(link.now);
        LossyLink.Side reborn = link.new Side(true);
        reborn.peer = link.server;
        link.server.peer = reborn;
        reborn.sctp.connect(link.now);
        link.during(500);
        byte[] complete = reborn.packets.stream()
                .filter(packet -> packet[12] == ChunkType.SHUTDOWN_COMPLETE)
                .findFirst()
                .orElseThrow();
        assertThat(complete[13]).as("the tag is reflected (RFC 9260 §8.5.1)").isEqualTo((byte) 1);
        assertThat(link.server.ended).contains("shut down");
        assertThat(reborn.ended).isEmpty();
    }

    @Test
    void shutdownAcknowledgementsOfNobodyAreAnsweredAFewTimesOnly() {
        LossyLink link = new LossyLink(9);
        link.client.sctp.connect(link.now);
        byte[] acknowledgement = new byte[16];
        Wire.i32(acknowledgement, 4, 4711);
        acknowledgement[12] = ChunkType.SHUTDOWN_ACK;
        acknowledgement[15] = 4;
        SctpFuzzTest.seal(acknowledgement);
        long before = link.sent;
        for (int i = 0; i < 1_000; i++) {
            link.client.sctp.receive(acknowledgement, 0, acknowledgement.length, link.now);
        }
        assertThat(link.sent - before).isBetween(1L, 16L);
    }

    @Test
    void restartsUnderLossAndReorderingLeaveOneWorkingAssociation() {
        for (long seed = 0; seed < 25; seed++) {
            LossyLink link = LossyLink.open(seed);
            link.loss = 0.15;
            link.jitter = 60 * LossyLink.MILLI;
            link.duplicates = 0.1;
            LossyLink.Side former = link.client;
            for (int life = 0; life < 3; life++) {
                former.sctp.send(DataChannel.reliable(0, "live"), "never mind", link.now);
                LossyLink.Side reborn = link.new Side(true);
                reborn.peer = link.server;
                link.server.peer = reborn;
                int connected = link.server.connected;
                reborn.sctp.connect(link.now);
                link.alive(reborn);
                link.until(() -> reborn.connected == 1 && link.server.connected == connected + 1);
                DataChannel channel = Objects.requireNonNull(reborn.sctp.open("live", link.now));
                int before = link.server.messages.size();
                reborn.sctp.send(channel, "hello again", link.now);
                link.until(() -> link.server.messages.size() == before + 1);
                former = reborn;
            }
            assertThat(link.server.ended).isEmpty();
        }
    }
}
