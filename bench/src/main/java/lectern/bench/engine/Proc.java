package lectern.bench.engine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Figures of processes from Linux' {@code /proc} (proc(5)). */
public final class Proc {
    /** Clock ticks of {@code stat} in a second: 100 on every Linux that Java runs on. */
    private static final long TICK_MILLIS = 10;

    /** Media, compiler, collector, others. */
    private static final int KINDS = 4;

    private Proc() {}

    /** Processor time of all threads so far, user and system. */
    public static long cpuMillis(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return millis(stat);
    }

    /**
     * Processor time of a process' threads so far.
     *
     * @param media the loops that carry packets; 0 for servers that are none of ours
     * @param compiler the Java machine's just-in-time compilers
     * @param collector its garbage collector
     */
    public record Threads(long media, long compiler, long collector) {}

    /** By the names of the threads, of which the kernel keeps fifteen letters. */
    public static Threads threads(long pid) throws IOException {
        long[] sums = new long[KINDS];
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path task : tasks) {
                String stat = stat(task.resolve("stat"));
                if (!stat.isEmpty()) {
                    sums[kind(stat)] += millis(stat);
                }
            }
        }
        return new Threads(sums[0], sums[1], sums[2]);
    }

    private static int kind(String stat) {
        String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
        if (name.startsWith("media-") || name.equals("floor")) {
            return 0;
        }
        if (name.startsWith("C1 Comp") || name.startsWith("C2 Comp")) {
            return 1;
        }
        return name.startsWith("Z") || name.startsWith("XWorker") || name.startsWith("GC ") ? 2 : KINDS - 1;
    }

    /** Empty when the thread has ended meanwhile. */
    private static String stat(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    private static long millis(String stat) {
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
