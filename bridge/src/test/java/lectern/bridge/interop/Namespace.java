package lectern.bridge.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A network of its own for one JVM and its children: loopback, and a pair of virtual interfaces with private addresses
 * that nothing outside can reach. It ends with its last process. Firefox needs it, because it pairs no candidate with a
 * loopback address.
 */
final class Namespace {
    /** The address that a server in there binds to. */
    static final String ADDRESS = "10.77.0.1";

    /** Begins a line that says what a run lacked; such lines come first when it fails. */
    static final String MISSING = "missing: ";

    private static final String READY = "the network is ready";

    private static final String SET_UP = "ip link set lo up"
            + " && ip link add pair0 type veth peer name pair1"
            + " && ip address add " + ADDRESS + "/24 dev pair0"
            + " && ip address add 10.77.0.2/24 dev pair1"
            + " && ip link set pair0 up && ip link set pair1 up"
            + " && ip route add default via 10.77.0.2 dev pair0"
            + " && echo '" + READY + "' && exec \"$@\"";

    private Namespace() {}

    /**
     * Runs a main class of the tests in there until it ends, or the time is over.
     *
     * @return what it printed
     */
    static String run(Class<?> main, Path folder, int seconds) throws Exception {
        Path output = folder.resolve(main.getSimpleName() + ".log");
        Process process = new ProcessBuilder(command(main, folder))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String said = Files.readString(output);
        assertThat(said)
                .as("This test needs a network namespace: run it as root with Debian's iproute2 and util-linux.")
                .contains(READY);
        assertThat(ended).as("not within %d s\n%s", seconds, said).isTrue();
        assertThat(process.exitValue()).as(missing(said) + said).isZero();
        return said;
    }

    private static String missing(String said) {
        return said.lines()
                .filter(line -> line.startsWith(MISSING))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static List<String> command(Class<?> main, Path folder) {
        List<String> command = new ArrayList<>(List.of("unshare", "--net"));
        command.addAll(List.of("sh", "-c", SET_UP, "namespace"));
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                main.getName(),
                folder.toString()));
        return command;
    }
}
