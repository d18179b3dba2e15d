package lectern.bench.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Figures of processes from Linux' {@code /proc} (proc(5)). */
public final class Proc {
    /** Clock ticks of {@code stat} in a second: 100 on every Linux that Java runs on. */
    private static final long TICK_MILLIS = 10;

    private Proc() {}

    /** Processor time of all threads so far, user and system. */
    public static long cpuMillis(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        // The second field is the command in parentheses and may hold spaces: count from its end.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_MILLIS;
    }

    public static long residentKib(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return 0;
    }

    /** Runnable processes of the last minute. */
    public static double loadAverage() throws IOException {
        return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]);
    }
}
