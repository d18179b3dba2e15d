package lectern.recorder.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lectern.recorder.testing.RtpStream;
import org.junit.jupiter.api.Test;

class ReorderBufferTest implements ReorderBuffer.Sink {
    private final List<Integer> out = new ArrayList<>();
    private final RtpView view = new RtpView();
    private final ReorderBuffer buffer = new ReorderBuffer(16, 200_000, this);

    @Override
    public void packet(RtpView packet, long arrivalMicros) {
        out.add(packet.sequence());
    }

    @Override
    public void lost(int packets) {
        out.add(-packets);
    }

    @Test
    void packetsInOrderPassStraightThroughAcrossTheWrap() {
        offer(65_534, 0);
        offer(65_535, 1);
        offer(0, 2);
        offer(1, 3);
        assertThat(out).containsExactly(65_534, 65_535, 0, 1);
    }

    @Test
    void anEarlyPacketWaitsForTheOneBeforeIt() {
        offer(10, 0);
        offer(12, 1);
        offer(13, 2);
        assertThat(out).containsExactly(10);
        offer(11, 3);
        assertThat(out).containsExactly(10, 11, 12, 13);
    }

    @Test
    void aLatePacketIsDroppedOnceItsTurnIsOver() {
        offer(10, 0);
        offer(12, 1);
        buffer.expire(200_001);
        offer(11, 200_002);
        assertThat(out).containsExactly(10, -1, 12);
        assertThat(buffer.dropped()).isEqualTo(1);
    }

    @Test
    void aDuplicateIsDroppedWhetherItWaitsOrWasReleased() {
        offer(10, 0);
        offer(10, 1);
        offer(12, 2);
        offer(12, 3);
        offer(11, 4);
        assertThat(out).containsExactly(10, 11, 12);
        assertThat(buffer.dropped()).isEqualTo(2);
    }

    @Test
    void aFullBufferGivesUpOnWhatIsMissing() {
        offer(100, 0);
        for (int i = 0; i < 17; i++) {
            offer(102 + i, 1);
        }
        assertThat(out).startsWith(100, -1, 102).endsWith(118);
    }

    @Test
    void aFarJumpForwardIsALossAndGoesOn() {
        offer(10, 0);
        offer(12, 0);
        offer(5000, 1);
        assertThat(out.get(0)).isEqualTo(10);
        buffer.flush();
        assertThat(out).startsWith(10, -1, 12).endsWith(5000);
        assertThat(out.stream().filter(it -> it < 0).mapToInt(it -> it).sum()).isEqualTo(-1 - 4987);
    }

    @Test
    void aSenderThatBeginsAnewFarBehindIsFollowedAfterTwoPacketsInSequence() {
        offer(30_000, 0);
        offer(100, 1);
        assertThat(out).containsExactly(30_000);
        offer(101, 2);
        offer(102, 3);
        assertThat(out).containsExactly(30_000, -1, 101, 102);
    }

    @Test
    void anyOrderWithinTheWindowComesOutSortedAndWhole() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            out.clear();
            ReorderBuffer any = new ReorderBuffer(64, 200_000, this);
            int first = random.nextInt(65_536);
            List<long[]> arrivals = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                long at = i * 10L + (i == 0 ? 0 : random.nextInt(300));
                arrivals.add(new long[] {at, (first + i) & 0xffff});
                if (random.nextInt(10) == 0) {
                    arrivals.add(new long[] {at + random.nextInt(100), (first + i) & 0xffff});
                }
            }
            arrivals.sort((a, b) -> Long.compare(a[0], b[0]));
            arrivals.forEach(arrival -> {
                view.parse(packet((int) arrival[1]), 0, 13);
                any.offer(view, arrival[0]);
            });
            any.flush();
            List<Integer> expected = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                expected.add((first + i) & 0xffff);
            }
            assertThat(out).as("seed " + seed).isEqualTo(expected);
        }
    }

    @Test
    void whateverComesInEveryPacketIsReleasedOnceOrSaidToBeLost() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            out.clear();
            ReorderBuffer any = new ReorderBuffer(16, 200_000, this);
            int sent = 2000;
            List<long[]> arrivals = new ArrayList<>();
            for (int i = 0; i < sent; i++) {
                if (i == 0 || i == sent - 1 || random.nextInt(5) > 0) {
                    long late = i == 0 ? 0 : random.nextInt(40_000) * (random.nextInt(20) == 0 ? 10L : 1L);
                    arrivals.add(new long[] {i * 5_000L + (i == sent - 1 ? 1_000_000 : late), i});
                }
            }
            arrivals.sort((a, b) -> Long.compare(a[0], b[0]));
            arrivals.forEach(arrival -> {
                view.parse(packet((int) arrival[1]), 0, 13);
                any.offer(view, arrival[0]);
            });
            any.flush();
            int expected = 0;
            for (int value : out) {
                if (value >= 0) {
                    assertThat(value).as("seed " + seed).isEqualTo(expected);
                    expected++;
                } else {
                    expected -= value;
                }
            }
            assertThat(expected).as("seed " + seed).isEqualTo(sent);
        }
    }

    private void offer(int sequence, long arrival) {
        byte[] packet = packet(sequence);
        assertThat(view.parse(packet, 0, packet.length)).isTrue();
        buffer.offer(view, arrival);
    }

    private static byte[] packet(int sequence) {
        return RtpStream.packet(sequence, 0, 1, false, new byte[1]);
    }
}
