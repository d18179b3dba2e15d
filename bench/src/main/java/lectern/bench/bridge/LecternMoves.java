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
    /** Sound that one person receives at a time: all of a room of four. Everybody speaks, or nothing could be timed. */
    private static final int AUDIO_SLOTS = 3;

    /** All packets must be looked at only while somebody moves; in between a sample keeps the clients' core free. */
    private static final int SAMPLE = 4;

    private final Options options;
    private final Breakouts breakouts;

    LecternMoves(Options options, Breakouts breakouts) {
        this.options = options;
        this.breakouts = breakouts;
    }

    private Load everybody() {
        int all = breakouts.people();
        return new Load("moves", "", all, all, all, 90, 15, SAMPLE);
    }

    MoveTable.Moves run() throws IOException, InterruptedException {
        MoveTimes out = new MoveTimes();
        MoveTimes back = new MoveTimes();
        long bytesOut = 0;
        long bytesBack = 0;
        int turns = options.rounds() * TURNS_A_ROUND;
        try (LecternEngine engine = LecternEngine.start();
                Measurement people = new Measurement(engine)) {
            engine.audioSlots(AUDIO_SLOTS);
            people.fill(CLASS, everybody());
            people.warm(options.warmUp());
            for (int turn = 0; turn < turns; turn++) {
                List<List<Integer>> rooms = breakouts.split(turn);
                bytesOut += move(engine, people, rooms, breakouts.together(), out);
                Thread.sleep(2_000);
                bytesBack += move(engine, people, breakouts.together(), rooms, back);
                Thread.sleep(2_000);
            }
        }
        long students = (long) turns * breakouts.people();
        return new MoveTable.Moves(out, back, bytesOut / students, bytesBack / students);
    }

    /** The bytes that everybody was told. */
    private long move(
            LecternEngine engine, Measurement people, List<List<Integer>> to, List<List<Integer>> from, MoveTimes times)
            throws IOException, InterruptedException {
        List<Arrivals.Move> moves = new ArrayList<>();
        people.sample(1);
        long before = bytes(people);
        long at = System.nanoTime();
        for (int n = 1; n <= breakouts.people(); n++) {
            moves.add(people.arrivals().get(n - 1).moved(at, Breakouts.company(n, to), Breakouts.company(n, from)));
        }
        engine.rooms(CLASS, to);
        Measurement.reached(PATIENCE_MILLIS, () -> moves.stream().allMatch(Arrivals.Move::complete));
        people.sample(SAMPLE);
        times.add(moves);
        return bytes(people) - before;
    }

    private static long bytes(Measurement people) {
        return people.arrivals().stream().mapToLong(Arrivals::controlBytes).sum();
    }
}
