package lectern.fuzz;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Jazzer on one target, in a process of its own: what it finds may have broken the virtual machine. */
final class JazzerRun {
    private static final Pattern RUNS = Pattern.compile("^(?:#|Done )(\\d+)\\b.*");
    private static final Pattern INITED = Pattern.compile("^#\\d+\\s+INITED\\b.*");
    private static final Pattern FINDING = Pattern.compile(
            "^== Java Exception: (.*)|^==\\d+== ?ERROR: (.*)|^(java\\.lang\\.\\S*(?:Error|Exception).*)");

    /**
     * For one execution, by the clock on the wall: none takes a millisecond, but the first one loads and instruments
     * hundreds of classes, on a machine that may do something else.
     */
    private static final int TIMEOUT_SECONDS = 120;

    private static final String NO_LOG = "org.slf4j.helpers.NOP_FallbackServiceProvider";

    private final String target;
    private final Path folder;
    private final Consumer<String> console;
    private long executions;
    private long began = System.nanoTime();
    private String finding = "";

    /** The folder gets the corpus, which the next run goes on from, and the findings. */
    JazzerRun(String target, Path folder, Consumer<String> console) {
        this.target = target;
        this.folder = folder;
        this.console = console;
    }

    /**
     * What a run came to.
     *
     * @param perSecond executions, once the corpus was read and the classes were instrumented
     * @param corpus inputs that took a way of their own
     * @param finding what broke, with the file that breaks it; empty when nothing did
     */
    record Result(String target, long executions, long perSecond, long corpus, String finding, boolean clean) {}

    Result start(int runs) throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        FuzzTarget fuzzed = JazzerEntry.named(target);
        List<byte[]> inputs = new ArrayList<>(fuzzed.seeds());
        inputs.addAll(fuzzed.findings());
        int longest = inputs.stream().mapToInt(input -> input.length).reduce(fuzzed.longest(), Math::max);
        for (int i = 0; i < inputs.size(); i++) {
            Files.write(corpus.resolve("seed-" + i), inputs.get(i));
        }
        Process jazzer = new ProcessBuilder(command(corpus, runs, longest))
                .redirectErrorStream(true)
                .start();
        jazzer.getOutputStream().close();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(jazzer.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard(line);
            }
        }
        double seconds = Math.max(1, System.nanoTime() - began) / 1e9;
        int exit = jazzer.waitFor();
        if (exit != 0 && finding.isEmpty()) {
            finding = "Jazzer ended with " + exit;
        }
        boolean clean = finding.isEmpty() && executions >= runs;
        String told = clean ? "none" : finding.isEmpty() ? "ended early" : finding + " (" + folder + ")";
        return new Result(target, executions, Math.round(executions / seconds), count(corpus), told, clean);
    }

    private List<String> command(Path corpus, int runs, int longest) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                // One thread makes garbage, and the other processor is somebody else's.
                "-XX:+UseSerialGC",
                // A line of log for each execution costs more than the execution.
                "-Dslf4j.provider=" + NO_LOG,
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + JazzerEntry.class.getName(),
                "--target_args=" + target,
                "--instrumentation_includes=lectern.**",
                "--custom_hook_includes=lectern.**",
                // What looks at the parsers has branches of its own, which lead nowhere.
                "--instrumentation_excludes=lectern.fuzz.**",
                "--custom_hook_excludes=lectern.fuzz.**",
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/finding-",
                "-runs=" + runs,
                "-max_len=" + longest,
                "-timeout=" + TIMEOUT_SECONDS,
                "-rss_limit_mb=3000",
                "-print_final_stats=1",
                corpus.toString());
    }

    private void heard(String line) {
        console.accept(line);
        if (INITED.matcher(line).matches()) {
            began = System.nanoTime();
        }
        Matcher runs = RUNS.matcher(line);
        if (runs.matches()) {
            executions = Math.max(executions, Long.parseLong(runs.group(1)));
        }
        Matcher found = FINDING.matcher(line);
        if (finding.isEmpty() && found.matches()) {
            finding = Stream.of(1, 2, 3)
                    .map(found::group)
                    .filter(text -> text != null)
                    .findFirst()
                    .orElse("");
        }
    }

    private static long count(Path corpus) throws IOException {
        try (Stream<Path> files = Files.list(corpus)) {
            return files.count();
        }
    }
}
