package lectern.bridge.conference;

import java.util.Arrays;

/**
 * What addresses that no authentic check came from may ask of a loop: so many STUN messages a second each, and so many
 * together. Holds one count for each of some thousand places that addresses hash to: forged sources take no memory.
 */
final class Strangers {
    /** A browser that gathers and checks on many candidates sends about 25 from one port. */
    static final int EACH_PER_SECOND = 50;

    /** Three hundred people who join in the same second send less. */
    static final int ALL_PER_SECOND = 10_000;

    private static final int PLACES = 4_096;
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final short[] counts = new short[PLACES];
    private long secondAt = Long.MIN_VALUE / 2;
    private int all;
    private long dropped;

    /** Whether one more message of this address is looked at. */
    boolean admits(int hash, long now) {
        if (now - secondAt >= SECOND_NANOS) {
            secondAt = now;
            all = 0;
            Arrays.fill(counts, (short) 0);
        }
        int place = (hash * 0x9E3779B9) >>> 20;
        if (all == ALL_PER_SECOND || counts[place] == EACH_PER_SECOND) {
            return false;
        }
        all++;
        counts[place]++;
        return true;
    }

    void dropped() {
        dropped++;
    }

    /** Datagrams that were nobody's. */
    long total() {
        return dropped;
    }
}
