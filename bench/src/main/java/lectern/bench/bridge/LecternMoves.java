package lectern.bench.bridge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lectern.bench.engine.LecternEngine;

/** Moves by a change of the audience table: nobody's connection changes. */
final class LecternMoves {
    private static final String CLASS = "class";
    private static final int TURNS_A_ROUND = 2;
    private static final long PATIENCE_MILLIS = 10_000;
    private static final Load EVERYBODY = new Load("moves", "", Breakouts.PEOPLE, 30, 30, 90, 15, 1);

    private final Options options;

    LecternMoves(Options options) {
        this.options = options;
    }

    MoveTable.Moves run() throws IOException, InterruptedException {
        MoveTimes out = new MoveTimes();
        MoveTimes back = new MoveTimes();
        long bytesOut = 0;
        long bytesBack = 0;
        int turns = options.rounds() * TURNS_A_ROUND;
        try (LecternEngine engine = LecternEngine.start();
                Measurement people = new Measurement(engine)) {
            people.fill(CLASS, EVERYBODY);
            Thread.sleep((long) (options.warmUp() * 1_000));
            for (int turn = 0; turn < turns; turn++) {
                List<List<Integer>> rooms = Breakouts.split(turn);
                bytesOut += move(engine, people, rooms, Breakouts.together(), out);
                Thread.sleep(2_000);
                bytesBack += move(engine, people, Breakouts.together(), rooms, back);
                Thread.sleep(2_000);
            }
        }
        long students = (long) turns * Breakouts.PEOPLE;
        return new MoveTable.Moves(out, back, bytesOut / students, bytesBack / students);
    }

    /** The bytes that everybody was told. */
    private static long move(
            LecternEngine engine, Measurement people, List<List<Integer>> to, List<List<Integer>> from, MoveTimes times)
            throws IOException, InterruptedException {
        List<Arrivals.Move> moves = new ArrayList<>();
        long before = bytes(people);
        long at = System.nanoTime();
        for (int n = 1; n <= Breakouts.PEOPLE; n++) {
            moves.add(people.arrivals().get(n - 1).moved(at, Breakouts.company(n, to), Breakouts.company(n, from)));
        }
        engine.rooms(CLASS, to);
        Measurement.reached(PATIENCE_MILLIS, () -> moves.stream().allMatch(Arrivals.Move::complete));
        times.add(moves);
        return bytes(people) - before;
    }

    private static long bytes(Measurement people) {
        return people.arrivals().stream().mapToLong(Arrivals::controlBytes).sum();
    }
}
