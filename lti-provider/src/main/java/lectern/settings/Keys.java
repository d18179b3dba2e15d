package lectern.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads values one by one. A bad value adds a sentence to the mistakes and gives the default, so that one start tells
 * the operator everything that is wrong.
 */
final class Keys {
    private final String prefix;
    private final Config config;
    private final Config defaults;
    private final List<String> mistakes;
    private final Set<String> asked = new HashSet<>();

    Keys(String prefix, Config config, Config defaults, List<String> mistakes) {
        this.prefix = prefix;
        this.config = config;
        this.defaults = defaults;
        this.mistakes = mistakes;
    }

    /** The keys asked for so far. */
    Set<String> asked() {
        return asked;
    }

    boolean has(String key) {
        return config.hasPath(key);
    }

    String text(String key) {
        return value(key, "a text", "", from -> from.getString(key));
    }

    /** A text that no message may repeat. */
    String secret(String key) {
        asked.add(key);
        try {
            return config.getString(key);
        } catch (ConfigException e) {
            mistakes.add(prefix + key + " is no text; write one in quotes.");
            return "";
        }
    }

    String matching(String key, String pattern, String want) {
        return value(key, want, "", from -> {
            String text = from.getString(key);
            return text.matches(pattern) ? text : null;
        });
    }

    int number(String key, int least, int most) {
        return value(key, "a whole number from " + least + " to " + most, least, from -> {
            int number = from.getInt(key);
            return number >= least && number <= most ? number : null;
        });
    }

    boolean flag(String key) {
        return value(key, "true or false", false, from -> from.getBoolean(key));
    }

    Duration duration(String key, Duration least, Duration most) {
        String want = "a duration from " + least.toSeconds() + " seconds to " + most.toHours() + " hours, such as "
                + "\"15 minutes\"";
        return value(key, want, least, from -> {
            Duration duration = from.getDuration(key);
            return duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0 ? duration : null;
        });
    }

    List<String> texts(String key) {
        return value(key, "a list of texts such as [\"one\", \"two\"]", List.of(), from -> from.getStringList(key));
    }

    List<AddressRange> ranges(String key) {
        String want = "a list of addresses in figures such as [\"127.0.0.1\", \"10.0.0.0/8\"]";
        return value(
                key,
                want,
                List.of(),
                from -> from.getStringList(key).stream()
                        .map(AddressRange::parse)
                        .toList());
    }

    /** A mistake of several keys together. */
    void mistake(String sentence) {
        mistakes.add(sentence);
    }

    <E extends Enum<E>> E choice(String key, Class<E> type) {
        E[] all = type.getEnumConstants();
        String want = Stream.of(all).map(Keys::word).collect(Collectors.joining("\" or \"", "\"", "\""));
        return value(key, want, all[0], from -> {
            String text = from.getString(key);
            return Stream.of(all).filter(e -> word(e).equals(text)).findFirst().orElse(null);
        });
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** An absolute https address; http only to this machine. */
    URI url(String key) {
        String want = "an https address such as \"https://lms.school.edu/auth\" (http only for this machine)";
        return value(key, want, URI.create("http://localhost"), from -> secure(address(from.getString(key))));
    }

    /** Scheme, host and port of an http or https address that has nothing else but perhaps a slash. */
    URI origin(String key) {
        URI fallback = URI.create("http://localhost:8080");
        String want = "scheme, host and port only, such as \"https://class.school.edu\" (http only for this machine)";
        return value(key, want, fallback, from -> {
            URI url = secure(address(from.getString(key)));
            if (url == null || url.getRawQuery() != null || url.getRawFragment() != null || url.getUserInfo() != null) {
                return null;
            }
            String path = url.getRawPath();
            if (!path.isEmpty() && !path.equals("/")) {
                return null;
            }
            String port = url.getPort() < 0 ? "" : ":" + url.getPort();
            return URI.create(url.getScheme().toLowerCase(Locale.ROOT) + "://"
                    + url.getHost().toLowerCase(Locale.ROOT) + port);
        });
    }

    private static @Nullable URI address(String text) {
        URI url = URI.create(text);
        boolean web = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
        return web && url.getHost() != null ? url : null;
    }

    private static @Nullable URI secure(@Nullable URI url) {
        return url != null && (url.getScheme().equalsIgnoreCase("https") || Loopback.is(url.getHost())) ? url : null;
    }

    /** A list of objects that may have these keys only. */
    List<Keys> objects(String key, Set<String> allowed) {
        List<? extends Config> list =
                value(key, "a list of objects such as [{…}]", List.of(), from -> from.getConfigList(key));
        List<Keys> objects = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String name = key + "[" + i + "].";
            Config object = list.get(i);
            Set<String> unknown = new HashSet<>(object.root().keySet());
            unknown.removeAll(allowed);
            for (String extra : unknown) {
                mistakes.add(name + extra + " is not a setting; did you mean " + NearestKey.of(extra, allowed) + "?");
            }
            objects.add(new Keys(name, object, ConfigFactory.empty(), mistakes));
        }
        return objects;
    }

    private <T> T value(String key, String want, T last, Function<Config, @Nullable T> read) {
        asked.add(key);
        T value = attempt(config, read);
        if (value != null) {
            return value;
        }
        String found =
                config.hasPath(key) ? " cannot be " + config.getValue(key).render() : " is missing";
        mistakes.add(prefix + key + found + "; write " + want + ".");
        T fallback = attempt(defaults, read);
        return fallback == null ? last : fallback;
    }

    private static <T> @Nullable T attempt(Config config, Function<Config, @Nullable T> read) {
        try {
            return read.apply(config);
        } catch (ConfigException | IllegalArgumentException e) {
            return null; // the caller says what to write instead
        }
    }
}
