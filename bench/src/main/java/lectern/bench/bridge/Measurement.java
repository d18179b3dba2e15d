package lectern.bench.bridge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import lectern.bench.engine.Engine;
import lectern.bench.engine.Proc;
import lectern.bench.engine.Seat;
import lectern.bench.engine.Seated;
import lectern.bench.peer.PeerLoop;
import lectern.bench.peer.PeerStats;

/** People in rooms of one server, measured over a time. */
final class Measurement implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 20_000;
    /** Warming up goes on while the compiler takes more than this of a second. */
    private static final long QUIET_MILLIS = 50;

    private static final long ANSWER_SECONDS = 20;

    private final Engine engine;
    private final PeerLoop loop;
    private final Delays delays = new Delays();
    private final List<Arrivals> arrivals = new ArrayList<>();
    private final List<Room> rooms = new ArrayList<>();

    private record Room(List<Seat> seats, List<Seated> people) {}

    Measurement(Engine engine) throws IOException {
        this.engine = engine;
        loop = new PeerLoop("peers");
    }

    PeerLoop loop() {
        return loop;
    }

    List<Arrivals> arrivals() {
        return arrivals;
    }

    /** Fills one more room and waits until everybody is connected and media flows to all who have company. */
    void fill(String room, Load load) throws IOException, InterruptedException {
        int first = arrivals.size();
        List<Arrivals> receiving = new ArrayList<>();
        List<Seat> seats = load.seats(first, number -> {
            Arrivals arrival = new Arrivals(delays);
            arrivals.add(arrival);
            if (number - first > 1 || load.cameras() > 1 || load.microphones() > 1) {
                receiving.add(arrival);
            }
            return arrival;
        });
        rooms.add(new Room(seats, engine.seat(loop, room, seats, load.sampleOneIn())));
        await(
                "connections of all " + load.people(),
                PATIENCE_MILLIS,
                () -> arrivals.stream().allMatch(Arrivals::connected));
        await(
                "media for all " + load.people(),
                PATIENCE_MILLIS,
                () -> receiving.stream().allMatch(Arrivals::reached));
    }

    /** What is decrypted from now on: one in so many packets. */
    void sample(int oneIn) {
        rooms.forEach(room -> room.people.forEach(person -> person.peers().forEach(peer -> peer.sample(oneIn))));
    }

    /** Waits for the given time, and for at most three times as long until the server's compiler has gone quiet. */
    void warm(double seconds) throws IOException, InterruptedException {
        Thread.sleep((long) (seconds * 1_000));
        long until = System.nanoTime() + (long) (2 * seconds * 1e9);
        long before = threads().compiler();
        while (engine.pid() != 0 && System.nanoTime() < until) {
            Thread.sleep(1_000);
            long compiled = threads().compiler();
            if (compiled - before <= QUIET_MILLIS) {
                return;
            }
            before = compiled;
        }
    }

    /** Whose media is not timed from now on. */
    void ignore(int sender) {
        arrivals.forEach(arrival -> arrival.ignore(sender));
    }

    Sample over(double seconds) throws IOException, InterruptedException {
        delays.clear();
        long own = ProcessHandle.current().pid();
        Totals before = totals();
        long cpuBefore = serverMillis();
        Proc.Threads threadsBefore = threads();
        long ownBefore = Proc.cpuMillis(own);
        long began = System.nanoTime();
        arrivals.forEach(arrival -> arrival.measure(true));
        Thread.sleep((long) (seconds * 1_000));
        arrivals.forEach(arrival -> arrival.measure(false));
        double took = (System.nanoTime() - began) / 1e9;
        long cpu = serverMillis() - cpuBefore;
        Proc.Threads threads = threads();
        long ownCpu = Proc.cpuMillis(own) - ownBefore;
        Totals after = totals();
        long arrived = after.arrived - before.arrived;
        return new Sample(
                arrived / took,
                arrived / (double) Math.max(1, after.due - before.due),
                cpu * 1_000.0 / Math.max(1, arrived),
                (threads.media() - threadsBefore.media()) * 1_000.0 / Math.max(1, arrived),
                Math.max(0, threads.compiler() - threadsBefore.compiler()) / took / 1_000,
                Math.max(0, threads.collector() - threadsBefore.collector()) / took / 1_000,
                cpu / took / 1_000,
                ownCpu / took / 1_000,
                delays.quantile(0.5),
                delays.quantile(0.99),
                delays.quantile(0.999),
                Proc.loadAverage());
    }

    private Proc.Threads threads() throws IOException {
        return engine.pid() == 0 ? new Proc.Threads(0, 0, 0) : Proc.threads(engine.pid());
    }

    private long serverMillis() throws IOException {
        return engine.pid() == 0 ? 0 : Proc.cpuMillis(engine.pid());
    }

    /** What arrived, and what should have. */
    private record Totals(long arrived, long due) {}

    private Totals totals() throws IOException {
        long arrived = 0;
        long due = 0;
        for (Room room : rooms) {
            List<CompletableFuture<PeerStats>> asked = room.people.stream()
                    .flatMap(person -> person.peers().stream())
                    .map(peer -> peer.stats())
                    .toList();
            for (CompletableFuture<PeerStats> answer : asked) {
                PeerStats stats = answered(answer);
                due += (stats.sent() - stats.retransmitted()) * (room.seats.size() - 1);
                arrived += stats.slots().stream()
                        .mapToLong(slot -> slot.packets() - slot.repaired())
                        .sum();
            }
        }
        return new Totals(arrived, due);
    }

    private static PeerStats answered(CompletableFuture<PeerStats> answer) throws IOException {
        try {
            return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the clients do not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    static void await(String what, long millis, BooleanSupplier reached) throws IOException, InterruptedException {
        if (!reached(millis, reached)) {
            throw new IOException("no " + what + " within " + millis / 1000 + " s");
        }
    }

    static boolean reached(long millis, BooleanSupplier reached) throws InterruptedException {
        long until = System.nanoTime() + millis * 1_000_000;
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > until) {
                return false;
            }
            Thread.sleep(2);
        }
        return true;
    }

    @Override
    public void close() {
        loop.close();
    }
}
