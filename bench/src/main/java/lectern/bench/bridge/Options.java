package lectern.bench.bridge;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What to measure.
 *
 * @param rounds how often each configuration is measured, in turn with the others
 * @param seconds of one measurement
 * @param warmUp seconds before it
 * @param jvb private REST address of a running Jitsi Videobridge
 * @param write file whose marked tables are replaced
 */
public record Options(
        Set<Integer> tables,
        List<String> loads,
        List<String> engines,
        int rounds,
        double seconds,
        double warmUp,
        @Nullable String jvb,
        @Nullable Path write) {
    /** Those that can be measured; the documentation has places for all six. */
    private static final Set<Integer> TABLES = Set.of(1, 2, 3, 4, 5, 6);

    private static final String ENGINES = "lectern,janus,janus-loops,floor";

    public Options {
        tables = Set.copyOf(tables);
        loads = List.copyOf(loads);
        engines = List.copyOf(engines);
        if (rounds < 1 || seconds <= 0 || warmUp < 0) {
            throw new IllegalArgumentException("rounds and seconds must be more than 0, the warm-up not less than 0");
        }
    }

    /**
     * Reads the command line after {@code bench bridge}.
     *
     * @throws IllegalArgumentException with a sentence for whoever typed it
     */
    public static Options parse(List<String> args) {
        Reading reading = new Reading();
        for (int i = 0; i < args.size(); i += 2) {
            String option = args.get(i);
            if (option.equals("--write")) {
                reading.write = Path.of("docs", "benchmarks.md");
                i--;
                continue;
            }
            if (i + 1 >= args.size()) {
                throw new IllegalArgumentException(option + " needs a value, or there is no such option.");
            }
            reading.take(option, args.get(i + 1));
        }
        return reading.options();
    }

    /** What was said so far; the defaults are those of a whole run. */
    private static final class Reading {
        private List<String> tables = List.of("1", "2", "3", "4", "5", "6");
        private List<String> loads = Load.TABLE.stream().map(Load::name).toList();
        private List<String> engines = words(ENGINES);
        private int rounds = 2;
        private double seconds = 4;
        private double warmUp = 2;
        private @Nullable String jvb;
        private @Nullable Path write;

        void take(String option, String value) {
            switch (option) {
                case "--tables" -> tables = words(value);
                case "--loads" -> loads = words(value);
                case "--engines" -> engines = words(value);
                case "--rounds" -> rounds = (int) number(option, value);
                case "--seconds" -> seconds = number(option, value);
                case "--warm-up" -> warmUp = number(option, value);
                case "--jvb" -> jvb = value;
                default ->
                    throw new IllegalArgumentException(
                            "bench bridge does not know the option \"" + option
                                    + "\"; it has --tables, --loads, --engines, --rounds, --seconds, --warm-up, --jvb, --write.");
            }
        }

        Options options() {
            Set<Integer> numbers = new TreeSet<>();
            for (String table : tables) {
                int number = (int) number("--tables", table);
                if (!TABLES.contains(number)) {
                    throw new IllegalArgumentException("--tables takes some of 1,2,3,4,5,6.");
                }
                numbers.add(number);
            }
            List<String> known =
                    new ArrayList<>(Load.TABLE.stream().map(Load::name).toList());
            known.add(Load.SMALL.name());
            among("--loads", loads, known);
            among("--engines", engines, words(ENGINES));
            return new Options(numbers, loads, engines, rounds, seconds, warmUp, jvb, write);
        }

        private static void among(String option, Collection<String> chosen, Collection<String> known) {
            for (String word : chosen) {
                if (!known.contains(word)) {
                    throw new IllegalArgumentException(option + " takes some of " + String.join(",", known) + ".");
                }
            }
        }

        private static List<String> words(String value) {
            return Arrays.asList(value.split(",", -1));
        }

        private static double number(String option, String value) {
            try {
                return Double.parseDouble(value);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(option + " takes a number, not \"" + value + "\".", e);
            }
        }
    }

    List<Load> chosenLoads() {
        List<Load> all = new ArrayList<>(Load.TABLE);
        all.add(Load.SMALL);
        return all.stream().filter(load -> loads.contains(load.name())).toList();
    }
}
