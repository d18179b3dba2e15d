package lectern.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code ./lectern fuzz}: runs Jazzer on one target after the other and prints a table. */
public final class FuzzMain {
    private static final int DEFAULT_RUNS = 1_000_000;

    private FuzzMain() {}

    /** {@code [TARGET …] [--runs N] [--work DIR]}; exit 1 with a finding, 2 when it cannot run. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        int runs = DEFAULT_RUNS;
        Path work = Path.of("fuzzing");
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--runs") && i + 1 < arguments.length) {
                runs = number(arguments[++i]);
            } else if (arguments[i].equals("--work") && i + 1 < arguments.length) {
                work = Path.of(arguments[++i]);
            } else {
                names.add(arguments[i]);
            }
        }
        List<String> targets = chosen(names);
        List<JazzerRun.Result> results = new ArrayList<>();
        for (String target : targets) {
            System.out.println("== " + simple(target));
            results.add(new JazzerRun(target, work.resolve(simple(target)), System.out::println).start(runs));
        }
        System.exit(report(results) ? 0 : 1);
    }

    private static int number(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number that is not positive.
        }
        throw refuse("--runs must be a whole number above 0, not \"" + text + "\".");
    }

    private static List<String> chosen(List<String> names) throws IOException {
        List<String> all = all();
        if (names.isEmpty()) {
            return all;
        }
        List<String> chosen = new ArrayList<>();
        for (String name : names) {
            List<String> named = all.stream()
                    .filter(target -> simple(target).equalsIgnoreCase(name)
                            || simple(target).equalsIgnoreCase(name + "FuzzTest"))
                    .toList();
            if (named.isEmpty()) {
                throw refuse("There is no fuzz target \"" + name + "\". There are: "
                        + String.join(", ", all.stream().map(FuzzMain::simple).toList()) + ".");
            }
            chosen.addAll(named);
        }
        return chosen;
    }

    /** Every {@code …FuzzTest} in the folders of the class path. */
    private static List<String> all() throws IOException {
        List<String> found = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1)) {
            Path folder = Path.of(entry);
            if (!entry.isEmpty() && Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.map(file -> folder.relativize(file).toString())
                            .filter(name -> name.endsWith("FuzzTest.class"))
                            .map(name -> name.substring(0, name.length() - ".class".length()))
                            .map(name -> name.replace(java.io.File.separatorChar, '.'))
                            .forEach(found::add);
                }
            }
        }
        return found.stream().distinct().sorted().toList();
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    private static boolean report(List<JazzerRun.Result> results) {
        System.out.println();
        System.out.println("| Target | Executions | Executions/s | Inputs kept | Findings |");
        System.out.println("|---|---:|---:|---:|---|");
        for (JazzerRun.Result result : results) {
            System.out.printf(
                    "| %s | %,d | %,d | %,d | %s |%n",
                    simple(result.target()),
                    result.executions(),
                    result.perSecond(),
                    result.corpus(),
                    result.finding());
        }
        return results.stream().allMatch(JazzerRun.Result::clean);
    }

    private static IllegalArgumentException refuse(String sentence) {
        System.err.println("lectern: " + sentence);
        System.exit(2);
        return new IllegalArgumentException(sentence);
    }
}
