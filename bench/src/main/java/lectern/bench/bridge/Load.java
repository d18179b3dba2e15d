package lectern.bench.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import lectern.bench.engine.Seat;
import lectern.bench.peer.PeerListener;
import lectern.bench.peer.Publishing;

/**
 * A room with a fixed offered load.
 *
 * @param name as {@code --loads} has it
 * @param words for the table
 * @param people numbered from 1
 * @param cameras how many of them show a camera of one layer, the first ones
 * @param microphones how many of them speak, the first ones
 * @param sampleOneIn packets that are decrypted, so that the clients' core keeps up
 */
record Load(String name, String words, int people, int cameras, int microphones, int kbps, int fps, int sampleOneIn) {
    private static final int LOUD = 30;

    /** The loads of the table; a small one more can be asked for by name. */
    static final List<Load> TABLE = List.of(
            new Load("1x50", "1 → 50", 51, 1, 1, 250, 30, 1),
            new Load("1x200", "1 → 200", 201, 1, 1, 250, 30, 4),
            new Load("10x10", "10 × 10, 3 speak", 10, 10, 3, 250, 30, 1),
            new Load("30x30", "30 × 30 at 180p, 3 speak", 30, 30, 3, 90, 15, 4),
            new Load("audio", "3 of 100 speak, no video", 100, 0, 3, 0, 30, 4));

    static final Load CLASS = TABLE.get(3);
    static final Load SMALL = new Load("3x3", "3 × 3", 3, 3, 3, 90, 15, 1);

    Publishing publishing(int number) {
        return new Publishing(number <= microphones, LOUD, number <= cameras ? kbps : 0, 0, fps, 0);
    }

    /** Who sits in it, their numbers after the given one. */
    List<Seat> seats(int after, IntFunction<PeerListener> listeners) {
        List<Seat> seats = new ArrayList<>();
        for (int n = 1; n <= people; n++) {
            seats.add(new Seat(after + n, publishing(n), listeners.apply(after + n)));
        }
        return seats;
    }
}
