package lectern.bench.bridge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import lectern.bench.engine.LecternEngine;
import lectern.bench.engine.Seat;
import lectern.bench.peer.PeerListener;
import lectern.bench.peer.PeerLoop;
import lectern.bench.peer.Publishing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Table 4: from asking to be let in to the first media, one after the other and as a school's bell has it. */
final class JoinTable implements Table {
    private static final Logger LOG = LoggerFactory.getLogger(JoinTable.class);
    private static final Publishing TEACHER = new Publishing(true, 30, 90, 0, 15, 0);
    private static final int CALM_JOINS = 28;
    private static final long PATIENCE_MILLIS = 15_000;
    private static final int RUSH_CLASSES = 10;
    private static final int RUSH_A_CLASS = 30;
    private static final int RUSH_MILLIS = 10_000;
    private static final int HANDS = 8;

    @Override
    public int number() {
        return 4;
    }

    @Override
    public void write(Options options, Markdown out) throws IOException, InterruptedException {
        out.title("4. Joining");
        out.head("joins", "first media p50 / p95 ms", "slowest ms", "failures");
        row(out, CALM_JOINS + " into one class, one after the other", calm(options));
        int rush = RUSH_CLASSES * RUSH_A_CLASS;
        row(out, rush + " into " + RUSH_CLASSES + " classes in 10 s", rush(options));
        out.note(
                "From asking the bridge for an offer, which a class does when its WebSocket is open, to the first packet "
                        + "of a teacher who speaks and shows a camera: signalling, ICE, DTLS with new keys, SRTP. Both halves of "
                        + "every handshake are worked out on this machine, the clients' on one core. A failure is nothing within "
                        + PATIENCE_MILLIS / 1_000 + " s, or a connection that broke. Aim: no failures.");
    }

    private static List<FirstMedia> calm(Options options) throws IOException, InterruptedException {
        try (LecternEngine engine = LecternEngine.start();
                PeerLoop loop = new PeerLoop("peers")) {
            LecternClass room = new LecternClass(engine, loop, "calm", 1, CALM_JOINS + 1);
            room.join(new Seat(1, TEACHER, PeerListener.NONE));
            Thread.sleep((long) (options.warmUp() * 1_000));
            List<FirstMedia> people = new ArrayList<>();
            for (int i = 0; i < CALM_JOINS; i++) {
                FirstMedia person = new FirstMedia();
                people.add(person);
                person.asked(System.nanoTime());
                room.join(new Seat(2 + i, Publishing.NOTHING, person));
                if (!Measurement.reached(PATIENCE_MILLIS, person::came)) {
                    break;
                }
            }
            return people;
        }
    }

    private static List<FirstMedia> rush(Options options) throws IOException, InterruptedException {
        try (LecternEngine engine = LecternEngine.start();
                PeerLoop loop = new PeerLoop("peers")) {
            List<LecternClass> rooms = new ArrayList<>();
            for (int r = 0; r < RUSH_CLASSES; r++) {
                int first = r * (RUSH_A_CLASS + 1) + 1;
                LecternClass room = new LecternClass(engine, loop, "rush" + r, first, RUSH_A_CLASS + 1);
                room.join(new Seat(first, TEACHER, PeerListener.NONE));
                rooms.add(room);
            }
            Thread.sleep((long) (options.warmUp() * 1_000));
            List<FirstMedia> people = new ArrayList<>();
            ExecutorService hands = Executors.newFixedThreadPool(HANDS);
            try {
                int all = RUSH_CLASSES * RUSH_A_CLASS;
                long began = System.nanoTime();
                for (int i = 0; i < all; i++) {
                    long due = began + (long) RUSH_MILLIS * 1_000_000 / all * i;
                    TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
                    FirstMedia person = new FirstMedia();
                    people.add(person);
                    LecternClass room = rooms.get(i % RUSH_CLASSES);
                    int number = i % RUSH_CLASSES * (RUSH_A_CLASS + 1) + 2 + i / RUSH_CLASSES;
                    person.asked(System.nanoTime());
                    hands.execute(() -> join(room, new Seat(number, Publishing.NOTHING, person)));
                }
                Measurement.reached(PATIENCE_MILLIS, () -> people.stream().allMatch(FirstMedia::came));
            } finally {
                hands.shutdownNow();
            }
            return people;
        }
    }

    private static void join(LecternClass room, Seat seat) {
        try {
            room.join(seat);
        } catch (IOException e) {
            LOG.atError().setCause(e).log("somebody was not let in");
        }
    }

    private static void row(Markdown out, String what, List<FirstMedia> people) {
        List<Double> times = people.stream().map(FirstMedia::millis).toList();
        long failures = people.stream().filter(FirstMedia::failed).count();
        out.row(
                what,
                MoveTable.pair(MoveTimes.part(times, 0.5), MoveTimes.part(times, 0.95), Double.POSITIVE_INFINITY),
                MoveTable.time(MoveTimes.part(times, 1)),
                failures + (failures > 0 ? " (misses 0)" : ""));
    }
}
