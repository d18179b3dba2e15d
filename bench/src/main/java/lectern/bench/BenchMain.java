package lectern.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code ./lectern bench [class] [recorder] [jmh]}: prints tables in Markdown. */
public final class BenchMain {
    private static final List<String> ALL = List.of("class", "recorder");
    /** Run only when named: minutes of one thread at full load, without sockets. */
    private static final String JMH = "jmh";

    private BenchMain() {}

    public static void main(String[] args) throws Exception {
        List<String> wanted = args.length == 0 ? ALL : List.of(args);
        for (String name : wanted) {
            if (!ALL.contains(name) && !name.equals(JMH)) {
                System.err.println("lectern bench: there is no benchmark \"" + name + "\"; there are " + ALL + " and "
                        + JMH + ".");
                System.exit(78);
            }
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println("Machine: " + machine());
        out.println();
        if (wanted.contains("class")) {
            new ClassBenchmark(out).run();
        }
        if (wanted.contains("recorder")) {
            lectern.bench.recorder.RecorderBench.main(new String[0]);
        }
        if (wanted.contains(JMH)) {
            org.openjdk.jmh.Main.main(new String[] {"-prof", "gc", "lectern\\.bridge\\..*"});
        }
        System.exit(0);
    }

    private static String machine() throws IOException {
        String model = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown processor");
        return model + ", " + Runtime.getRuntime().availableProcessors() + " processors, Java "
                + System.getProperty("java.version") + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.version");
    }
}
