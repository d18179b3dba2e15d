package lectern.bridge.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Chromium in a network of its own beside that of {@link Namespace}, with two lines to the server and one of them at a
 * time, as a laptop leaves one Wi-Fi for another.
 */
final class Household {
    /** The browser's address on its first line, and on its second. */
    static final String FIRST = "10.78.1.2";

    static final String SECOND = "10.78.2.2";

    /** Holds the browser back until its network is there. */
    private static final List<String> LATER =
            List.of("unshare", "--net", "sh", "-c", "read go && exec \"$@\"", "household");

    private static final String SET_UP = """
            ip link add first0 type veth peer name first1 netns $1
            ip link add second0 type veth peer name second1 netns $1
            ip address add 10.78.1.1/24 dev first0
            ip address add 10.78.2.1/24 dev second0
            ip link set first0 up
            ip link set second0 up
            nsenter --target $1 --net sh -ec '
                ip link set lo up
                ip address add 10.78.1.2/24 dev first1
                ip link set first1 up
                ip route add default via 10.78.1.1'
            """;

    private static final String CHANGE = """
            nsenter --target $1 --net sh -ec '
                ip link set first1 down
                ip address flush dev first1
                ip address add 10.78.2.2/24 dev second1
                ip link set second1 up
                ip route add default via 10.78.2.1'
            """;

    private final Process browser;

    /** Starts the browser on its first line. */
    Household(Path profile, String url, List<String> options) throws IOException, InterruptedException {
        browser = Browsers.chromium(LATER, profile, url, options);
        Path mine = Files.readSymbolicLink(Path.of("/proc/self/ns/net"));
        Path its = Path.of("/proc", String.valueOf(browser.pid()), "ns", "net");
        while (Files.readSymbolicLink(its).equals(mine)) {
            Thread.sleep(10);
        }
        script(SET_UP);
        browser.getOutputStream().write('\n');
        browser.getOutputStream().flush();
    }

    /** Takes the first line away and gives the second. */
    void change() throws IOException, InterruptedException {
        script(CHANGE);
    }

    private void script(String lines) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "-ec", lines, "household"));
        command.add(String.valueOf(browser.pid()));
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("the lines could not be set up");
        }
    }

    void end() throws InterruptedException {
        Browsers.end(browser);
    }
}
