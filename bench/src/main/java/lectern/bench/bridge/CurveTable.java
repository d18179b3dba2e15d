package lectern.bench.bridge;

import java.io.IOException;
import lectern.bench.engine.LecternEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Table 2: what more and more classes cost, and how many full ones a core carries. */
final class CurveTable implements Table {
    private static final Logger LOG = LoggerFactory.getLogger(CurveTable.class);
    private static final int[] CLASSES = {1, 2, 4, 8, 16};
    /** About 1,000 packets a second to receivers, so that sixteen classes fit the clients' core. */
    private static final Load SMALL_CLASS = new Load("curve", "", 8, 3, 2, 90, 15, 4);

    private static final double AIM_MEMORY_MIB = 1;
    private static final double AIM_PAUSE_MILLIS = 5;
    private static final double AIM_P99_MILLIS = 5;
    private static final int MOST_GRIDS = 8;
    private static final int AIM_GRIDS = 6;
    private static final double ENOUGH = 0.99;
    private static final double MIB = 1 << 20;

    /** What the server said between two points of the curve. */
    private record Point(
            int classes, Sample cost, double heapMib, double bytesPerPacket, LecternEngine.Gauges pauses) {}

    @Override
    public int number() {
        return 2;
    }

    @Override
    public void write(Options options, Markdown out) throws IOException, InterruptedException {
        out.title("2. Cost curve");
        out.head(
                "classes of 8",
                "packets/s",
                "µs/packet",
                "of it the media loop",
                "p99 ms",
                "heap per participant",
                "longest GC pause",
                "longest stall of the loop",
                "bytes allocated per packet",
                "clients' core");
        try (LecternEngine engine = LecternEngine.start();
                Measurement people = new Measurement(engine)) {
            long empty = engine.gauges().liveBytes();
            int open = 0;
            for (int classes : CLASSES) {
                for (; open < classes; open++) {
                    people.fill(name(open), SMALL_CLASS);
                }
                people.warm(options.warmUp());
                Point point = point(options, engine, people, classes, empty);
                LOG.atInfo().addKeyValue("point", point).log("measured");
                row(out, point);
            }
        }
        out.note(
                "Two speak and three show a camera at 180p in each class; one process, one media loop. The heap is what "
                        + "is left after a collection, less that of the empty server. Pauses and stalls are those of half as long "
                        + "again, with a task every 20 ms that sees how long it waits. Aims: at most "
                        + Figures.text("%.0f MiB, pauses and stalls of ", AIM_MEMORY_MIB)
                        + Figures.text("%.0f ms, 0 bytes.", AIM_PAUSE_MILLIS));
        out.note(grids(options));
    }

    private static String name(int number) {
        return "class" + number;
    }

    /** Allocation and cost first, for the task that looks for stalls allocates and costs too. */
    private static Point point(Options options, LecternEngine engine, Measurement people, int classes, long empty)
            throws IOException, InterruptedException {
        LecternEngine.Gauges before = engine.gauges();
        long forwarded = forwarded(engine, classes);
        Sample cost = people.over(options.seconds());
        forwarded = forwarded(engine, classes) - forwarded;
        LecternEngine.Gauges after = engine.gauges();
        engine.watch(name(0));
        Thread.sleep((long) (options.seconds() * 500));
        LecternEngine.Gauges pauses = engine.gauges();
        return new Point(
                classes,
                cost,
                (after.liveBytes() - empty) / MIB / (classes * SMALL_CLASS.people()),
                (after.allocatedBytes() - before.allocatedBytes()) / (double) Math.max(1, forwarded),
                pauses);
    }

    private static long forwarded(LecternEngine engine, int classes) throws IOException {
        long sum = 0;
        for (int i = 0; i < classes; i++) {
            sum += engine.counters(name(i)).forwarded();
        }
        return sum;
    }

    private static void row(Markdown out, Point point) {
        double pause = point.pauses.longestPauseMicros() / 1_000.0;
        double stall = point.pauses.longestStallMicros() / 1_000.0;
        out.row(
                Integer.toString(point.classes),
                Figures.text("%,.0f", point.cost.forwarded()),
                Figures.text("%.1f", point.cost.microsPerPacket()),
                Figures.text("%.1f", point.cost.loopMicrosPerPacket()),
                Figures.text("%.1f", point.cost.p99()),
                Markdown.judged("%.2f MiB", point.heapMib, AIM_MEMORY_MIB),
                Markdown.judged("%.0f ms", pause, AIM_PAUSE_MILLIS),
                Markdown.judged("%.1f ms", stall, AIM_PAUSE_MILLIS),
                Markdown.judged("%.1f", point.bytesPerPacket, 0.05),
                Figures.text("%.0f %%", 100 * point.cost.generatorCore())
                        + (point.cost.generatorIsTheLimit() ? " (the limit)" : ""));
    }

    /** Class after class of thirty who all see each other, until delays or losses say that it is one too many. */
    private static String grids(Options options) throws IOException, InterruptedException {
        int carried = 0;
        String last = "";
        try (LecternEngine engine = LecternEngine.start();
                Measurement people = new Measurement(engine)) {
            while (carried < MOST_GRIDS) {
                try {
                    people.fill("grid" + carried, Load.CLASS);
                } catch (IOException e) {
                    last = "the next did not come up: " + e.getMessage();
                    break;
                }
                people.warm(options.warmUp());
                Sample sample = people.over(options.seconds());
                LOG.atInfo()
                        .addKeyValue("grids", carried + 1)
                        .addKeyValue("sample", sample)
                        .log("measured");
                last = described(carried + 1, sample);
                if (sample.p99() > AIM_P99_MILLIS || sample.delivered() < ENOUGH) {
                    break;
                }
                carried++;
            }
        }
        return "Full grids of thirty (three speak, thirty cameras at 180p) on one core with p99 of at most "
                + Figures.text("%.0f ms: ", AIM_P99_MILLIS) + carried + (carried < AIM_GRIDS ? " (misses 6)" : "")
                + "; "
                + last + ".";
    }

    private static String described(int grids, Sample sample) {
        return grids
                + (grids == 1 ? " has" : " have")
                + Figures.text(" p99 of %.1f ms", sample.p99())
                + Figures.text(", %.1f %% of packets arrived", 100 * sample.delivered())
                + Figures.text(", the server takes %.0f %% of its core", 100 * sample.serverCore())
                + Figures.text(", the clients %.0f %% of theirs", 100 * sample.generatorCore())
                + (sample.generatorIsTheLimit() ? ", so the clients are the limit" : "");
    }
}
