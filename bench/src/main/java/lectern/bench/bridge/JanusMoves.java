package lectern.bench.bridge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lectern.bench.engine.JanusEngine;
import lectern.bench.engine.Seat;
import lectern.bench.engine.Seated;
import lectern.bench.peer.PeerLoop;
import lectern.bench.peer.Publishing;
import lectern.bench.peer.SyntheticPeer;

/** Moves as a VideoRoom has them: leave the room, join another, with new connections. */
final class JanusMoves {
    private static final long PATIENCE_MILLIS = 10_000;
    private static final Publishing PERSON = new Publishing(true, 30, 90, 0, 15, 0);

    private final Options options;
    private int nextRoom;
    private List<Seated> people = List.of();
    private List<String> rooms = List.of();

    JanusMoves(Options options) {
        this.options = options;
    }

    MoveTable.Moves run() throws IOException, InterruptedException {
        MoveTimes out = new MoveTimes();
        MoveTimes back = new MoveTimes();
        long bytesOut = 0;
        long bytesBack = 0;
        try (JanusEngine engine = JanusEngine.start(0);
                PeerLoop loop = new PeerLoop("peers")) {
            move(engine, loop, Breakouts.FULL.together(), new MoveTimes());
            Thread.sleep((long) (options.warmUp() * 1_000));
            for (int turn = 0; turn < options.rounds(); turn++) {
                bytesOut += move(engine, loop, Breakouts.FULL.split(turn), out);
                Thread.sleep(2_000);
                bytesBack += move(engine, loop, Breakouts.FULL.together(), back);
                Thread.sleep(2_000);
            }
        }
        long students = (long) options.rounds() * Breakouts.FULL.people();
        return new MoveTable.Moves(out, back, bytesOut / students, bytesBack / students);
    }

    private long move(JanusEngine engine, PeerLoop loop, List<List<Integer>> to, MoveTimes times)
            throws IOException, InterruptedException {
        List<Arrivals.Move> moves = new ArrayList<>();
        long before = engine.controlBytes();
        long at = System.nanoTime();
        for (Seated person : people) {
            person.peers().forEach(SyntheticPeer::close);
        }
        for (String room : rooms) {
            engine.clear(room);
        }
        List<Seated> seated = new ArrayList<>();
        List<String> opened = new ArrayList<>();
        // Rooms fill side by side, as thirty browsers would fill them.
        ExecutorService joining = Executors.newFixedThreadPool(to.size());
        try {
            List<Future<List<Seated>>> filling = new ArrayList<>();
            for (List<Integer> room : to) {
                String name = "room" + nextRoom++;
                opened.add(name);
                List<Seat> seats = new ArrayList<>();
                for (int person : room) {
                    Arrivals arrivals = new Arrivals(new Delays());
                    moves.add(arrivals.moved(at, Breakouts.company(person, to), Set.of()));
                    seats.add(new Seat(person, PERSON, arrivals));
                }
                filling.add(joining.submit(() -> engine.seat(loop, name, seats, 1)));
            }
            for (Future<List<Seated>> room : filling) {
                seated.addAll(room.get());
            }
        } catch (ExecutionException e) {
            throw new IOException(e);
        } finally {
            joining.shutdownNow();
        }
        people = seated;
        rooms = opened;
        Measurement.reached(PATIENCE_MILLIS, () -> moves.stream().allMatch(Arrivals.Move::complete));
        times.add(moves);
        return engine.controlBytes() - before;
    }
}
