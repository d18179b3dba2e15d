package lectern.bridge.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lectern.bridge.congestion.Allocator.Wish;
import org.junit.jupiter.api.Test;

class AllocatorTest {
    private static final int STAGE = 0;
    private static final int SPEAKER = 1;
    private static final int TILE = 2;
    private static final int ROUNDS = 3_000;

    private final Random random = new Random(1);

    private static Wish camera(int rank, int before) {
        return new Wish(rank, 100_000, 230_000, before);
    }

    @Test
    void layersGoDownBeforeAnybodyIsPausedAndTheLeastImportantFirst() {
        List<Wish> wishes = List.of(camera(TILE, 1), camera(STAGE, 1), camera(SPEAKER, 1), camera(TILE, 1));
        assertThat(Allocator.share(wishes, 920_000)).containsExactly(1, 1, 1, 1);
        assertThat(Allocator.share(wishes, 800_000)).containsExactly(1, 1, 1, 0);
        assertThat(Allocator.share(wishes, 540_000)).containsExactly(0, 1, 0, 0);
        assertThat(Allocator.share(wishes, 400_000)).containsExactly(0, 0, 0, 0);
        assertThat(Allocator.share(wishes, 399_999)).containsExactly(0, 0, 0, -1);
        assertThat(Allocator.share(wishes, 150_000)).containsExactly(-1, 0, -1, -1);
        assertThat(Allocator.share(wishes, 0)).containsExactly(-1, -1, -1, -1);
        assertThat(Allocator.share(wishes, -5)).containsExactly(-1, -1, -1, -1);
    }

    @Test
    void whatIsTooLargeLeavesItsPlaceToWhatFits() {
        List<Wish> wishes = List.of(new Wish(STAGE, 1_500_000, 0, 0), camera(TILE, 0));
        assertThat(Allocator.share(wishes, 500_000)).containsExactly(-1, 1);
    }

    @Test
    void aRateThatSwingsALittleChangesNothing() {
        List<Wish> wishes = List.of(camera(STAGE, 0), camera(TILE, 0), camera(TILE, 0));
        int[] layers = Allocator.share(wishes, 300_000);
        for (int i = 0; i < 100; i++) {
            long budget = 300_000L + random.nextInt(14_000);
            int[] next = Allocator.share(before(wishes, layers), budget);
            assertThat(next).containsExactly(layers);
        }
    }

    @Test
    void theSumFitsAndTheMoreImportantOfEqualsHasTheMore() {
        for (int round = 0; round < ROUNDS; round++) {
            List<Wish> wishes = wishes();
            long budget = random.nextInt(3_000_000);
            int[] layers = Allocator.share(wishes, budget);
            long sum = 0;
            for (int i = 0; i < layers.length; i++) {
                Wish wish = wishes.get(i);
                sum += layers[i] == Allocator.PAUSED ? 0 : layers[i] == 0 ? wish.lowBits() : wish.highBits();
                assertThat(layers[i] == 1 ? wish.highBits() : 1).isPositive();
                assertThat(layers[i] == 0 ? wish.lowBits() : 1).isPositive();
                for (int j = 0; j < layers.length; j++) {
                    Wish other = wishes.get(j);
                    boolean alike = other.lowBits() == wish.lowBits()
                            && other.highBits() == wish.highBits()
                            && other.before() == wish.before();
                    if (alike && wish.rank() < other.rank()) {
                        assertThat(layers[i]).isGreaterThanOrEqualTo(layers[j]);
                    }
                }
            }
            assertThat(sum).isLessThanOrEqualTo(budget);
        }
    }

    @Test
    void sayingItAgainChangesNothing() {
        for (int round = 0; round < ROUNDS; round++) {
            List<Wish> wishes = wishes();
            long budget = random.nextInt(3_000_000);
            int[] once = Allocator.share(wishes, budget);
            assertThat(Allocator.share(before(wishes, once), budget)).containsExactly(once);
        }
    }

    @Test
    void everybodyIsShownInFullWhereThereIsRoom() {
        for (int round = 0; round < ROUNDS; round++) {
            List<Wish> wishes = wishes();
            int[] layers = Allocator.share(wishes, Allocator.wanted(wishes));
            for (int i = 0; i < layers.length; i++) {
                assertThat(layers[i])
                        .isEqualTo(wishes.get(i).highBits() > wishes.get(i).lowBits() ? 1 : layers[i]);
                assertThat(layers[i]).isNotEqualTo(Allocator.PAUSED);
            }
        }
    }

    private List<Wish> wishes() {
        List<Wish> wishes = new ArrayList<>();
        for (int i = random.nextInt(26); i > 0; i--) {
            long low = random.nextInt(4) == 0 ? 0 : 50_000 + 50_000L * random.nextInt(4);
            long high = low == 0 || random.nextBoolean() ? 250_000 + 50_000L * random.nextInt(3) : 0;
            wishes.add(new Wish(random.nextInt(3), low, high, random.nextInt(3) - 1));
        }
        return wishes;
    }

    private static List<Wish> before(List<Wish> wishes, int[] layers) {
        List<Wish> next = new ArrayList<>();
        for (int i = 0; i < layers.length; i++) {
            Wish wish = wishes.get(i);
            next.add(new Wish(wish.rank(), wish.lowBits(), wish.highBits(), layers[i]));
        }
        return next;
    }
}
