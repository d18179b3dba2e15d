package lectern.commands;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import lectern.admin.AuditEntry.Action;
import lectern.admin.AuditEntry.Actor;
import lectern.admin.AuditLog;
import lectern.lti.registration.InviteCodes;
import lectern.settings.Settings;
import lectern.settings.SettingsException;
import lectern.store.DataFolder;
import lectern.store.Database;

/** {@code invite create|list|revoke}. */
final class InviteCommand {
    private InviteCommand() {}

    static Outcome run(Words words) {
        return switch (words.word(1)) {
            case "create" -> create(words);
            case "list" -> {
                words.know(2);
                yield with(words, (codes, audit) -> list(codes));
            }
            case "revoke" -> {
                words.know(3);
                long id = words.id(2);
                yield with(words, (codes, audit) -> {
                    if (!codes.revoke(id)) {
                        return Outcome.not("There is no code " + id + " that still opens anything.");
                    }
                    audit.add(Actor.COMMAND, Action.INVITE_REVOKED, AuditLog.Subject.NONE, "#" + id);
                    return Outcome.done("Code " + id + " opens nothing any more.");
                });
            }
            default -> throw Commands.unknown("invite " + words.word(1));
        };
    }

    /** Work on the codes, with the trail of what was done. */
    @FunctionalInterface
    private interface Work {
        Outcome on(InviteCodes codes, AuditLog audit);
    }

    private static Outcome with(Words words, Work work) {
        Settings settings = words.settings();
        Clock clock = Clock.systemUTC();
        try (Database database = Database.open(DataFolder.open(settings.data()))) {
            return work.on(new InviteCodes(database, clock), new AuditLog(database, clock));
        }
    }

    private static Outcome create(Words words) {
        words.know(2, "label", "days", "uses");
        int days = words.number("days", 14);
        int uses = words.number("uses", 1);
        String base = words.settings().baseUrl().toString();
        String label = words.option("label").orElse("");
        return with(words, (codes, audit) -> {
            try {
                String code = codes.create(label, Duration.ofDays(days), uses);
                audit.add(
                        Actor.COMMAND,
                        Action.INVITE_MADE,
                        AuditLog.Subject.NONE,
                        label + " (" + days + " days, " + uses + (uses == 1 ? " connection)" : " connections)"));
                return Outcome.done(
                        code + "\nIt is shown this once, and good for " + days + (days == 1 ? " day" : " days")
                                + " and " + uses + (uses == 1 ? " connection" : " connections")
                                + ". Give it to the LMS's admin with the address " + base + "/lti/register");
            } catch (IllegalArgumentException mistake) {
                throw new SettingsException(String.valueOf(mistake.getMessage()));
            }
        });
    }

    private static Outcome list(InviteCodes codes) {
        if (codes.list().isEmpty()) {
            return Outcome.done("There are no invite codes; invite create makes one.");
        }
        Table table = new Table().row("", "state", "for", "uses left", "until");
        for (InviteCodes.Invite invite : codes.list()) {
            table.row(
                    String.valueOf(invite.id()),
                    invite.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    invite.label(),
                    String.valueOf(invite.left()),
                    invite.expiresAt().toString());
        }
        return Outcome.done(table.text());
    }
}
