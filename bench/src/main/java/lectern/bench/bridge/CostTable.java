package lectern.bench.bridge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import lectern.bench.engine.Engine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Table 1: what a forwarded packet costs and how long it takes, engine beside engine. */
final class CostTable implements Table {
    private static final Logger LOG = LoggerFactory.getLogger(CostTable.class);
    private static final double AIM_JANUS = 0.45;
    private static final double AIM_JVB = 0.2;
    private static final double AIM_FLOOR = 1.6;
    private static final double AIM_P99_MILLIS = 1;

    @Override
    public int number() {
        return 1;
    }

    @Override
    public void write(Options options, Markdown out) throws IOException, InterruptedException {
        out.title("1. Cost of a forwarded packet");
        List<String> notes = new ArrayList<>();
        out.head(
                "load",
                "server",
                "packets/s",
                "arrived",
                "µs/packet",
                "of it the media loop",
                "compiler / GC",
                "core",
                "p50 ms",
                "p99 ms",
                "p99.9 ms",
                "clients' core",
                "load average");
        for (Load load : options.chosenLoads()) {
            Map<Engines, Figures> figures = measure(options, load);
            figures.forEach((engine, its) -> row(out, load, engine, its));
            notes.add(ratios(load, figures));
        }
        out.note("Ratios of the medians of the same run; aims: at most " + AIM_JANUS + " of Janus at its best, "
                + AIM_JVB + " of the Videobridge, " + AIM_FLOOR
                + " of the floor, p99 of at most 1 ms up to half a core."
                + " Delays are from made to received and have the clients' own queue in them, as the floor's show.");
        out.blank();
        notes.forEach(note -> out.note("- " + note));
    }

    private static Map<Engines, Figures> measure(Options options, Load load) throws IOException, InterruptedException {
        List<Engines> engines = Engines.of(options);
        Map<Engines, List<Sample>> samples = new EnumMap<>(Engines.class);
        for (int round = 0; round < options.rounds(); round++) {
            for (int i = 0; i < engines.size(); i++) {
                Engines engine = engines.get((i + round) % engines.size());
                Sample sample = once(options, load, engine);
                LOG.atInfo()
                        .addKeyValue("load", load.name())
                        .addKeyValue("server", engine.words)
                        .addKeyValue("sample", sample)
                        .log("measured");
                samples.computeIfAbsent(engine, each -> new ArrayList<>()).add(sample);
            }
        }
        Map<Engines, Figures> figures = new EnumMap<>(Engines.class);
        samples.forEach((engine, its) -> figures.put(engine, new Figures(its)));
        return figures;
    }

    private static Sample once(Options options, Load load, Engines kind) throws IOException, InterruptedException {
        try (Engine engine = kind.start(options);
                Measurement measurement = new Measurement(engine)) {
            measurement.fill("room", load);
            measurement.warm(options.warmUp());
            return measurement.over(options.seconds());
        }
    }

    private static void row(Markdown out, Load load, Engines engine, Figures figures) {
        boolean late = engine == Engines.LECTERN
                && figures.median(Sample::serverCore) <= 0.5
                && figures.median(Sample::p99) > AIM_P99_MILLIS;
        out.row(
                load.words(),
                engine.words,
                Figures.text("%,.0f", figures.median(Sample::forwarded)),
                Figures.text("%.2f %%", 100 * figures.median(Sample::delivered)),
                figures.range("%.1f", Sample::microsPerPacket),
                figures.median(Sample::loopMicrosPerPacket) > 0
                        ? figures.range("%.1f", Sample::loopMicrosPerPacket)
                        : "–",
                Figures.text("%.0f", 100 * figures.median(Sample::compilerCore))
                        + Figures.text(" / %.0f %% of a core", 100 * figures.median(Sample::collectorCore)),
                Figures.text("%.0f %%", 100 * figures.median(Sample::serverCore)),
                figures.range("%.2f", Sample::p50),
                figures.range("%.1f", Sample::p99) + (late ? " (misses 1 ms)" : ""),
                figures.range("%.1f", Sample::p999),
                Figures.text("%.0f %%", 100 * figures.median(Sample::generatorCore))
                        + (figures.samples().stream().anyMatch(Sample::generatorIsTheLimit) ? " (the limit)" : ""),
                figures.range("%.1f", Sample::load));
    }

    private static String ratios(Load load, Map<Engines, Figures> figures) {
        Figures own = figures.get(Engines.LECTERN);
        if (own == null) {
            return load.words() + ": Lectern was not measured";
        }
        double cost = own.median(Sample::microsPerPacket);
        List<String> parts = new ArrayList<>();
        double janus = Math.min(cost(figures, Engines.JANUS), cost(figures, Engines.JANUS_LOOPS));
        part(parts, "Janus at its best", cost / janus, AIM_JANUS);
        part(parts, "the Videobridge", cost / cost(figures, Engines.JVB), AIM_JVB);
        part(parts, "the floor", cost / cost(figures, Engines.FLOOR), AIM_FLOOR);
        return load.words() + ": " + (parts.isEmpty() ? "nothing to compare with" : String.join(", ", parts));
    }

    /** Infinite for what was not measured. */
    private static double cost(Map<Engines, Figures> figures, Engines engine) {
        Figures its = figures.get(engine);
        return its == null || its.median(Sample::microsPerPacket) <= 0
                ? Double.POSITIVE_INFINITY
                : its.median(Sample::microsPerPacket);
    }

    private static void part(List<String> parts, String whose, double ratio, double aim) {
        if (ratio > 0) {
            parts.add(Figures.text("%.2f", ratio) + " of " + whose + (ratio > aim ? " (misses " + aim + ")" : ""));
        }
    }
}
