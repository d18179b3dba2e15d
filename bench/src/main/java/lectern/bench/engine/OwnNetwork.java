package lectern.bench.engine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A network namespace with nothing in it but the benchmark: nobody else's packets, nobody else to be reached. Janus
 * does not take loopback addresses, so there is a pair of virtual interfaces too; packets to their addresses stay within
 * the kernel as those to loopback do.
 */
public final class OwnNetwork {
    static final String MARK = "LECTERN_BENCH_NETWORK";
    private static final String SET_UP = "ip link set lo up && ip link add bench0 type veth peer name bench1 && "
            + "ip addr add 10.213.0.1/24 dev bench0 && ip link set bench0 up && ip link set bench1 up && exec \"$@\"";

    private OwnNetwork() {}

    /** Whether this process was started by {@link #again}. */
    public static boolean entered() {
        return System.getenv(MARK) != null;
    }

    /** This Java machine's command with another main class, in a namespace of its own. */
    public static List<String> command(String main, List<String> args) throws IOException {
        List<String> command = new ArrayList<>(List.of("unshare"));
        if (!root()) {
            command.add("--map-root-user");
        }
        command.addAll(List.of("--net", "sh", "-ec", SET_UP, "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(args);
        return command;
    }

    private static boolean root() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    /** Runs this program again in a namespace of its own; its exit code. */
    public static int again(String main, List<String> args) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command(main, args)).inheritIO();
        builder.environment().put(MARK, "own");
        Process process = builder.start();
        // Who stops this process means the measurement.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process.waitFor();
    }

    /** The first IPv4 address that is not loopback's. */
    static InetAddress address() throws IOException {
        Optional<InetAddress> found = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst();
        return found.orElseThrow(() -> new IOException("Janus needs an address that is not loopback's"));
    }
}
