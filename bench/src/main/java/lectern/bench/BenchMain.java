package lectern.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import lectern.bench.bridge.BridgeBench;
import lectern.bench.bridge.Options;
import lectern.bench.engine.OwnNetwork;
import lectern.bench.engine.Pinning;
import lectern.bench.launches.LaunchBench;
import lectern.bench.launches.LaunchOptions;
import lectern.bench.recorder.RecorderBench;

/** {@code ./lectern bench [recorder] [jmh] [bridge [OPTIONS]] [launches [OPTIONS]]}: prints tables in Markdown. */
public final class BenchMain {
    private static final String BRIDGE = "bridge";
    private static final String RECORDER = "recorder";
    /** Run only when named: minutes of one thread at full load, without sockets. */
    private static final String JMH = "jmh";

    /** Run only when named: it needs both cores, and nothing of media. */
    private static final String LAUNCHES = "launches";

    private static final int CONFIGURATION = 78;

    private BenchMain() {}

    public static void main(String[] args) throws Exception {
        List<String> words = args.length == 0 ? List.of(RECORDER, BRIDGE) : List.of(args);
        String machine = machine();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).equals(RECORDER)) {
                out.println("Machine: " + machine + "\n");
                RecorderBench.main(new String[0]);
            } else if (words.get(i).equals(JMH)) {
                org.openjdk.jmh.Main.main(new String[] {"-prof", "gc", "lectern\\.bridge\\..*"});
            } else if (words.get(i).equals(LAUNCHES)) {
                List<String> rest = words.subList(i + 1, words.size());
                LaunchOptions options = read(() -> LaunchOptions.parse(rest));
                Pinning.pinThisProcess();
                String command = ("./lectern bench launches " + String.join(" ", rest)).strip();
                new LaunchBench(options, machine, command).run(out);
                break;
            } else if (words.get(i).equals(BRIDGE)) {
                List<String> rest = words.subList(i + 1, words.size());
                Options options = read(() -> Options.parse(rest));
                if (options.jvb() == null && !OwnNetwork.entered()) {
                    // Only the bridge's benchmark: the recorder's ran before.
                    List<String> again = new ArrayList<>(List.of(BRIDGE));
                    again.addAll(rest);
                    System.exit(OwnNetwork.again(BenchMain.class.getName(), again));
                }
                Pinning.pinThisProcess();
                String command = ("./lectern bench bridge " + String.join(" ", rest)).strip();
                new BridgeBench(options, machine, command).run(out);
                break;
            } else {
                refuse("there is no benchmark \"" + words.get(i) + "\"; there are recorder, jmh, bridge and launches.");
            }
        }
        System.exit(0);
    }

    private static <T> T read(Supplier<T> options) {
        try {
            return options.get();
        } catch (IllegalArgumentException e) {
            refuse(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private static void refuse(String sentence) {
        System.err.println("lectern bench: " + sentence);
        System.exit(CONFIGURATION);
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
