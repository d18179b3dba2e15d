package lectern.bench.bridge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import lectern.bench.engine.LecternEngine;
import lectern.bench.engine.Seat;
import lectern.bench.engine.ShapingRelay;
import lectern.bench.engine.ShapingRelay.Shape;
import lectern.bench.peer.PeerListener;
import lectern.bench.peer.PeerLoop;
import lectern.bench.peer.Publishing;
import lectern.bench.peer.RemoteSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Table 6: one student behind a bad network, another behind a good one, and how it ends when the network is well again. */
final class ImpairedTable implements Table {
    private static final Logger LOG = LoggerFactory.getLogger(ImpairedTable.class);
    private static final Publishing TEACHER = new Publishing(true, 30, 90, 0, 15, 0);
    private static final Publishing CAMERA = new Publishing(false, 127, 90, 0, 15, 0);
    private static final String ROOM = "impaired";
    private static final int CAMERAS = 3;
    private static final int STUDENT = 4;
    private static final int OTHER = 5;
    private static final long PATIENCE_MILLIS = 15_000;
    private static final long REPAIR_MILLIS = 500;
    private static final long RECOVERY_MILLIS = 5_000;
    private static final long SEED = 6;

    /** One network; {@code seconds} 0 takes those of the options. */
    private record Network(String words, Shape shape, double seconds) {}

    private static final List<Network> NETWORKS = List.of(
            new Network("good", Shape.GOOD, 0),
            new Network("1 % loss", new Shape(0.01, 0, 0), 0),
            new Network("5 % loss", new Shape(0.05, 0, 0), 0),
            new Network("10 % loss", new Shape(0.1, 0, 0), 0),
            new Network("20 % loss", new Shape(0.2, 0, 0), 0),
            new Network("100 ms jitter", new Shape(0, 100, 0), 0),
            new Network("5 % loss, 100 ms jitter", new Shape(0.05, 100, 0), 0),
            new Network("200 kbit/s", new Shape(0, 0, 200), 0),
            new Network("nothing for 3 s", new Shape(1, 0, 0), 3));

    @Override
    public int number() {
        return 6;
    }

    @Override
    public void write(Options options, Markdown out) throws IOException, InterruptedException {
        out.title("6. Bad networks");
        out.head(
                "network of one student",
                "freezes",
                "frozen s",
                "video missing after repair",
                "sound to conceal",
                "estimate / truth kbit/s, pictures paused",
                "well again after s",
                "freezes of another student");
        try (LecternEngine engine = LecternEngine.start();
                PeerLoop loop = new PeerLoop("peers");
                Scene scene = new Scene(engine, loop)) {
            Thread.sleep((long) (2 * options.warmUp() * 1_000));
            for (Network network : NETWORKS) {
                out.row(scene.play(options, network));
            }
        }
        out.note(
                "A teacher who speaks and three cameras at 180p and 90 kbit/s, about 330 kbit/s together; loss and jitter "
                        + "each way, in a relay of the benchmark's (" + Figures.text("seed %.0f", SEED)
                        + "), the rate towards the student only. A freeze is a gap of more than 217 ms between pictures that "
                        + "can be decoded. Well again: the last freeze or packet later than 150 ms after the network became good, "
                        + "seen for " + RECOVERY_MILLIS / 1_000
                        + " s. The clients send no forward error correction, and a "
                        + "browser conceals lost sound with Opus' own. The "
                        + "estimate is the bridge's when the bad network ends; where nothing limits the rate there is no truth.");
    }

    /** When the student's network was well again, and how often the other student's pictures stood still. */
    private record After(double recovered, int others) {}

    /** The class, the relay and the two who watch. */
    private static final class Scene implements AutoCloseable {
        private final LecternEngine engine;
        private final Pictures student = new Pictures(1);
        private final Pictures other = new Pictures(1);
        private final ShapingRelay relay;

        Scene(LecternEngine engine, PeerLoop loop) throws IOException, InterruptedException {
            this.engine = engine;
            LecternClass room = new LecternClass(engine, loop, ROOM, 1, OTHER);
            for (int n = 1; n <= CAMERAS; n++) {
                room.join(new Seat(n, n == 1 ? TEACHER : CAMERA, PeerListener.NONE));
            }
            AtomicReference<@Nullable ShapingRelay> made = new AtomicReference<>();
            room.join(new Seat(STUDENT, Publishing.NOTHING, student), session -> through(session, made));
            room.join(new Seat(OTHER, Publishing.NOTHING, other));
            ShapingRelay between = made.get();
            if (between == null) {
                throw new IOException("the relay was not made");
            }
            relay = between;
            Measurement.reached(PATIENCE_MILLIS, () -> well(student) && well(other));
        }

        private static boolean well(Pictures pictures) {
            long now = System.nanoTime();
            return Double.isFinite(pictures.recovered(now, now));
        }

        private static RemoteSession through(RemoteSession session, AtomicReference<@Nullable ShapingRelay> made) {
            try {
                ShapingRelay between = new ShapingRelay(session.address(), SEED);
                made.set(between);
                return session.behind(between.address());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String[] play(Options options, Network network) throws IOException, InterruptedException {
            student.begin(System.nanoTime());
            other.begin(System.nanoTime());
            relay.shape(network.shape);
            Thread.sleep((long) (1_000 * (network.seconds > 0 ? network.seconds : options.seconds())));
            LecternEngine.Line line = engine.line(ROOM, STUDENT);
            relay.shape(Shape.GOOD);
            long released = System.nanoTime();
            Thread.sleep(REPAIR_MILLIS);
            Pictures.Seen seen = student.seen(System.nanoTime());
            Thread.sleep(RECOVERY_MILLIS - REPAIR_MILLIS);
            double recovered = student.recovered(released, System.nanoTime());
            int others = other.seen(System.nanoTime()).freezes();
            LOG.atInfo()
                    .addKeyValue("network", network.words)
                    .addKeyValue("seen", seen)
                    .addKeyValue("recovered", recovered)
                    .log("measured");
            return cells(network, seen, estimate(network, line), new After(recovered, others));
        }

        private static String estimate(Network network, LecternEngine.Line line) {
            int truth = network.shape.kbps();
            return line.estimateKbps() + " / " + (truth == 0 ? "–" : Integer.toString(truth)) + ", " + line.paused();
        }

        private static String[] cells(Network network, Pictures.Seen seen, String estimate, After after) {
            boolean blackout = network.shape.loss() == 1;
            List<String> cells = new ArrayList<>();
            cells.add(network.words);
            cells.add(Integer.toString(seen.freezes()));
            cells.add(Figures.text("%.1f", seen.frozenSeconds()));
            cells.add(Figures.text("%.1f %%", 100 * seen.videoMissing()));
            cells.add(Figures.text("%.1f %%", 100 * seen.audioMissing()));
            cells.add(estimate);
            cells.add(
                    Double.isInfinite(after.recovered)
                            ? "not within " + RECOVERY_MILLIS / 1_000
                            : blackout
                                    ? Markdown.judged("%.1f", after.recovered, 2)
                                    : Figures.text("%.1f", after.recovered));
            cells.add(Markdown.judged("%.0f", after.others, 0));
            return cells.toArray(String[]::new);
        }

        @Override
        public void close() throws IOException {
            relay.close();
        }
    }
}
