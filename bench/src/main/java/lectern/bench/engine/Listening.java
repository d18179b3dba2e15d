package lectern.bench.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Which process listens on a TCP port of this machine (proc(5)). */
final class Listening {
    private static final String STATE = "0A";

    private Listening() {}

    static long pidOn(int port) throws IOException {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/net", table))) {
                String[] fields = line.strip().split("\\s+", -1);
                if (fields.length > 9 && fields[1].endsWith(suffix) && fields[3].equals(STATE)) {
                    return owner("socket:[" + fields[9] + "]");
                }
            }
        }
        throw new IOException("nothing on this machine listens on TCP port " + port);
    }

    private static long owner(String socket) throws IOException {
        try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
            return processes
                    .filter(process -> has(process.pid(), socket))
                    .findFirst()
                    .orElseThrow(() ->
                            new IOException("the process that listens there is not to be seen: be its user or root"))
                    .pid();
        }
    }

    private static boolean has(long pid, String socket) {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return files.anyMatch(file -> pointsTo(file, socket));
        } catch (IOException e) {
            // Another user's process, or one that just ended.
            return false;
        }
    }

    private static boolean pointsTo(Path file, String socket) {
        try {
            return Files.readSymbolicLink(file).toString().equals(socket);
        } catch (IOException e) {
            return false;
        }
    }
}
