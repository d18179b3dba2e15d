package lectern.bench.bridge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import lectern.bench.engine.LecternEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Table 5: what others notice of somebody who means harm. The same flood goes to a second server on the same processor
 * in turn, so that what the clients and the machine take for it is in both figures.
 */
final class AbuseTable implements Table {
    private static final Logger LOG = LoggerFactory.getLogger(AbuseTable.class);
    private static final Load HONEST = new Load("abuse", "", 10, 4, 3, 90, 15, 1);
    private static final String ROOM = "abuse";
    private static final String ELSEWHERE = "elsewhere";
    private static final int ROGUE = 11;
    private static final double AIM_RATIO = 2;
    private static final long SETTLE_MILLIS = 500;

    /**
     * One kind of harm.
     *
     * @param perSecond how often
     * @param one does it once
     * @param camera whether it is its camera that does it
     */
    private record Abuse(String words, int perSecond, Consumer<Rogue> one, boolean camera) {
        Abuse(String words, int perSecond, Consumer<Rogue> one) {
            this(words, perSecond, one, false);
        }
    }

    private static final List<Abuse> FLOODS = List.of(
            new Abuse("a member sends 20 Mbit/s of video", 2_180, rogue -> {}, true),
            new Abuse("STUN checks with a known name and a wrong key", 5_000, Rogue::stun),
            new Abuse("ClientHellos from a member's address", 2_000, Rogue::clientHello),
            new Abuse("a member's keyframe requests (PLI)", 2_000, Rogue::keyframeRequest),
            new Abuse("a member's data messages of 1,000 bytes", 1_000, Rogue::text));

    /** What was measured of one flood, a sample for each round. */
    private record Rounds(List<Sample> quiet, List<Sample> elsewhere, List<Sample> here) {
        Rounds() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

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
                "others' p99 ms, no flood",
                "flood at another server",
                "flood at theirs",
                "ratio of the last two",
                "server's core before / meanwhile",
                "clients' core");
        try (LecternEngine engine = LecternEngine.start();
                LecternEngine other = LecternEngine.start();
                Measurement people = new Measurement(engine)) {
            engine.spareVideoSlots(1);
            people.fill(ROOM, HONEST);
            engine.rooms(ROOM, List.of(IntStream.rangeClosed(1, ROGUE).boxed().toList()));
            people.ignore(ROGUE);
            other.open(ELSEWHERE);
            try (Rogue twin = new Rogue(other, people.loop(), ELSEWHERE, ROGUE);
                    Rogue rogue = new Rogue(engine, people.loop(), ROOM, ROGUE)) {
                people.warm(options.warmUp());
                for (Abuse abuse : FLOODS) {
                    Rounds rounds = new Rounds();
                    for (int round = 0; round < options.rounds(); round++) {
                        rounds.quiet.add(people.over(options.seconds()));
                        rounds.elsewhere.add(during(options, people, abuse, twin));
                        rounds.here.add(during(options, people, abuse, rogue));
                    }
                    row(out, abuse, rounds);
                }
            }
        }
        out.note(
                "Ten people, three speak and four show a camera; the eleventh is the rogue. The others' delays, without "
                        + "the rogue's media, medians of the rounds. The other server runs on the same processor and has the "
                        + "rogue's twin alone in a class. Aim: a ratio of at most 2.");
    }

    private static Sample during(Options options, Measurement people, Abuse abuse, Rogue rogue)
            throws IOException, InterruptedException {
        rogue.send(abuse.camera);
        try (Flood flood = new Flood(abuse.perSecond, () -> abuse.one.accept(rogue))) {
            Thread.sleep(SETTLE_MILLIS);
            Sample sample = people.over(options.seconds());
            LOG.atInfo()
                    .addKeyValue("abuse", abuse.words)
                    .addKeyValue("done", flood.done())
                    .addKeyValue("sample", sample)
                    .log("measured");
            return sample;
        } finally {
            rogue.send(false);
        }
    }

    private static void row(Markdown out, Abuse abuse, Rounds rounds) {
        Figures quiet = new Figures(rounds.quiet);
        Figures here = new Figures(rounds.here);
        double elsewhere = new Figures(rounds.elsewhere).median(Sample::p99);
        double p99 = here.median(Sample::p99);
        out.row(
                abuse.words,
                Figures.text("%,.0f", (double) abuse.perSecond),
                Figures.text("%.2f", quiet.median(Sample::p99)),
                Figures.text("%.2f", elsewhere),
                Figures.text("%.2f", p99),
                Markdown.judged("%.1f", p99 / Math.max(0.001, elsewhere), AIM_RATIO),
                Figures.text("%.0f %% / ", 100 * quiet.median(Sample::serverCore))
                        + Figures.text("%.0f %%", 100 * here.median(Sample::serverCore)),
                Figures.text("%.0f %%", 100 * here.median(Sample::generatorCore))
                        + (rounds.here.stream().anyMatch(Sample::generatorIsTheLimit) ? " (the limit)" : ""));
    }
}
