package lectern.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValueFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From text to {@link Settings}: parse, refuse unknown keys, read each known one. */
final class SettingsReader {
    private static final Set<String> REGISTRATION_KEYS =
            Set.of("iss", "client-id", "auth-url", "jwks-url", "token-url", "token-audience", "family", "deployments");

    private SettingsReader() {}

    static Settings read(@Nullable Path file, Map<String, String> overrides) {
        Config unresolved = unresolvedReference();
        Config reference = unresolved.resolve();
        List<String> mistakes = new ArrayList<>();
        Config own = own(file, overrides);
        Set<String> known = keys(reference);
        for (String key : keys(own)) {
            if (!known.contains(key)) {
                mistakes.add(NearestKey.sentence(key, known));
            }
        }
        Config whole;
        try {
            whole = own.withFallback(unresolved).resolve(ConfigResolveOptions.defaults());
        } catch (ConfigException e) {
            mistakes.add(problem(file, e));
            throw new SettingsException(mistakes);
        }
        Settings settings = settings(new Keys("", whole, reference, mistakes));
        if (!mistakes.isEmpty()) {
            throw new SettingsException(mistakes);
        }
        return settings;
    }

    static Config reference() {
        return unresolvedReference().resolve();
    }

    /** Its values may name others, which then follow the operator's. */
    private static Config unresolvedReference() {
        return ConfigFactory.parseResources(SettingsReader.class.getClassLoader(), "reference.conf");
    }

    /** The keys that are asked for; a test holds them against {@code reference.conf}. */
    static Set<String> keysRead() {
        Config reference = reference();
        Keys keys = new Keys("", reference, reference, new ArrayList<>());
        settings(keys);
        return keys.asked();
    }

    private static Config own(@Nullable Path file, Map<String, String> overrides) {
        Config own = ConfigFactory.empty();
        if (file != null) {
            if (!Files.isReadable(file)) {
                throw new SettingsException("The settings file " + file + " cannot be read.");
            }
            try {
                own = ConfigFactory.parseFile(
                        file.toFile(), ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF));
            } catch (ConfigException e) {
                throw new SettingsException(problem(file, e));
            }
        }
        for (Map.Entry<String, String> entry : overrides.entrySet()) {
            own = own.withValue(entry.getKey(), ConfigValueFactory.fromAnyRef(entry.getValue(), "the command line"));
        }
        return own;
    }

    private static String problem(@Nullable Path file, ConfigException e) {
        String where = file == null ? "The settings" : "The settings file " + file;
        return where + " cannot be understood: "
                + String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    }

    /** Every key with a value, in dotted form; a list counts as one value. */
    static Set<String> keys(Config config) {
        return leaves("", config.root()).collect(Collectors.toSet());
    }

    private static Stream<String> leaves(String prefix, ConfigObject object) {
        return object.entrySet().stream().flatMap(entry -> {
            String key = prefix + entry.getKey();
            return entry.getValue() instanceof ConfigObject inner && !inner.isEmpty()
                    ? leaves(key + ".", inner)
                    : Stream.of(key);
        });
    }

    private static Settings settings(Keys keys) {
        URI baseUrl = keys.origin("lectern.base-url");
        Path data = Path.of(keys.text("lectern.data"));
        String socket = keys.text("lectern.recorder.socket");
        return new Settings(
                baseUrl,
                http(keys, baseUrl),
                data,
                media(keys),
                new Settings.Classes(
                        keys.number("lectern.class.max-people", 2, 500),
                        keys.flag("lectern.class.record"),
                        keys.number("lectern.class.retention-days", 1, 3650),
                        keys.choice("lectern.class.video", Settings.Classes.Video.class),
                        keys.flag("lectern.class.redundant-audio"),
                        keys.duration(
                                "lectern.class.end-without-host-after", Duration.ofSeconds(1), Duration.ofHours(12))),
                new Settings.Recorder(
                        keys.choice("lectern.recorder.mode", Settings.Recorder.Mode.class),
                        socket.isEmpty() ? data.resolve("recorder.sock") : Path.of(socket),
                        keys.matching("lectern.recorder.heap", "[1-9][0-9]{0,6}[kmg]", "a size such as \"256m\"")),
                new Settings.Lti(
                        keys.choice("lectern.lti.new-deployments", Settings.Lti.NewDeployments.class),
                        keys.flag("lectern.lti.private-addresses"),
                        keys.choice("lectern.lti.dynamic-registration", Settings.Lti.Registering.class),
                        keys.matching("lectern.lti.tool-name", "(?=.*\\S).{1,60}", "1 to 60 characters"),
                        keys.text("lectern.lti.contact"),
                        keys.number("lectern.lti.key-days", 0, 3650)),
                keys.objects("lectern.registrations", REGISTRATION_KEYS).stream()
                        .map(SettingsReader::registration)
                        .toList());
    }

    private static Settings.Http http(Keys keys, URI baseUrl) {
        Settings.Tls tls = tls(keys);
        if (tls != null && !baseUrl.getScheme().equals("https")) {
            keys.mistake("lectern.base-url must begin with https when lectern.http.tls is set, not " + baseUrl + ".");
        }
        return new Settings.Http(
                keys.text("lectern.http.host"),
                keys.number("lectern.http.port", 0, 65535),
                tls,
                keys.ranges("lectern.http.trusted-proxies"));
    }

    private static Settings.@Nullable Tls tls(Keys keys) {
        String certificate = keys.text("lectern.http.tls.certificate");
        String key = keys.text("lectern.http.tls.key");
        if (certificate.isEmpty() != key.isEmpty()) {
            keys.mistake("lectern.http.tls.certificate and lectern.http.tls.key go together; write both or none.");
        }
        return certificate.isEmpty() || key.isEmpty() ? null : new Settings.Tls(Path.of(certificate), Path.of(key));
    }

    private static Settings.Media media(Keys keys) {
        return new Settings.Media(
                new Settings.Reach(
                        keys.texts("lectern.media.bind"),
                        keys.texts("lectern.media.advertised"),
                        keys.number("lectern.media.port", 0, 65535),
                        keys.duration(
                                "lectern.media.connect-warning-after", Duration.ofSeconds(2), Duration.ofMinutes(2)),
                        tcp(keys),
                        new Settings.Turn(
                                keys.texts("lectern.media.turn.uris"),
                                keys.secret("lectern.media.turn.secret"),
                                keys.duration(
                                        "lectern.media.turn.lifetime", Duration.ofMinutes(1), Duration.ofHours(1)))),
                keys.number("lectern.media.loops", 0, 64),
                keys.number("lectern.media.max-camera-kbps", 50, 10_000),
                keys.number("lectern.media.max-screen-kbps", 100, 20_000));
    }

    private static Settings.Tcp tcp(Keys keys) {
        return new Settings.Tcp(
                keys.flag("lectern.media.tcp.enabled"),
                keys.number("lectern.media.tcp.port", 0, 65535),
                keys.texts("lectern.media.tcp.advertised-ports"),
                keys.number("lectern.media.tcp.max-connections", 1, 10_000),
                keys.number("lectern.media.tcp.max-connections-per-address", 1, 10_000));
    }

    private static Settings.Registration registration(Keys keys) {
        return new Settings.Registration(
                keys.text("iss"),
                keys.text("client-id"),
                keys.url("auth-url"),
                keys.url("jwks-url"),
                keys.has("token-url") ? keys.url("token-url") : null,
                keys.has("token-audience") ? keys.text("token-audience") : null,
                keys.has("family") ? keys.text("family") : "generic",
                keys.has("deployments") ? keys.texts("deployments") : List.of());
    }
}
