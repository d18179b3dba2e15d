package lectern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Keeps generator and bridge on different cores where the machine lets us. */
final class Pinning {
    private Pinning() {}

    static boolean available() {
        return Files.isExecutable(Path.of("/usr/bin/taskset"))
                && Runtime.getRuntime().availableProcessors() >= 1
                && Files.exists(Path.of("/sys/devices/system/cpu/cpu1"));
    }

    /** Moves this whole process to processor 1. */
    static void pinThisProcess() throws IOException, InterruptedException {
        if (!available()) {
            return;
        }
        Process taskset = new ProcessBuilder(
                        "taskset",
                        "-a",
                        "-c",
                        "-p",
                        "1",
                        Long.toString(ProcessHandle.current().pid()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        taskset.waitFor(5, TimeUnit.SECONDS);
    }
}
