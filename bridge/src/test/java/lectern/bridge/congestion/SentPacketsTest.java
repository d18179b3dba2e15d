package lectern.bridge.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SentPacketsTest {
    private final SentPackets packets = new SentPackets();

    @Test
    void feedbackFindsWhatWasSentOverTheWrapOfItsNumbers() {
        for (int i = 0; i < 200_000; i++) {
            packets.sent(100 + i % 50, i);
            int back = i % SentPackets.CAPACITY;
            long found = packets.extend((i - back) & 0xFFFF);
            if (i - back >= 0) {
                assertThat(found).isEqualTo(i - back);
                assertThat(packets.time(found)).isEqualTo(i - back);
                assertThat(packets.bytes(found)).isEqualTo(100 + (i - back) % 50);
            }
        }
    }

    @Test
    void whatWasNeverSentOrIsForgottenIsNotFound() {
        assertThat(packets.extend(0)).isNegative();
        packets.sent(100, 1);
        assertThat(packets.extend(0)).isZero();
        assertThat(packets.extend(1)).isNegative();
        assertThat(packets.extend(0xFFFF)).isNegative();
        for (int i = 0; i < SentPackets.CAPACITY; i++) {
            packets.sent(100, i);
        }
        assertThat(packets.extend(0)).isNegative();
        assertThat(packets.extend(1)).isEqualTo(1);
    }

    @Test
    void aPacketIsNewsOnceAndLossMayBeTakenBack() {
        packets.sent(100, 1);
        packets.sent(100, 2);
        assertThat(packets.lost(0)).isTrue();
        assertThat(packets.lost(0)).isFalse();
        assertThat(packets.received(0)).isTrue();
        assertThat(packets.received(0)).isFalse();
        assertThat(packets.received(1)).isTrue();
        assertThat(packets.lost(1)).isFalse();
    }

    @Test
    void aMeterForgetsAndAPacerSpreads() {
        RateMeter meter = new RateMeter(1_000_000_000L);
        for (int i = 0; i < 5_000; i++) {
            meter.add(125, i * 1_000_000L);
        }
        assertThat(meter.bitsPerSecond(5_000_000_000L)).isBetween(850_000L, 1_010_000L);
        assertThat(meter.bitsPerSecond(9_000_000_000L)).isZero();

        Pacer pacer = new Pacer(50_000_000L, 3000);
        int passed = 0;
        for (long now = 0; now < 10_000_000_000L; now += 10_000_000L) {
            pacer.fill(80_000, now);
            int inTick = 0;
            while (pacer.takes(500)) {
                inTick += 500;
            }
            assertThat(inTick).isLessThanOrEqualTo(3000);
            passed += inTick;
        }
        assertThat(passed).isBetween(100_000, 103_000);
    }
}
