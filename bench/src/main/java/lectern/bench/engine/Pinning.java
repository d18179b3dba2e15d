package lectern.bench.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Keeps generator and server on different cores where the machine lets us. */
public final class Pinning {
    private Pinning() {}

    static boolean available() {
        return Files.isExecutable(Path.of("/usr/bin/taskset")) && Files.exists(Path.of("/sys/devices/system/cpu/cpu1"));
    }

    /** The command on processor 0; {@code taskset} becomes the command, so the process id is its own. */
    public static List<String> onServerCore(List<String> command) {
        List<String> pinned = new ArrayList<>();
        if (available()) {
            pinned.addAll(List.of("taskset", "-c", "0"));
        }
        pinned.addAll(command);
        return pinned;
    }

    /** Moves this whole process to processor 1. */
    public static void pinThisProcess() throws IOException, InterruptedException {
        if (!available()) {
            return;
        }
        String pid = Long.toString(ProcessHandle.current().pid());
        new ProcessBuilder("taskset", "-a", "-c", "-p", "1", pid)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor(5, TimeUnit.SECONDS);
    }
}
