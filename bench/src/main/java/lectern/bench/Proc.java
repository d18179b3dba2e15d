package lectern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Figures of a process from Linux' {@code /proc} (proc(5)). */
final class Proc {
    /** Clock ticks of {@code stat} in a second: 100 on every Linux that Java runs on. */
    private static final long TICK_MILLIS = 10;

    private Proc() {}

    static long cpuMillis(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        // The second field is the command in parentheses and may hold spaces: count from its end.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_MILLIS;
    }
}
