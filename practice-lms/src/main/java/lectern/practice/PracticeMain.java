package lectern.practice;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import lectern.practice.bench.Bench;

/** Starts the practice LMS. */
public final class PracticeMain {

    /** A mistake in the settings (sysexits.h EX_CONFIG). */
    private static final int EX_CONFIG = 78;

    private PracticeMain() {}

    public static void main(String[] arguments) throws IOException {
        try {
            Settings settings = Settings.of(List.of(arguments));
            requireFree(settings);
            PracticeLms lms = PracticeLms.start(settings, Clock.systemUTC());
            System.out.println("Practice LMS is listening on " + settings.issuer());
            if (settings.report() != null) {
                report(lms, settings.report());
            }
        } catch (Settings.Mistake mistake) {
            refuse(mistake.sentence());
        } catch (BindException taken) {
            refuse("The port is in use already: stop what listens there, or choose another with --port.");
        }
    }

    /** Plays the bench, writes what came of it, and ends: with 1 when the tool did something unexpected. */
    private static void report(PracticeLms lms, Path file) throws IOException {
        List<Bench.Result> results = lms.bench();
        Files.writeString(file, Bench.table(results));
        long good = results.stream().filter(Bench.Result::passed).count();
        System.out.println(good + " of " + results.size() + " as expected; the table is in " + file);
        lms.close();
        System.exit(good == results.size() ? 0 : 1);
    }

    /** Asked first, because the web server would wrap the plain fact in a page of its own words. */
    private static void requireFree(Settings settings) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(settings.host(), settings.port()));
        }
    }

    private static void refuse(String sentence) {
        System.err.println(sentence);
        System.exit(EX_CONFIG);
    }
}
