package lectern.bridge.congestion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which pictures a line of some rate carries: first everybody's low layer in the order of their importance, then the
 * high ones in the same order. What does not fit is paused, and what is less important may still fit. A pure function:
 * whoever calls it again with what it said gets the same, and a rate that swings a little changes nothing.
 */
public final class Allocator {
    public static final int PAUSED = -1;
    public static final int LOW = 0;
    public static final int HIGH = 1;

    /** What must be free beyond the cost, in percent, before something is shown in more than it was. */
    private static final int MARGIN = 15;

    private Allocator() {}

    /**
     * One picture that a receiver wants.
     *
     * @param rank the smaller the more important
     * @param lowBits rate of the low or only layer, 0 when there is none
     * @param highBits rate of the high layer, 0 when there is none or it is not wanted
     * @param before what it was shown in: {@link #PAUSED}, {@link #LOW} or {@link #HIGH}
     */
    public record Wish(int rank, long lowBits, long highBits, int before) {
        public Wish {
            if (lowBits < 0 || highBits < 0 || lowBits + highBits == 0 || before < PAUSED || before > HIGH) {
                throw new IllegalArgumentException("a wish names a layer with its rate");
            }
        }

        private int least() {
            return lowBits > 0 ? LOW : HIGH;
        }

        private long bits(int layer) {
            return layer == PAUSED ? 0 : layer == LOW ? lowBits : highBits;
        }

        private long needed(int layer) {
            long bits = bits(layer);
            return layer > before ? bits + bits * MARGIN / 100 : bits;
        }
    }

    /**
     * Shares a rate.
     *
     * @param budget bits per second for pictures
     * @return a layer or {@link #PAUSED} for each wish, in the order given
     */
    public static int[] share(List<Wish> wishes, long budget) {
        int[] layers = new int[wishes.size()];
        List<Integer> order = new ArrayList<>(wishes.size());
        for (int i = 0; i < layers.length; i++) {
            layers[i] = PAUSED;
            order.add(i);
        }
        order.sort(Comparator.comparingInt(i -> wishes.get(i).rank()));
        long left = Math.max(0, budget);
        for (int i : order) {
            Wish wish = wishes.get(i);
            if (wish.needed(wish.least()) <= left) {
                layers[i] = wish.least();
                left -= wish.bits(layers[i]);
            }
        }
        for (int i : order) {
            Wish wish = wishes.get(i);
            long more = wish.needed(HIGH) - wish.bits(LOW);
            if (layers[i] == LOW && wish.highBits() > 0 && more <= left) {
                layers[i] = HIGH;
                left -= wish.highBits() - wish.lowBits();
            }
        }
        return layers;
    }

    /** What all wishes together would take, with the margin that the last of them needs to be shown again. */
    public static long wanted(List<Wish> wishes) {
        long total = 0;
        for (Wish wish : wishes) {
            total += Math.max(wish.lowBits(), wish.highBits());
        }
        return total + total * MARGIN / 100;
    }
}
