package lectern.bench.bridge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Who sits with whom: thirty people in one room, or in eight. */
final class Breakouts {
    static final int PEOPLE = 30;
    static final int ROOMS = 8;

    private Breakouts() {}

    static List<List<Integer>> together() {
        return List.of(IntStream.rangeClosed(1, PEOPLE).boxed().toList());
    }

    /** Eight rooms of three or four, other people together each turn. */
    static List<List<Integer>> split(int turn) {
        List<List<Integer>> rooms = new ArrayList<>();
        for (int r = 0; r < ROOMS; r++) {
            rooms.add(new ArrayList<>());
        }
        List<Integer> order = new ArrayList<>(together().get(0));
        Collections.shuffle(order, new Random(turn));
        for (int i = 0; i < PEOPLE; i++) {
            rooms.get(i % ROOMS).add(order.get(i));
        }
        return rooms;
    }

    static Set<Integer> company(int person, List<List<Integer>> rooms) {
        Set<Integer> others = new HashSet<>();
        rooms.stream().filter(room -> room.contains(person)).forEach(others::addAll);
        others.remove(person);
        return others;
    }
}
