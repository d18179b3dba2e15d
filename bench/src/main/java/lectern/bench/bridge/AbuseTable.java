package lectern.bench.bridge;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import lectern.bench.engine.LecternEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Table 5: what others notice of somebody who means harm. */
final class AbuseTable implements Table {
    private static final Logger LOG = LoggerFactory.getLogger(AbuseTable.class);
    private static final Load HONEST = new Load("abuse", "", 10, 4, 3, 90, 15, 1);
    private static final String ROOM = "abuse";
    private static final int ROGUE = 11;
    private static final double AIM_RATIO = 2;
    private static final long SETTLE_MILLIS = 500;

    /**
     * One kind of harm.
     *
     * @param perSecond how often
     * @param bytes of one packet on the wire, for the baseline
     * @param one does it once
     */
    private record Abuse(String words, int perSecond, int bytes, Consumer<Rogue> one) {}

    private static final Abuse CAMERA = new Abuse("a member sends 20 Mbit/s of video", 2_180, 1_190, rogue -> {});
    private static final List<Abuse> FLOODS = List.of(
            new Abuse("STUN checks with a known name and a wrong key", 5_000, 120, Rogue::stun),
            new Abuse("ClientHellos from a member's address", 2_000, 240, Rogue::clientHello),
            new Abuse("a member's keyframe requests (PLI)", 2_000, 60, Rogue::keyframeRequest),
            new Abuse("a member's data messages of 1,000 bytes", 1_000, 1_100, Rogue::text));

    @Override
    public int number() {
        return 5;
    }

    @Override
    public void write(Options options, Markdown out) throws IOException, InterruptedException {
        out.title("5. Abuse");
        out.head(
                "abuse",
                "packets/s",
                "others' p99 ms, same flood to nobody",
                "others' p99 ms",
                "ratio",
                "server's core before / meanwhile",
                "clients' core");
        try (LecternEngine engine = LecternEngine.start();
                Measurement people = new Measurement(engine)) {
            engine.spareVideoSlots(1);
            people.fill(ROOM, HONEST);
            engine.rooms(ROOM, List.of(IntStream.rangeClosed(1, ROGUE).boxed().toList()));
            people.ignore(ROGUE);
            try (Rogue rogue = new Rogue(engine, people.loop(), ROOM, ROGUE)) {
                people.warm(options.warmUp());
                Sample base = during(options, people, CAMERA, nowhere(rogue, CAMERA));
                rogue.send(true);
                row(out, CAMERA, base, during(options, people, CAMERA, () -> {}));
                rogue.send(false);
                for (Abuse abuse : FLOODS) {
                    Sample before = during(options, people, abuse, nowhere(rogue, abuse));
                    row(out, abuse, before, during(options, people, abuse, () -> abuse.one.accept(rogue)));
                }
            }
        }
        out.note(
                "Ten people, three speak and four show a camera; the eleventh is the rogue. The others' delays, without "
                        + "the rogue's media, against the same number of packets of the same size to a socket that nobody reads. "
                        + "Aim: a ratio of at most 2.");
    }

    private static Runnable nowhere(Rogue rogue, Abuse abuse) {
        byte[] bytes = new byte[abuse.bytes];
        return () -> rogue.nowhere(bytes);
    }

    private static Sample during(Options options, Measurement people, Abuse abuse, Runnable one)
            throws IOException, InterruptedException {
        try (Flood flood = new Flood(abuse.perSecond, one)) {
            Thread.sleep(SETTLE_MILLIS);
            Sample sample = people.over(options.seconds());
            LOG.atInfo()
                    .addKeyValue("abuse", abuse.words)
                    .addKeyValue("done", flood.done())
                    .addKeyValue("sample", sample)
                    .log("measured");
            return sample;
        }
    }

    private static void row(Markdown out, Abuse abuse, Sample before, Sample meanwhile) {
        out.row(
                abuse.words,
                Figures.text("%,.0f", (double) abuse.perSecond),
                Figures.text("%.2f", before.p99()),
                Figures.text("%.2f", meanwhile.p99()),
                Markdown.judged("%.1f", meanwhile.p99() / Math.max(0.001, before.p99()), AIM_RATIO),
                Figures.text("%.0f %% / ", 100 * before.serverCore())
                        + Figures.text("%.0f %%", 100 * meanwhile.serverCore()),
                Figures.text("%.0f %%", 100 * meanwhile.generatorCore())
                        + (meanwhile.generatorIsTheLimit() ? " (the limit)" : ""));
    }
}
