package lectern;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lectern.settings.Settings;
import lectern.settings.SettingsException;
import org.jspecify.annotations.Nullable;

/**
 * The command line: {@code [--config FILE] [--data DIR] [--port N] [--practice URL]}.
 *
 * @param overrides settings by full key
 * @param practice the practice LMS on this computer, already as a registration
 */
record Arguments(@Nullable Path config, Map<String, String> overrides, Settings.@Nullable Registration practice) {
    private static final URI DEFAULT_BASE = URI.create("http://localhost:8080");

    static Arguments parse(String... args) {
        Path config = null;
        Settings.Registration practice = null;
        Map<String, String> overrides = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            String name = args[i];
            if (!List.of("--config", "--data", "--port", "--practice").contains(name)) {
                throw new SettingsException("There is no option " + name
                        + "; the options are --config FILE, --data DIR, --port N and --practice URL.");
            }
            if (i + 1 >= args.length || args[i + 1].isBlank()) {
                throw new SettingsException(name + " needs a value.");
            }
            String value = args[i + 1];
            switch (name) {
                case "--config" -> config = Path.of(value);
                case "--data" -> overrides.put("lectern.data", value);
                case "--port" -> overrides.put("lectern.http.port", port(value));
                default -> practice = practice(value);
            }
        }
        return new Arguments(config, overrides, practice);
    }

    private static String port(String value) {
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > 65_535) {
            throw new SettingsException("--port must be a number from 1 to 65535, not " + value + ".");
        }
        return value;
    }

    /** The practice LMS's own addresses (it is its own issuer). */
    private static Settings.Registration practice(String url) {
        String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        if (!base.matches("http://(127\\.0\\.0\\.1|localhost)(:[0-9]{1,5})?")) {
            throw new SettingsException(
                    "--practice must be an address on this computer such as http://127.0.0.1:9090.");
        }
        return new Settings.Registration(
                base,
                "lectern-practice",
                URI.create(base + "/auth"),
                URI.create(base + "/.well-known/jwks.json"),
                URI.create(base + "/token"),
                null,
                "generic",
                List.of("practice-1"));
    }

    /** Where nobody said what browsers call this server, the port on the command line says it. */
    Settings settings() {
        Settings settings = Settings.load(config, overrides);
        String port = overrides.get("lectern.http.port");
        if (port == null || !settings.baseUrl().equals(DEFAULT_BASE)) {
            return settings;
        }
        Map<String, String> all = new HashMap<>(overrides);
        all.put("lectern.base-url", "http://localhost:" + port);
        return Settings.load(config, all);
    }
}
