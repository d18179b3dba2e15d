package lectern.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import lectern.bench.BridgeServer.Counters;
import lectern.bench.peer.PeerLoop;
import lectern.bench.peer.Publishing;
import lectern.bench.peer.SyntheticPeer;

/**
 * One class of thirty: the cost of the full grid, and how long a move takes from the command to the first sound and
 * picture, for all thirty.
 */
final class ClassBenchmark {
    private static final int PEOPLE = 30;
    private static final int ROOMS = 8;
    private static final int MOVES = 5;
    private static final int AUDIO_SLOTS = 6;
    private static final long WARM_UP_MILLIS = 20_000;
    private static final long MEASURED_MILLIS = 30_000;
    private static final long PATIENCE_MILLIS = 60_000;
    private static final long MOVE_PATIENCE_MILLIS = 10_000;
    private static final String CLASS = "class";
    /** A camera of 360p and 180p at 15 frames a second and an open microphone. */
    private static final Publishing EVERYBODY = new Publishing(true, 30, 90, 210, 15, 0);

    private final PrintStream out;
    private final Delays delays = new Delays();
    private final List<Arrivals> arrivals = new ArrayList<>();

    ClassBenchmark(PrintStream out) {
        this.out = out;
    }

    void run() throws IOException, InterruptedException {
        Pinning.pinThisProcess();
        try (BridgeServer server = BridgeServer.start();
                PeerLoop loop = new PeerLoop("peers")) {
            server.open(CLASS);
            join(server, loop);
            server.rooms(CLASS, List.of(everybody()));
            Thread.sleep(WARM_UP_MILLIS);
            grid(server);
            moves(server);
        }
    }

    private void join(BridgeServer server, PeerLoop loop) throws IOException, InterruptedException {
        InetSocketAddress local = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        for (int n = 1; n <= PEOPLE; n++) {
            Arrivals arrival = new Arrivals(delays);
            arrivals.add(arrival);
            SyntheticPeer peer = loop.peer(n, local, EVERYBODY, arrival);
            String answer = peer.answer(server.join(CLASS, name(n), AUDIO_SLOTS, PEOPLE - 1))
                    .join();
            server.answer(CLASS, name(n), answer);
        }
        await("thirty connections", PATIENCE_MILLIS, () -> arrivals.stream().allMatch(Arrivals::connected));
    }

    private void grid(BridgeServer server) throws IOException, InterruptedException {
        Counters before = server.counters(CLASS);
        long cpuBefore = server.cpuMillis();
        long began = System.nanoTime();
        arrivals.forEach(a -> a.measure(true));
        Thread.sleep(MEASURED_MILLIS);
        arrivals.forEach(a -> a.measure(false));
        double seconds = (System.nanoTime() - began) / 1e9;
        long cpu = server.cpuMillis() - cpuBefore;
        Counters after = server.counters(CLASS);
        long forwarded = after.forwarded() - before.forwarded();
        out.println("| one class of 30, full grid | |");
        out.println("|---|---|");
        row("packets in, per second", "%.0f", (after.received() - before.received()) / seconds);
        row("packets forwarded, per second", "%.0f", forwarded / seconds);
        row("processor time of the bridge's process", "%.1f %% of a core", cpu / seconds / 10);
        row("processor time per forwarded packet", "%.2f µs", cpu * 1_000.0 / Math.max(1, forwarded));
        row("delay made to received, p50", "%.2f ms", delays.quantile(0.5));
        row("p99", "%.2f ms", delays.quantile(0.99));
        row("p99.9", "%.2f ms", delays.quantile(0.999));
        row(
                "retransmitted, of forwarded",
                "%.3f %%",
                (after.retransmitted() - before.retransmitted()) * 100.0 / forwarded);
        row("resident memory of the bridge's process", "%.0f MiB", server.residentKib() / 1024.0);
        out.println();
    }

    private void moves(BridgeServer server) throws IOException, InterruptedException {
        MoveTimes out30 = new MoveTimes();
        MoveTimes back = new MoveTimes();
        for (int i = 0; i < MOVES; i++) {
            out30.add(move(server, split(i), List.of(everybody())));
            Thread.sleep(3_000);
            back.add(move(server, List.of(everybody()), split(i)));
            Thread.sleep(5_000);
        }
        out.println("| 30 people, " + ROOMS + " rooms, " + MOVES + " times | start breakouts | bring everyone back |");
        out.println("|---|---|---|");
        out30.print(out, back);
        out.println();
    }

