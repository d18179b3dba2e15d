package lectern.bench.launches;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What to measure.
 *
 * @param tables some of 1 to 4
 * @param browsers how many launch at once, for each row of the first table
 * @param launches of each of those rows, 100 to 10,000
 * @param warmUp launches before them
 * @param people of the third table, each with a launch of their own, 1,000 to 1,000,000
 * @param students of the fourth table's courses, 100 to 2,000
 * @param write file whose marked tables are replaced
 */
public record LaunchOptions(
        Set<Integer> tables,
        List<Integer> browsers,
        int launches,
        int warmUp,
        int people,
        int students,
        @Nullable Path write) {
    static final Set<Integer> TABLES = Set.of(1, 2, 3, 4);
    private static final int MAX_BROWSERS = 512;
    /** A login lives ten minutes, and the server keeps at most 20,000. */
    private static final int MAX_LAUNCHES = 10_000;

    private static final int MAX_PEOPLE = 1_000_000;
    /** The server takes no longer roster. */
    private static final int MAX_STUDENTS = 2_000;

    public LaunchOptions {
        tables = Set.copyOf(new TreeSet<>(tables));
        browsers = List.copyOf(browsers);
        if (!TABLES.containsAll(tables) || tables.isEmpty()) {
            throw new IllegalArgumentException("--tables takes some of 1,2,3,4.");
        }
        if (browsers.isEmpty() || browsers.stream().anyMatch(number -> number < 1 || number > MAX_BROWSERS)) {
            throw new IllegalArgumentException("--browsers takes numbers from 1 to " + MAX_BROWSERS + ".");
        }
        within("--launches", launches, 100, MAX_LAUNCHES);
        within("--warm-up", warmUp, 0, MAX_LAUNCHES);
        within("--people", people, 1_000, MAX_PEOPLE);
        within("--students", students, 100, MAX_STUDENTS);
    }

    private static void within(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(option + " takes a number from " + least + " to " + most + ".");
        }
    }

    /**
     * Reads the command line after {@code bench launches}.
     *
     * @throws IllegalArgumentException with a sentence for whoever typed it
     */
    public static LaunchOptions parse(List<String> args) {
        List<Integer> tables = List.of(1, 2, 3, 4);
        List<Integer> browsers = List.of(1, 4, 16, 64);
        int launches = 3_000;
        int warmUp = 3_000;
        int people = 10_000;
        int students = 2_000;
        Path write = null;
        for (int i = 0; i < args.size(); i += 2) {
            String option = args.get(i);
            if (option.equals("--write")) {
                write = Path.of("docs", "benchmarks.md");
                i--;
                continue;
            }
            if (i + 1 >= args.size()) {
                throw new IllegalArgumentException(option + " needs a value, or there is no such option.");
            }
            String value = args.get(i + 1);
            switch (option) {
                case "--tables" -> tables = numbers(option, value);
                case "--browsers" -> browsers = numbers(option, value);
                case "--launches" -> launches = number(option, value);
                case "--warm-up" -> warmUp = number(option, value);
                case "--people" -> people = number(option, value);
                case "--students" -> students = number(option, value);
                default ->
                    throw new IllegalArgumentException("bench launches does not know the option \"" + option
                            + "\"; it has --tables, --browsers, --launches, --warm-up, --people, --students, --write.");
            }
        }
        return new LaunchOptions(Set.copyOf(tables), browsers, launches, warmUp, people, students, write);
    }

    private static List<Integer> numbers(String option, String value) {
        List<Integer> numbers = new ArrayList<>();
        for (String word : value.split(",", -1)) {
            numbers.add(number(option, word));
        }
        return numbers;
    }

    private static int number(String option, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " takes a number, not \"" + value + "\".", e);
        }
    }
}
