package lectern.commands;

import java.time.Clock;
import lectern.admin.AuditEntry.Action;
import lectern.admin.AuditEntry.Actor;
import lectern.admin.AuditLog;
import lectern.lti.keys.ToolKey;
import lectern.lti.keys.ToolKeys;
import lectern.store.DataFolder;
import lectern.store.Database;

/** {@code keys list|rotate}. */
final class KeysCommand {
    private KeysCommand() {}

    static Outcome run(Words words) {
        boolean now = words.flag("now");
        switch (words.word(1)) {
            case "list" -> {
                words.know(2);
                if (now) {
                    throw Commands.unknown("keys list --now");
                }
            }
            case "rotate" -> words.know(2);
            default -> throw Commands.unknown("keys " + words.word(1));
        }
        Clock clock = Clock.systemUTC();
        DataFolder folder = DataFolder.open(words.settings().data());
        try (Database database = Database.open(folder)) {
            ToolKeys keys = ToolKeys.open(folder, database, clock);
            return words.word(1).equals("list") ? list(keys, clock) : rotate(keys, new AuditLog(database, clock), now);
        }
    }

    private static Outcome list(ToolKeys keys, Clock clock) {
        String signing = keys.signing().kid();
        Table table = new Table().row("key", "", "signs from", "published until");
        for (ToolKey key : keys.all()) {
            boolean next = key.signsFrom().isAfter(clock.instant());
            table.row(
                    key.kid(),
                    key.kid().equals(signing) ? "signs" : next ? "next" : "kept",
                    key.signsFrom().toString(),
                    key.publishedUntil() == null ? "" : key.publishedUntil().toString());
        }
        return Outcome.done(table.text());
    }

    private static Outcome rotate(ToolKeys keys, AuditLog audit, boolean now) {
        if (!now && keys.next().isPresent()) {
            return Outcome.not("The next key is on its way already; keys list shows it.");
        }
        ToolKey made = now ? keys.replaceNow() : keys.rotate();
        audit.add(
                Actor.COMMAND,
                Action.KEYS_ROTATED,
                AuditLog.Subject.NONE,
                made.kid() + (now ? ", at once; the others are taken back" : ", signs from " + made.signsFrom()));
        return Outcome.done(
                now
                        ? "The key " + made.kid() + " signs from now on, and all others are taken back. LMSs that keep "
                                + "our key set refuse course lists and grades until they fetch it again."
                        : "The key " + made.kid() + " is published now and signs from " + made.signsFrom()
                                + " on. The one before stays published for a week after that.");
    }
}
