package lectern.bench.launches;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import lectern.bench.bridge.Markdown;
import lectern.bench.bridge.WrittenTable;
import lectern.bench.engine.Proc;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Launches: how many at once, a school's bell, what they leave in memory, and a large course. */
public final class LaunchBench {
    private static final Logger LOG = LoggerFactory.getLogger(LaunchBench.class);
    private static final int WARM_UP_BROWSERS = 8;
    private static final int MEMORY_BROWSERS = 8;
    private static final double MIB = 1024 * 1024;

    private final LaunchOptions options;
    private final String machine;
    private final String command;
    /** People of earlier tables never come again. */
    private int people;

    /**
     * @param machine in words
     * @param command that started this, for who wants to do it again
     */
    public LaunchBench(LaunchOptions options, String machine, String command) {
        this.options = options;
        this.machine = machine;
        this.command = command;
    }

    private interface Part {
        void write(Ground ground, Markdown text) throws IOException, InterruptedException;
    }

    /** Server, LMS and browsers of one table. */
    private record Ground(LecternServer server, SyntheticPlatform platform, Browsers browsers) {}

    /** Each table has a server of its own. */
    public void run(PrintStream out) throws IOException, InterruptedException {
        List<Part> parts = List.of(this::speeds, this::bell, this::memory, this::roster);
        List<WrittenTable> written = new ArrayList<>();
        for (int table = 1; table <= parts.size(); table++) {
            if (!options.tables().contains(table)) {
                continue;
            }
            LOG.atInfo().addKeyValue("table", table).log("measuring");
            Markdown text = new Markdown();
            people = 0;
            double load = Proc.loadAverage();
            try (SyntheticPlatform platform = SyntheticPlatform.start(options.students());
                    LecternServer server = LecternServer.start(platform.iss())) {
                parts.get(table - 1).write(new Ground(server, platform, new Browsers(platform, server.base())), text);
            }
            text.note(String.format(Locale.ROOT, "`%s` on %s. Load average before: %.1f.", command, machine, load));
            out.println(text);
            written.add(new WrittenTable("launches " + table, text.toString()));
        }
        if (options.write() != null) {
            WrittenTable.replace(options.write(), written);
        }
    }

    private List<Visit> visits(int count) {
        int first = people;
        people += count;
        return IntStream.range(first, people)
                .mapToObj(person -> Visit.of(person, SyntheticPlatform.ROOMS))
                .toList();
    }

    /** The login of each, unmeasured, and its token. */
    private static List<Browsers.Ready> ready(Ground ground, List<Visit> visits) throws InterruptedException {
        Browsers browsers = ground.browsers();
        return Crowd.each(WARM_UP_BROWSERS, visits, visit -> browsers.sign(visit, browsers.login(visit)))
                .done();
    }

    private static Crowd.Result<Boolean> launches(Ground ground, int browsers, List<Browsers.Ready> ready)
            throws InterruptedException {
        return Crowd.each(browsers, ready, one -> {
            ground.browsers().launch(one);
            return true;
        });
    }

    private void warmUp(Ground ground) throws IOException, InterruptedException {
        List<Visit> visits = visits(Math.max(options.warmUp(), SyntheticPlatform.ROOMS));
        if (launches(ground, WARM_UP_BROWSERS, ready(ground, visits)).done().isEmpty()) {
            throw new IOException("no launch succeeded");
        }
    }

