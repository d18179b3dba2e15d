package lectern.bench.bridge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Who sits with whom: everybody in one room, or in several. */
record Breakouts(int people, int rooms) {
    static final Breakouts FULL = new Breakouts(30, 8);

    List<List<Integer>> together() {
        return List.of(IntStream.rangeClosed(1, people).boxed().toList());
    }

    /** Rooms of nearly the same size, other people together each turn. */
    List<List<Integer>> split(int turn) {
        List<List<Integer>> split = new ArrayList<>();
        for (int r = 0; r < rooms; r++) {
            split.add(new ArrayList<>());
        }
        List<Integer> order = new ArrayList<>(together().get(0));
        Collections.shuffle(order, new Random(turn));
        for (int i = 0; i < people; i++) {
            split.get(i % rooms).add(order.get(i));
        }
        return split;
    }

    static Set<Integer> company(int person, List<List<Integer>> rooms) {
        Set<Integer> others = new HashSet<>();
        rooms.stream().filter(room -> room.contains(person)).forEach(others::addAll);
        others.remove(person);
        return others;
    }
}
