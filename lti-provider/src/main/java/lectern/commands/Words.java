package lectern.commands;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import lectern.settings.Loopback;
import lectern.settings.Settings;
import lectern.settings.SettingsException;
import org.jspecify.annotations.Nullable;

/**
 * A command line: words in order, and options with a value each. Every command takes {@code --config FILE} and
 * {@code --data DIR}.
 */
final class Words {
    private static final Set<String> EVERYWHERE = Set.of("config", "data");
    /** Options without a value. */
    private static final Set<String> FLAGS = Set.of("now");

    private final List<String> words = new ArrayList<>();
    private final Map<String, List<String>> options = new HashMap<>();

    private final Set<String> flags = new TreeSet<>();

    Words(List<String> args) {
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (!arg.startsWith("--")) {
                words.add(arg);
                continue;
            }
            if (FLAGS.contains(arg.substring(2))) {
                flags.add(arg.substring(2));
                continue;
            }
            if (i + 1 >= args.size() || args.get(i + 1).isBlank()) {
                throw new SettingsException(arg + " needs a value.");
            }
            options.computeIfAbsent(arg.substring(2), name -> new ArrayList<>()).add(args.get(++i));
        }
    }

    /** The word at this place; empty when there is none. */
    String word(int place) {
        return place < words.size() ? words.get(place) : "";
    }

    /**
     * Refuses what the command does not know.
     *
     * @param count words that it takes
     */
    void know(int count, String... names) {
        if (words.size() > count) {
            throw new SettingsException("\"" + words.get(count) + "\" is one word too many.");
        }
        Set<String> unknown = new TreeSet<>(options.keySet());
        unknown.removeAll(EVERYWHERE);
        unknown.removeAll(Set.of(names));
        unknown.addAll(flags);
        if (!unknown.isEmpty()) {
            throw new SettingsException("There is no option --"
                    + unknown.iterator().next() + " here; the options are "
                    + String.join(
                            ", ",
                            new TreeSet<>(Set.of(names))
                                    .stream().map(name -> "--" + name).toList())
                    + (names.length == 0 ? "" : ", ") + "--config and --data.");
        }
    }

    Optional<String> option(String name) {
        List<String> values = options.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new SettingsException("--" + name + " is there twice.");
        }
        return values.stream().findFirst();
    }

    /** Whether an option without a value is there; one that nobody asks for is refused by {@link #know}. */
    boolean flag(String name) {
        return flags.remove(name);
    }

    List<String> all(String name) {
        return options.getOrDefault(name, List.of());
    }

    String needed(String name) {
        return option(name).orElseThrow(() -> new SettingsException("--" + name + " is missing."));
    }

    int number(String name, int otherwise) {
        return option(name).map(text -> number(text, "--" + name)).orElse(otherwise);
    }

    /** A number of a list, as the word at this place. */
    long id(int place) {
        return number(word(place), "The number of the row");
    }

    private static int number(String text, String what) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new SettingsException(what + " must be a number, not \"" + text + "\".");
        }
        return Integer.parseInt(text);
    }

    /** An https address; http only to this machine. Null when the option is not there. */
    @Nullable
    URI address(String name) {
        return option(name).map(text -> address(text, "--" + name)).orElse(null);
    }

    static URI address(String text, String what) {
        try {
            URI uri = URI.create(text);
            boolean secure = "https".equalsIgnoreCase(uri.getScheme());
            if (uri.getHost() != null
                    && (secure || ("http".equalsIgnoreCase(uri.getScheme()) && Loopback.is(uri.getHost())))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new SettingsException(what + " must be an https address (http only for this machine), not " + text + ".");
    }

    Settings settings() {
        Map<String, String> overrides = new HashMap<>();
        option("data").ifPresent(data -> overrides.put("lectern.data", data));
        return Settings.load(option("config").map(Path::of).orElse(null), overrides);
    }
}