    /** Puts the table in force and waits for everybody's sound and pictures. */
    private List<Arrivals.Move> move(BridgeServer server, List<List<String>> to, List<List<String>> from)
            throws IOException, InterruptedException {
        List<Arrivals.Move> moves = new ArrayList<>();
        long at = System.nanoTime();
        for (int n = 1; n <= PEOPLE; n++) {
            moves.add(arrivals.get(n - 1).moved(at, company(n, to), company(n, from)));
        }
        server.rooms(CLASS, to);
        awaitQuietly(MOVE_PATIENCE_MILLIS, () -> moves.stream().allMatch(Arrivals.Move::complete));
        return moves;
    }

    private static Set<Integer> company(int n, List<List<String>> rooms) {
        Set<Integer> others = new HashSet<>();
        for (List<String> room : rooms) {
            if (room.contains(name(n))) {
                room.forEach(person -> others.add(Integer.parseInt(person.substring(1))));
            }
        }
        others.remove(n);
        return others;
    }

    /** Eight rooms of three or four, other people together each time. */
    private static List<List<String>> split(int turn) {
        List<List<String>> rooms = new ArrayList<>();
        for (int r = 0; r < ROOMS; r++) {
            rooms.add(new ArrayList<>());
        }
        for (int n = 1; n <= PEOPLE; n++) {
            rooms.get((n * (2 * turn + 1) + n / ROOMS * turn) % ROOMS).add(name(n));
        }
        rooms.removeIf(List::isEmpty);
        return rooms;
    }

    private static List<String> everybody() {
        List<String> names = new ArrayList<>();
        for (int n = 1; n <= PEOPLE; n++) {
            names.add(name(n));
        }
        return names;
    }

    private static String name(int n) {
        return "p" + n;
    }

    private void row(String what, String format, double figure) {
        out.println("| " + what + " | " + String.format(Locale.ROOT, format, figure) + " |");
    }

    private static void await(String what, long millis, java.util.function.BooleanSupplier reached)
            throws IOException, InterruptedException {
        if (!awaitQuietly(millis, reached)) {
            throw new IOException("no " + what + " within " + millis / 1000 + " s");
        }
    }

    private static boolean awaitQuietly(long millis, java.util.function.BooleanSupplier reached)
            throws InterruptedException {
        long until = System.nanoTime() + millis * 1_000_000;
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > until) {
                return false;
            }
            Thread.sleep(2);
        }
        return true;
    }

    /** Times of many moves of thirty people. */
    private static final class MoveTimes {
        private final Delays audio = new Delays();
        private final Delays video = new Delays();
        private final List<Long> all = new ArrayList<>();
        private int missing;

        void add(List<Arrivals.Move> moves) {
            for (Arrivals.Move move : moves) {
                if (!move.complete()) {
                    missing++;
                    continue;
                }
                audio.add(move.firstAudioNanos());
                video.add(move.firstVideoNanos());
                all.add(move.allVideoNanos());
            }
        }

        void print(PrintStream out, MoveTimes other) {
            line(out, "first sound, p50", audio.quantile(0.5), other.audio.quantile(0.5));
            line(out, "p95", audio.quantile(0.95), other.audio.quantile(0.95));
            line(out, "first picture, p50", video.quantile(0.5), other.video.quantile(0.5));
            line(out, "p95", video.quantile(0.95), other.video.quantile(0.95));
            line(out, "all pictures of the room, p50", part(all, 0.5), part(other.all, 0.5));
            line(out, "p95", part(all, 0.95), part(other.all, 0.95));
            line(out, "slowest person", part(all, 1), part(other.all, 1));
            out.println("| not complete within 10 s | " + missing + " | " + other.missing + " |");
        }

        private static double part(List<Long> times, double part) {
            List<Long> sorted = times.stream().sorted().toList();
            return sorted.isEmpty()
                    ? Double.NaN
                    : sorted.get((int) Math.max(0, Math.ceil(part * sorted.size()) - 1)) / 1e6;
        }

        private static void line(PrintStream out, String what, double one, double two) {
            out.println(String.format(Locale.ROOT, "| %s | %.0f ms | %.0f ms |", what, one, two));
        }
    }
}
