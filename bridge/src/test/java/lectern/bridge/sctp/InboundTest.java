package lectern.bridge.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InboundTest {
    private final List<String> got = new ArrayList<>();
    private final Inbound inbound = new Inbound(-3, (stream, ppid, data) -> got.add(stream + ":" + data.length));

    private static Fragment fragment(int tsn, int flags, int ssn, int length) {
        return new Fragment(tsn, flags, 1, ssn, 51, new byte[length]);
    }

    @Test
    void fragmentsInAnyOrderMakeTheSameMessages() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<String> heard = new ArrayList<>();
            Inbound target = new Inbound(-50, (stream, ppid, data) -> heard.add(stream + ":" + data[0]));
            List<Fragment> all = new ArrayList<>();
            int tsn = -50;
            for (int message = 0; message < 40; message++) {
                int parts = 1 + random.nextInt(5);
                for (int part = 0; part < parts; part++) {
                    int flags = (part == 0 ? Fragment.BEGINNING : 0) | (part == parts - 1 ? Fragment.ENDING : 0);
                    byte[] data = new byte[100];
                    data[0] = (byte) message;
                    all.add(new Fragment(tsn++, flags, message % 2, message / 2, 51, data));
                }
            }
            Collections.shuffle(all, random);
            all.forEach(target::data);
            all.forEach(target::data);
            assertThat(heard).hasSize(40);
            assertThat(heard.stream().filter(text -> text.startsWith("0:")).toList())
                    .isEqualTo(heard.stream()
                            .filter(text -> text.startsWith("0:"))
                            .sorted((a, b) ->
                                    Integer.compare(Integer.parseInt(a.substring(2)), Integer.parseInt(b.substring(2))))
                            .toList());
            assertThat(target.window()).isEqualTo(Inbound.BUFFER);
            assertThat(target.cumulative()).isEqualTo(tsn - 1);
            assertThat(target.hasGaps()).isFalse();
        }
    }

    @Test
    void tooLongAMessageIsAViolation() {
        int tsn = -3;
        inbound.data(fragment(tsn++, Fragment.BEGINNING, 0, 1_000));
        for (int i = 0; i < 65; i++) {
            inbound.data(fragment(tsn++, 0, 0, 1_000));
        }
        inbound.data(fragment(tsn, Fragment.ENDING, 0, 1_000));
        assertThat(inbound.violated()).isTrue();
        assertThat(got).isEmpty();
    }

    @Test
    void endlessFragmentsHaveALimit() {
        inbound.data(fragment(-3, Fragment.BEGINNING, 0, 1));
        for (int i = 1; i < 3_000 && !inbound.violated(); i++) {
            inbound.data(fragment(-3 + i, 0, 0, 1));
        }
        assertThat(inbound.violated()).isTrue();
    }

    @Test
    void aWindowThatIsFullDropsWhatIsAheadAndTakesWhatIsNext() {
        int tsn = -2;
        while (inbound.window() > 1_000) {
            inbound.data(fragment(tsn, 3, tsn + 3, 1_000));
            tsn++;
        }
        long dropped = inbound.dropped();
        inbound.data(fragment(tsn, 3, tsn + 3, 1_000));
        assertThat(inbound.dropped()).isEqualTo(dropped + 1);
        assertThat(got).isEmpty();
        inbound.data(fragment(-3, 3, 0, 1_000));
        assertThat(got).hasSize(tsn + 3);
        assertThat(inbound.window()).isEqualTo(Inbound.BUFFER);
    }

    @Test
    void aHoleInTheOrderThatNoTsnExplainsIsAViolationInTheEnd() {
        for (int i = 0; i < 1_000 && !inbound.violated(); i++) {
            inbound.data(fragment(-3 + i, 3, 5 + i, 1_000));
        }
        assertThat(inbound.violated()).isTrue();
        assertThat(got).isEmpty();
    }

    @Test
    void noiseKeepsWithinTheLimits() {
        PacketBuilder packet = new PacketBuilder(new LossyLink(0).client);
        for (long seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            Inbound target = new Inbound(0, (stream, ppid, data) -> {});
            for (int n = 0; n < 3_000 && !target.violated(); n++) {
                int tsn = target.cumulative() + random.nextInt(300) - 50;
                if (random.nextInt(50) == 0) {
                    target.forward(tsn, new int[] {random.nextInt(300), random.nextInt(65_536)});
                } else {
                    int size = 1 + random.nextInt(1_152);
                    target.data(new Fragment(
                            tsn, random.nextInt(8), random.nextInt(3), random.nextInt(20), 51, new byte[size]));
                }
                target.sack(packet.begin(1));
                assertThat(target.window()).isBetween(0, Inbound.BUFFER);
            }
        }
    }
}
