package lectern.commands;

import java.io.UncheckedIOException;
import java.util.List;
import lectern.settings.SettingsException;
import lectern.store.StoreException;

/** Runs one command: 0 when it did what was asked, 1 when it could not, 78 when it was written wrongly. */
public final class CommandMain {
    private CommandMain() {}

    public static void main(String[] args) {
        Outcome outcome;
        try {
            outcome = Commands.run(List.of(args));
        } catch (SettingsException | StoreException | UncheckedIOException mistake) {
            System.err.println(mistake.getMessage());
            System.exit(SettingsException.EXIT_CODE);
            return;
        }
        (outcome.good() ? System.out : System.err).println(outcome.text());
        System.exit(outcome.good() ? 0 : 1);
    }
}
