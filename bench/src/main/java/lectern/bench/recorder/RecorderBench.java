package lectern.bench.recorder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import lectern.recorder.archive.Archive;
import lectern.recorder.archive.Recording;
import lectern.recorder.link.RecorderLink;
import lectern.recorder.link.SocketRecorderLink;
import lectern.recorder.process.RecorderProcess;

/**
 * Feeds a class of thirty, each with a microphone (Opus, 50 packets a second, 32 kbps), a 180p layer (15 frames a second, 90
 * kbps) and a 360p layer (210 kbps), into a recorder of its own and prints what that process used. Arguments: seconds (60),
 * participants (30).
 */
public final class RecorderBench {
    private static final int TICK_MILLIS = 20;
    private static final int MEGABYTE = 1 << 20;

    private RecorderBench() {}

    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
        int participants = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 30;
        Path folder = Files.createTempDirectory("recorder-bench");
        try {
            run(folder, seconds, participants);
        } finally {
            delete(folder);
        }
    }

    private static void run(Path folder, int seconds, int participants) throws Exception {
        Path socket = folder.resolve("r.sock");
        List<SyntheticTrack> tracks = new ArrayList<>();
        KeyframeDesk desk = new KeyframeDesk();
        try (RecorderProcess process =
                        RecorderProcess.start(new RecorderProcess.Settings(socket, folder.resolve("root"), "256m"));
                SocketRecorderLink link = new SocketRecorderLink(socket, desk, SocketRecorderLink.RING_BYTES)) {
            while (!link.state().connected()) {
                LockSupport.parkNanos(10_000_000);
            }
            link.openSession(new RecorderLink.SessionHeader("bench", "bench/bench/bench", 0));
            for (int i = 0; i < participants; i++) {
                tracks.add(SyntheticTrack.microphone(link, "bench", "p" + i));
                tracks.add(SyntheticTrack.camera(link, "bench", "p" + i, "l", 90));
                tracks.add(SyntheticTrack.camera(link, "bench", "p" + i, "h", 210));
            }
            desk.serve(tracks);
            int warmUp = Math.min(10, seconds / 3);
            Usage before = Usage.of(process.pid());
            OfferTimes offers = new OfferTimes();
            long start = System.nanoTime();
            Usage warm = before;
            for (int tick = 0; tick < seconds * 1000 / TICK_MILLIS; tick++) {
                LockSupport.parkNanos(start + tick * (TICK_MILLIS * 1_000_000L) - System.nanoTime());
                long classMicros = tick * (TICK_MILLIS * 1000L);
                for (SyntheticTrack track : tracks) {
                    track.send(classMicros, offers);
                }
                if (tick == warmUp * 1000 / TICK_MILLIS) {
                    warm = Usage.of(process.pid());
                }
            }
            Usage after = Usage.of(process.pid());
            long ending = System.nanoTime();
            link.endSession("bench", seconds * 1_000_000L).get(30, TimeUnit.SECONDS);
            long ended = System.nanoTime() - ending;
            Recording recording = Archive.read(folder.resolve("root/bench/bench/bench"));
            print(new Report(seconds, participants, warmUp, before, warm, after, ended), offers, recording, link);
        }
    }

    private static void print(Report report, OfferTimes offers, Recording recording, RecorderLink link) {
        long bytes = recording.tracks().stream()
                .flatMap(track -> track.parts().stream())
                .mapToLong(Recording.Part::bytes)
                .sum();
        long gaps = recording.tracks().stream()
                .mapToLong(track -> track.gaps().size())
                .sum();
        double packetsPerSecond = offers.count() / (double) report.seconds();
        double warmCpu = report.after().cpuSeconds() - report.warm().cpuSeconds();
        double warmSeconds = report.seconds() - report.warmUp();
        row(
                "participants, tracks",
                report.participants() + ", " + recording.tracks().size());
        row("packets/s into the link", String.format("%.0f", packetsPerSecond));
        double firstCpu = report.warm().cpuSeconds() - report.before().cpuSeconds();
        row(
                "recorder CPU, first " + report.warmUp() + " s",
                String.format("%.1f %% of a core", 100 * firstCpu / report.warmUp()));
        row("recorder CPU, after that", String.format("%.1f %% of a core", 100 * warmCpu / warmSeconds));
        row("recorder CPU per packet", String.format("%.1f µs", 1e6 * warmCpu / (packetsPerSecond * warmSeconds)));
        row(
                "recorder memory, most (RSS)",
                String.format("%.0f MiB", report.after().peakBytes() / (double) MEGABYTE));
        row(
                "link.rtp() median, p99.9, most",
                String.format("%.1f, %.1f, %.0f µs", offers.micros(0.5), offers.micros(0.999), offers.micros(1)));
        row("packets dropped, gaps", link.state().droppedPackets() + ", " + gaps);
        row("recorded", String.format("%.1f MiB, %.1f s", bytes / (double) MEGABYTE, recording.endMicros() / 1e6));
        row("end of session to session.json", String.format("%.0f ms", report.endNanos() / 1e6));
    }

    private static void row(String name, String value) {
        System.out.println("| " + name + " | " + value + " |");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted((a, b) -> b.compareTo(a)).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private record Report(
            int seconds, int participants, int warmUp, Usage before, Usage warm, Usage after, long endNanos) {}
}
