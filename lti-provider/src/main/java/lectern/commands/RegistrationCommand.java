package lectern.commands;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import lectern.admin.AuditEntry.Action;
import lectern.admin.AuditEntry.Actor;
import lectern.admin.AuditLog;
import lectern.admin.AuditLog.Subject;
import lectern.lti.Lti;
import lectern.lti.dynamic.DynamicRegistration;
import lectern.lti.dynamic.RegistrationRefused;
import lectern.lti.registration.Connection;
import lectern.lti.registration.Connections;
import lectern.lti.registration.HandMade;
import lectern.lti.registration.InviteCodes;
import lectern.lti.registration.Registered;
import lectern.lticonfig.Family;
import lectern.settings.Settings;
import lectern.settings.SettingsException;
import lectern.store.DataFolder;
import lectern.store.Database;

/** {@code registration list|add|approve|remove|update|enable|disable}. */
final class RegistrationCommand {
    private RegistrationCommand() {}

    static Outcome run(Words words) {
        return switch (words.word(1)) {
            case "list" -> {
                words.know(2);
                yield with(words, (connections, audit) -> list(connections));
            }
            case "add" -> add(words);
            case "approve" ->
                change(
                        words,
                        Action.REGISTRATION_APPROVED,
                        connections -> connections.approve(words.id(2)),
                        "may launch now");
            case "remove" ->
                change(
                        words,
                        Action.REGISTRATION_REMOVED,
                        connections -> connections.remove(words.id(2)),
                        "may launch no more; what it has stays until its own dates");
            case "enable" ->
                change(
                        words,
                        Action.DEPLOYMENT_ENABLED,
                        connections -> connections.deployment(words.id(2), Connection.PlaceState.ENABLED),
                        "may launch now");
            case "disable" ->
                change(
                        words,
                        Action.DEPLOYMENT_DISABLED,
                        connections -> connections.deployment(words.id(2), Connection.PlaceState.DISABLED),
                        "may launch no more");
            case "update" -> update(words);
            default -> throw Commands.unknown("registration " + words.word(1));
        };
    }

    /** Work on the registrations, with the trail of what was done. */
    @FunctionalInterface
    private interface Work {
        Outcome on(Connections connections, AuditLog audit);
    }

    private static Outcome with(Words words, Work work) {
        Clock clock = Clock.systemUTC();
        try (Database database = Database.open(DataFolder.open(words.settings().data()))) {
            return work.on(new Connections(database, clock), new AuditLog(database, clock));
        }
    }

    private static Outcome list(Connections connections) {
        List<Connection> all = connections.all();
        if (all.isEmpty()) {
            return Outcome.done(
                    "No LMS is connected. Give an LMS's admin the address …/lti/register, or use registration add.");
        }
        Table table = new Table().row("", "state", "school", "family", "issuer", "client id", "made by");
        for (Connection connection : all) {
            table.row(
                    String.valueOf(connection.id()),
                    word(connection.state()),
                    connection.name(),
                    connection.family(),
                    connection.iss(),
                    connection.clientId(),
                    madeBy(connection));
            for (Connection.Place place : connection.places()) {
                table.row("", "  " + place.id() + " " + word(place.state()), "  deployment " + place.deploymentId());
            }
        }
        return Outcome.done(table.text());
    }

    private static String word(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String madeBy(Connection connection) {
        return connection.origin().inSettings()
                ? "lectern.conf"
                : switch (connection.origin().source()) {
                    case MANUAL -> "hand";
                    case DYNAMIC -> "the LMS";
                    case PRACTICE -> "practice";
                };
    }

    private static Outcome change(
            Words words, Action action, Function<Connections, Connections.Change> work, String done) {
        words.know(3);
        long id = words.id(2);
        return with(words, (connections, audit) -> switch (work.apply(connections)) {
            case DONE -> {
                audit.add(Actor.COMMAND, action, subject(connections, action, id), "");
                yield Outcome.done(id + " " + done + ".");
            }
            case UNKNOWN -> Outcome.not("There is no number " + id + "; registration list shows them.");
            case IN_SETTINGS -> Outcome.not("lectern.conf names this one: change it there and start the server again.");
        });
    }

    private static Subject subject(Connections connections, Action action, long id) {
        boolean deployment = action == Action.DEPLOYMENT_ENABLED || action == Action.DEPLOYMENT_DISABLED;
        return deployment ? new Subject(connections.ofDeployment(id).orElse(null), id) : Subject.registration(id);
    }

    private static Outcome add(Words words) {
        words.know(
                2,
                "client-id",
                "name",
                "family",
                "deployment",
                "site",
                "iss",
                "auth-url",
                "jwks-url",
                "token-url",
                "token-audience");
        Settings.Registration values = values(words);
        String name = words.option("name").orElse("");
        return with(words, (connections, audit) -> {
            long id = connections.put(Registered.byHand(values, name), null);
            audit.add(
                    Actor.COMMAND,
                    Action.REGISTRATION_ADDED,
                    Subject.registration(id),
                    values.iss() + ", " + values.clientId());
            return Outcome.done("Connection " + id + " may launch now: " + values.iss() + ", client "
                    + values.clientId()
                    + (values.deployments().isEmpty() ? "" : ", deployment " + String.join(", ", values.deployments()))
                    + ".");
        });
    }

    /** What was said, and for the rest what the family or the site has where every one of it has it. */
    private static Settings.Registration values(Words words) {
        HandMade made = new HandMade(
                words.option("family").orElse(null),
                words.needed("client-id"),
                words.option("site").orElse(null),
                words.option("iss").orElse(null),
                words.option("auth-url").orElse(null),
                words.option("jwks-url").orElse(null),
                words.option("token-url").orElse(null),
                words.option("token-audience").orElse(null),
                words.all("deployment"));
        try {
            return made.complete();
        } catch (HandMade.Mistake mistake) {
            String option = mistake.field().name().toLowerCase(Locale.ROOT).replace('_', '-');
            throw new SettingsException("--" + option + " " + mistake.said() + ".");
        }
    }

    static String families() {
        return String.join(
                ", ", List.of(Family.values()).stream().map(Family::slug).toList());
    }

    private static Outcome update(Words words) {
        words.know(3);
        long id = words.id(2);
        Settings settings = words.settings();
        Clock clock = Clock.systemUTC();
        try (Database database = Database.open(DataFolder.open(settings.data()))) {
            DynamicRegistration registering = new DynamicRegistration(
                    Lti.http(settings),
                    new DynamicRegistration.Books(new Connections(database, clock), new InviteCodes(database, clock)),
                    Lti.tool(settings),
                    settings.lti().registering());
            AuditLog audit = new AuditLog(database, clock);
            Optional<Connection> updated = registering.update(id);
            updated.ifPresent(
                    connection -> audit.add(Actor.COMMAND, Action.REGISTRATION_UPDATED, Subject.registration(id), ""));
            return updated.map(connection -> Outcome.done(
                            connection.scopes().isEmpty()
                                    ? "The LMS grants no services."
                                    : "The LMS grants now: " + String.join(" ", connection.scopes())))
                    .orElseGet(() -> Outcome.not("Connection " + id
                            + " is unknown, or its LMS did not tell where to change it: register again."));
        } catch (RegistrationRefused refused) {
            String said = refused.words();
            return Outcome.not(refused.reason().sentence() + (said == null ? "" : "\n" + said));
        }
    }
}
