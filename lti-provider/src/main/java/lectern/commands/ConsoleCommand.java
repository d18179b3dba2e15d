package lectern.commands;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import lectern.account.AdminAccess;
import lectern.account.Tokens;
import lectern.admin.AuditEntry.Action;
import lectern.admin.AuditEntry.Actor;
import lectern.admin.AuditLog;
import lectern.admin.FirstLink;
import lectern.settings.Settings;
import lectern.settings.SettingsException;
import lectern.store.DataFolder;
import lectern.store.Database;

/** {@code console link}. */
final class ConsoleCommand {
    private static final int LONGEST = 60;

    private ConsoleCommand() {}

    static Outcome run(Words words) {
        if (!words.word(1).equals("link")) {
            throw Commands.unknown("console " + words.word(1));
        }
        words.know(2, "minutes", "base-url");
        int minutes = words.number("minutes", 15);
        if (minutes < 1 || minutes > LONGEST) {
            throw new SettingsException("--minutes must be 1 to " + LONGEST + ".");
        }
        Settings settings = words.settings();
        URI given = words.address("base-url");
        Clock clock = Clock.systemUTC();
        try (Database database = Database.open(DataFolder.open(settings.data()))) {
            String secret = new AdminAccess(database, clock, new Tokens()).link(Duration.ofMinutes(minutes));
            new AuditLog(database, clock)
                    .add(Actor.COMMAND, Action.CONSOLE_LINK, AuditLog.Subject.NONE, minutes + " minutes");
            return Outcome.done(FirstLink.url(given == null ? settings.baseUrl() : given, secret)
                    + "\nWhoever opens this first runs the server in the console. It works once, for " + minutes
                    + (minutes == 1 ? " minute." : " minutes."));
        }
    }
}
