package lectern;

import java.io.UncheckedIOException;
import java.time.Duration;
import lectern.bridge.conference.Rehearsal;
import lectern.settings.Settings;
import lectern.settings.SettingsException;
import lectern.store.StoreException;

/**
 * Starts Lectern. Ends with 0 when asked to (SIGTERM, Ctrl-C), and with 78 and a sentence when the operator has to change
 * something first.
 */
public final class Main {
    /** On one slow processor; on others it ends by itself after some seconds. */
    private static final Duration REHEARSAL = Duration.ofSeconds(20);

    private Main() {}

    public static void main(String[] args) {
        Server server;
        try {
            Arguments arguments = Arguments.parse(args);
            Settings settings = arguments.settings();
            server = Server.start(settings, arguments.practice());
        } catch (SettingsException | StoreException | UncheckedIOException mistake) {
            System.err.println(mistake.getMessage());
            System.exit(SettingsException.EXIT_CODE);
            return;
        }
        Thread stop = new Thread(
                () -> {
                    server.close();
                    // The JVM's own code for a signal is 128 + its number; an orderly end is no failure.
                    Runtime.getRuntime().halt(0);
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        Thread rehearsal = new Thread(() -> Rehearsal.run(REHEARSAL), "rehearsing");
        rehearsal.setDaemon(true);
        rehearsal.start();
        server.awaitRecorder();
        System.out.println("Lectern is listening on " + server.baseUrl());
        server.firstLink(onTerminal()).ifPresent(System.out::println);
    }

    /** Whether a person reads what is printed. Java says so by a console or none; from 22 on only if asked to. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean onTerminal() {
        System.setProperty("jdk.console", "java.base");
        return System.console() != null;
    }
}
