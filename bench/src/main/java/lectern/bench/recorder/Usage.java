package lectern.bench.recorder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a process used so far, as Linux tells it (proc(5)). */
record Usage(double cpuSeconds, long peakBytes) {
    private static final double TICKS_PER_SECOND = 100;

    static Usage of(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        double ticks = Double.parseDouble(fields.get(11)) + Double.parseDouble(fields.get(12));
        long peak = Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
        return new Usage(ticks / TICKS_PER_SECOND, peak);
    }
}
