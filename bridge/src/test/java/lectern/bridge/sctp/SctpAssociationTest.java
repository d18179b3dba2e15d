package lectern.bridge.sctp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SctpAssociationTest {
    private static List<String> texts(LossyLink.Side side) {
        return side.messages.stream().map(bytes -> new String(bytes, UTF_8)).toList();
    }

    @Test
    void aChannelOpensAndCarriesTextBothWays() {
        LossyLink link = LossyLink.open(1);
        assertThat(link.server.opened.get(0)).isEqualTo(link.channel());
        assertThat(link.channel().stream()).isZero();
        assertThat(link.client.sctp.send(link.channel(), "up", link.now)).isTrue();
        assertThat(link.server.sctp.send(link.channel(), "down", link.now)).isTrue();
        link.until(() -> !link.client.messages.isEmpty() && !link.server.messages.isEmpty());
        assertThat(texts(link.server)).containsExactly("up");
        assertThat(texts(link.client)).containsExactly("down");
    }

    @Test
    void emptyMessagesArriveEmpty() {
        LossyLink link = LossyLink.open(2);
        link.client.sctp.send(link.channel(), "", link.now);
        link.client.sctp.send(link.channel(), false, new byte[0], link.now);
        link.until(() -> link.server.messages.size() == 2);
        assertThat(link.server.messages).allMatch(message -> message.length == 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 15, 30})
    void orderedMessagesAllArriveInOrder(int percent) {
        for (long seed = 0; seed < 8; seed++) {
            LossyLink link = LossyLink.open(seed);
            link.loss = percent / 100.0;
            link.jitter = 10 * LossyLink.MILLI;
            int sent = 0;
            for (int burst = 0; burst < 50; burst++) {
                for (int i = 0; i < 10; i++) {
                    assertThat(link.client.sctp.send(link.channel(), "n" + sent, link.now))
                            .isTrue();
                    sent++;
                }
                link.during(7);
            }
            link.until(() -> link.server.messages.size() == 500);
            link.until(() -> link.client.sctp.buffered() == 0);
            List<String> got = texts(link.server);
            for (int i = 0; i < 500; i++) {
                assertThat(got.get(i)).isEqualTo("n" + i);
            }
            assertThat(link.client.sctp.refused() + link.server.sctp.refused()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 15})
    void messagesOfEverySizeArriveWhole(int percent) {
        for (long seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            LossyLink link = LossyLink.open(seed);
            link.loss = percent / 100.0;
            link.jitter = 30 * LossyLink.MILLI;
            for (int n = 0; n < 30; n++) {
                byte[] message = new byte[1 + random.nextInt(SctpAssociation.MAX_MESSAGE)];
                random.nextBytes(message);
                int before = link.server.messages.size();
                assertThat(link.client.sctp.send(link.channel(), false, message, link.now))
                        .isTrue();
                link.until(() -> link.server.messages.size() > before);
                assertThat(Arrays.equals(link.server.messages.get(before), message))
                        .isTrue();
            }
        }
    }

    @Test
    void theLongestMessageGoesThroughAndALongerOneIsRefused() {
        LossyLink link = LossyLink.open(3);
        assertThat(link.client.sctp.send(link.channel(), false, new byte[SctpAssociation.MAX_MESSAGE + 1], link.now))
                .isFalse();
        assertThat(link.client.sctp.send(link.channel(), false, new byte[SctpAssociation.MAX_MESSAGE], link.now))
                .isTrue();
        link.until(() -> link.server.messages.size() == 1);
        assertThat(link.server.messages.get(0)).hasSize(SctpAssociation.MAX_MESSAGE);
    }

    @Test
    void aFullSendBufferRefusesUntilItDrains() {
        LossyLink link = LossyLink.open(4);
        link.until(() -> link.client.sctp.buffered() == 0);
        byte[] message = new byte[16 * 1024];
        int taken = 0;
        while (link.client.sctp.send(link.channel(), false, message, link.now)) {
            taken++;
        }
        assertThat(taken).isEqualTo(16);
        assertThat(link.client.sctp.buffered()).isLessThanOrEqualTo(SctpAssociation.SEND_BUFFER);
        link.until(() -> link.client.sctp.buffered() == 0);
        assertThat(link.client.sctp.send(link.channel(), false, message, link.now))
                .isTrue();
        link.until(() -> link.server.messages.size() == 17);
    }

    @Test
    void manyTinyMessagesFillTheBufferToo() {
        LossyLink link = LossyLink.open(5);
        link.until(() -> link.client.sctp.buffered() == 0);
        int taken = 0;
        while (link.client.sctp.send(link.channel(), "x", link.now)) {
            taken++;
        }
        assertThat(taken).isEqualTo(SctpAssociation.SEND_BUFFER / 64);
        int expected = taken;
        link.until(() -> link.server.messages.size() == expected);
    }

    @Test
    void aLostCookieAckIsRepaired() {
        for (long seed = 0; seed < 40; seed++) {
            LossyLink link = new LossyLink(seed);
            link.loss = 0.4;
            link.client.sctp.connect(link.now);
            link.until(() -> link.client.connected == 1 && link.server.connected == 1);
        }
    }

    @Test
    void bothSidesMayAskAtOnce() {
        for (long seed = 0; seed < 20; seed++) {
            LossyLink link = new LossyLink(seed);
            link.loss = seed / 100.0;
            link.jitter = 40 * LossyLink.MILLI;
            link.client.sctp.connect(link.now);
            link.server.sctp.connect(link.now);
            link.until(() -> link.client.connected > 0 && link.server.connected > 0);
            DataChannel channel = Objects.requireNonNull(link.server.sctp.open("live", link.now));
            assertThat(channel.stream()).isEqualTo(1);
            link.until(() -> link.client.opened.size() == 1);
        }
    }

    @Test
    void aSilentPeerEndsTheAssociation() {
        LossyLink link = new LossyLink(6);
        link.cut = true;
        link.client.sctp.connect(link.now);
        link.until(() -> !link.client.ended.isEmpty());
        assertThat(link.client.ended).contains("does not answer");
        assertThat(link.client.sctp.deadline()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aPeerThatVanishesIsNoticedWhenSomethingIsSentToIt() {
        LossyLink link = LossyLink.open(7);
        link.cut = true;
        link.client.sctp.send(link.channel(), "hello?", link.now);
        link.until(() -> !link.client.ended.isEmpty());
    }

    @Test
    void aPeerThatVanishesIsNoticedByHeartbeats() {
        LossyLink link = LossyLink.open(8);
        link.during(120_000);
        assertThat(link.client.ended).isEmpty();
        link.cut = true;
        link.until(() -> !link.client.ended.isEmpty() && !link.server.ended.isEmpty());
    }

    @Test
    void abandonedMessagesLeaveNoHole() {
        for (long seed = 0; seed < 10; seed++) {
            LossyLink link = LossyLink.open(seed);
            DataChannel lossy = Objects.requireNonNull(link.client.sctp.open("cursor", false, 0, link.now));
            link.until(() -> link.server.opened.size() == 2);
            link.loss = 0.2;
            for (int i = 0; i < 200; i++) {
                link.client.sctp.send(lossy, "c" + i, link.now);
                link.during(5);
            }
            link.loss = 0;
            link.until(() -> link.client.sctp.buffered() == 0);
            link.during(2_000);
            assertThat(link.server.messages.size()).isBetween(100, 199);
            assertThat(texts(link.server)).doesNotHaveDuplicates();
            link.server.messages.clear();
            link.client.sctp.send(link.channel(), "still here", link.now);
            link.until(() -> texts(link.server).contains("still here"));
        }
    }

    @Test
    void abandonedOrderedMessagesDoNotBlockLaterOnes() {
        for (long seed = 0; seed < 10; seed++) {
            LossyLink link = LossyLink.open(seed);
            DataChannel lossy = Objects.requireNonNull(link.client.sctp.open("laser", true, 1, link.now));
            link.until(() -> link.server.opened.size() == 2);
            link.loss = 0.3;
            for (int i = 0; i < 100; i++) {
                byte[] message = new byte[3_000];
                message[0] = (byte) i;
                link.client.sctp.send(lossy, false, message, link.now);
                link.during(30);
            }
            link.loss = 0;
            link.until(() -> link.client.sctp.buffered() == 0);
            link.during(2_000);
            List<Byte> order = link.server.messages.stream()
                    .filter(message -> message.length == 3_000)
                    .map(message -> message[0])
                    .toList();
            assertThat(order).isSorted().doesNotHaveDuplicates();
            assertThat(order.size()).isBetween(20, 99);
        }
    }

    @Test
    void aClosedChannelsStreamIsUsedAgain() {
        LossyLink link = LossyLink.open(9);
        link.loss = 0.1;
        for (int round = 1; round <= 10; round++) {
            DataChannel extra = Objects.requireNonNull(link.client.sctp.open("round " + round, link.now));
            assertThat(extra.stream()).isEqualTo(2);
            link.client.sctp.send(extra, "last words " + round, link.now);
            link.client.sctp.close(extra, link.now);
            int rounds = round;
            link.until(() -> link.client.closed.size() == rounds && link.server.closed.size() == rounds);
            assertThat(texts(link.server)).contains("last words " + round);
            assertThat(link.client.sctp.send(extra, "too late", link.now)).isFalse();
        }
    }

    @Test
    void aPeerMayNotOpenChannelsWithoutEnd() {
        LossyLink link = LossyLink.open(10);
        int open = 1;
        while (link.client.sctp.open("more", link.now) != null && open < 100) {
            open++;
        }
        link.during(5_000);
        assertThat(open).isEqualTo(16);
        assertThat(link.server.opened).hasSize(16);
    }

    @Test
    void shutdownDeliversEverythingFirst() {
        for (long seed = 0; seed < 10; seed++) {
            LossyLink link = LossyLink.open(seed);
            link.loss = 0.1;
            for (int i = 0; i < 100; i++) {
                link.client.sctp.send(link.channel(), "n" + i, link.now);
            }
            link.client.sctp.shutdown(link.now);
            assertThat(link.client.sctp.send(link.channel(), "late", link.now)).isFalse();
            link.until(() -> !link.client.ended.isEmpty() && !link.server.ended.isEmpty());
            assertThat(link.server.messages).hasSize(100);
        }
    }

    @Test
    void anAbortEndsThePeerAtOnce() {
        LossyLink link = LossyLink.open(11);
        link.client.sctp.abort();
        link.until(() -> !link.server.ended.isEmpty());
        assertThat(link.client.ended).isEmpty();
        assertThat(link.server.ended).contains("aborted");
    }

    @Test
    void aPeerThatBeginsAnewReplacesTheAssociation() {
        LossyLink other = LossyLink.open(12);
        LossyLink.Side reborn = other.new Side(true);
        reborn.peer = other.server;
        other.server.peer = reborn;
        reborn.sctp.connect(other.now);
        other.until(() -> other.server.connected == 2);
        assertThat(other.server.closed).hasSize(1);
        assertThat(other.server.ended).isEmpty();
        other.until(() -> reborn.connected == 1);
        DataChannel channel = Objects.requireNonNull(reborn.sctp.open("live", other.now));
        reborn.sctp.send(channel, "again", other.now);
        other.until(() -> texts(other.server).contains("again"));
    }

    @Test
    void lossDoesNotMakeAStorm() {
        LossyLink link = LossyLink.open(13);
        link.loss = 0.15;
        long before = link.sent;
        for (int i = 0; i < 8; i++) {
            link.client.sctp.send(link.channel(), false, new byte[60_000], link.now);
            int expected = i + 1;
            link.until(() -> link.server.messages.size() == expected);
        }
        // 480 kB are 420 chunks; with their acknowledgements and repairs a few times as many packets.
        assertThat(link.sent - before).isLessThan(1_800);
    }
}