    private void speeds(Ground ground, Markdown text) throws IOException, InterruptedException {
        warmUp(ground);
        int keySets = ground.platform().keySets();
        text.title("1. Launches at once");
        text.head(
                "browsers at once",
                "login initiations/s",
                "p50 / p99 ms",
                "launch POSTs/s",
                "p50 / p95 / p99 ms",
                "server's core",
                "failures");
        for (int browsers : options.browsers()) {
            List<Visit> visits = visits(options.launches());
            Crowd.Result<Browsers.Begun> logins = Crowd.each(browsers, visits, ground.browsers()::login);
            List<Browsers.Ready> ready = new ArrayList<>();
            for (int i = 0; i < logins.done().size(); i++) {
                ready.add(ground.browsers().sign(visits.get(i), logins.done().get(i)));
            }
            long cpu = Proc.cpuMillis(ground.server().pid());
            Crowd.Result<Boolean> launches = launches(ground, browsers, ready);
            double core = (Proc.cpuMillis(ground.server().pid()) - cpu)
                    * 1e6
                    / launches.times().whole();
            text.row(
                    Integer.toString(browsers),
                    number("%.0f", logins.times().perSecond()),
                    logins.times().parts(0.5, 0.99),
                    number("%.0f", launches.times().perSecond()),
                    launches.times().parts(0.5, 0.95, 0.99),
                    number("%.0f %%", core * 100),
                    Integer.toString(logins.failures() + launches.failures()));
        }
        text.note(String.format(
                Locale.ROOT,
                "%,d launches of as many people in each row, into %d classes with one teacher each, after %,d others. A "
                        + "launch POST is everything from the form to the last byte of the lobby: the login's state taken "
                        + "once, the browser's cookie, RS256 (2048 bits) with the LMS's key in the cache (%d key sets "
                        + "fetched meanwhile), all checks, deployment, course, person, class and membership stored, lobby "
                        + "token, page, launch log. The login initiation is measured before, the LMS's signature not at "
                        + "all. The server has one core, the browsers the other; connections are kept.",
                options.launches(),
                SyntheticPlatform.ROOMS,
                options.warmUp(),
                ground.platform().keySets() - keySets));
    }

    private void bell(Ground ground, Markdown text) throws IOException, InterruptedException {
        warmUp(ground);
        Bell bell = Bell.ring(ground.browsers(), visits(Bell.LAUNCHES));
        text.title("2. A school's bell");
        text.head("launches", "login to lobby p50 / p95 / p99 ms", "of it the launch POST", "slowest ms", "failures");
        text.row(
                Bell.LAUNCHES + " in 10 s",
                bell.whole().parts(0.5, 0.95, 0.99),
                bell.posts().parts(0.5, 0.95, 0.99),
                bell.whole().parts(1),
                bell.failures() + (bell.failures() > 0 ? " (misses 0)" : ""));
        text.note("One every 33 ms whatever the others do, from the moment it is due: login initiation, the LMS's "
                + "signature and the launch POST. Aim: no failures.");
    }

    private void memory(Ground ground, Markdown text) throws IOException, InterruptedException {
        LecternServer server = ground.server();
        text.title("3. Memory");
        text.head("after", "live heap MiB", "process MiB", "database MiB", "failures");
        memoryRow(text, server, "the start", 0);
        int failures = 0;
        int left = options.people();
        while (left > 0) {
            int now = Math.min(left, 1_000);
            left -= now;
            List<Browsers.Ready> ready = ready(ground, visits(now));
            failures += now - launches(ground, MEMORY_BROWSERS, ready).done().size();
        }
        memoryRow(text, server, number("%,.0f launches", options.people()), failures);
        text.note(String.format(
                Locale.ROOT,
                "Each launch of another person, into %d classes. The heap is what a full collection leaves, the process's "
                        + "memory its proportional set size with the heap's free space (at most 768 MiB), as ZGC maps its "
                        + "heap three times. Nothing of a person who only launched stays in memory: logins, people, courses "
                        + "and lobby tokens are rows of the database.",
                SyntheticPlatform.ROOMS));
    }

    private void roster(Ground ground, Markdown text) throws IOException, InterruptedException {
        new RosterTable(ground.server(), ground.platform(), ground.browsers(), options.students()).write(text);
    }

    private static void memoryRow(Markdown text, LecternServer server, String after, int failures)
            throws IOException, InterruptedException {
        long heap = server.liveHeap();
        text.row(
                after,
                number("%.1f", heap / MIB),
                number("%.0f", server.memoryKib() / 1024.0),
                number("%.1f", server.databaseBytes() / MIB),
                Integer.toString(failures));
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
