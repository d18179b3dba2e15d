package lectern.practice;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.List;

/** Starts the practice LMS. */
public final class PracticeMain {

    /** A mistake in the settings (sysexits.h EX_CONFIG). */
    private static final int EX_CONFIG = 78;

    private PracticeMain() {}

    public static void main(String[] arguments) throws IOException {
        try {
            Settings settings = Settings.of(List.of(arguments));
            requireFree(settings);
            PracticeLms.start(settings, Clock.systemUTC());
            System.out.println("Practice LMS is listening on " + settings.issuer());
        } catch (Settings.Mistake mistake) {
            refuse(mistake.sentence());
        } catch (BindException taken) {
            refuse("The port is in use already: stop what listens there, or choose another with --port.");
        }
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
