package lectern.commands;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import lectern.lti.Lti;
import lectern.lti.dynamic.DynamicRegistration;
import lectern.lti.dynamic.RegistrationRefused;
import lectern.lti.registration.Connection;
import lectern.lti.registration.Connections;
import lectern.lti.registration.InviteCodes;
import lectern.lti.registration.Registered;
import lectern.lticonfig.Family;
import lectern.settings.Settings;
import lectern.settings.SettingsException;
import lectern.store.DataFolder;
import lectern.store.Database;
import org.jspecify.annotations.Nullable;

/** {@code registration list|add|approve|remove|update|enable|disable}. */
final class RegistrationCommand {
    private RegistrationCommand() {}

    static Outcome run(Words words) {
        return switch (words.word(1)) {
            case "list" -> {
                words.know(2);
                yield with(words, RegistrationCommand::list);
            }
            case "add" -> add(words);
            case "approve" -> change(words, connections -> connections.approve(words.id(2)), "may launch now");
            case "remove" ->
                change(
                        words,
                        connections -> connections.remove(words.id(2)),
                        "may launch no more; what it has stays until its own dates");
            case "enable" ->
                change(
                        words,
                        connections -> connections.deployment(words.id(2), Connection.PlaceState.ENABLED),
                        "may launch now");
            case "disable" ->
                change(
                        words,
                        connections -> connections.deployment(words.id(2), Connection.PlaceState.DISABLED),
                        "may launch no more");
            case "update" -> update(words);
            default -> throw Commands.unknown("registration " + words.word(1));
        };
    }

    private static Outcome with(Words words, Function<Connections, Outcome> work) {
        try (Database database = Database.open(DataFolder.open(words.settings().data()))) {
            return work.apply(new Connections(database, Clock.systemUTC()));
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

    private static Outcome change(Words words, Function<Connections, Connections.Change> work, String done) {
        words.know(3);
        long id = words.id(2);
        return with(words, connections -> switch (work.apply(connections)) {
            case DONE -> Outcome.done(id + " " + done + ".");
            case UNKNOWN -> Outcome.not("There is no number " + id + "; registration list shows them.");
            case IN_SETTINGS -> Outcome.not("lectern.conf names this one: change it there and start the server again.");
        });
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
        return with(words, connections -> {
            long id = connections.put(Registered.byHand(values, name), null);
            return Outcome.done("Connection " + id + " may launch now: " + values.iss() + ", client "
                    + values.clientId()
                    + (values.deployments().isEmpty() ? "" : ", deployment " + String.join(", ", values.deployments()))
                    + ".");
        });
    }

    /** What was said, and for the rest what the family or the site has where every one of it has it. */
    private static Settings.Registration values(Words words) {
        String client = words.needed("client-id");
        Family family = words.option("family")
                .map(slug -> Family.bySlug(slug)
                        .orElseThrow(() -> new SettingsException("--family must be one of " + families() + ".")))
                .orElse(Family.GENERIC);
        Known known = known(words, family, client);
        String iss =
                words.option("iss").or(() -> Optional.ofNullable(known.iss)).orElseThrow(() -> missing("iss"));
        if (iss.length() > 255 || client.length() > 255) {
            throw new SettingsException("Issuer and client id have at most 255 characters.");
        }
        return new Settings.Registration(
                iss,
                client,
                needed(words, "auth-url", known.auth),
                needed(words, "jwks-url", known.jwks),
                words.option("token-url").isPresent() ? words.address("token-url") : known.token,
                words.option("token-audience").orElse(known.audience),
                family.slug(),
                words.all("deployment"));
    }

    private record Known(
            @Nullable String iss,
            @Nullable URI auth,
            @Nullable URI jwks,
            @Nullable URI token,
            @Nullable String audience) {}

    private static Known known(Words words, Family family, String client) {
        Optional<Family.Cloud> cloud = family.cloud(client);
        if (words.option("site").isPresent()) {
            if (family != Family.MOODLE) {
                throw new SettingsException(
                        "--site goes with --family moodle; give the four addresses of another LMS.");
            }
            String site = String.valueOf(words.address("site")).replaceAll("/+$", "");
            return new Known(
                    site,
                    URI.create(site + "/mod/lti/auth.php"),
                    URI.create(site + "/mod/lti/certs.php"),
                    URI.create(site + "/mod/lti/token.php"),
                    null);
        }
        // Another issuer is a server of the school's own, where the shared addresses are wrong.
        boolean shared = cloud.isPresent()
                && words.option("iss").map(cloud.get().iss()::equals).orElse(true);
        return shared
                ? new Known(
                        cloud.get().iss(),
                        cloud.get().authUrl(),
                        cloud.get().jwksUrl(),
                        cloud.get().tokenUrl(),
                        cloud.get().audience())
                : new Known(null, null, null, null, null);
    }

    private static URI needed(Words words, String name, @Nullable URI otherwise) {
        URI given = words.address(name);
        if (given == null && otherwise == null) {
            throw missing(name);
        }
        return given == null ? java.util.Objects.requireNonNull(otherwise) : given;
    }

    private static SettingsException missing(String name) {
        return new SettingsException(
                "--" + name + " is missing. Only hosted Canvas, Blackboard and Schoology, and Moodle "
                        + "with --site, have known addresses.");
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
            return registering
                    .update(id)
                    .map(connection -> Outcome.done(
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
