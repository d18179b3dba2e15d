package lectern.recorder.testing;

import java.nio.file.Path;
import java.util.List;

/** What FFmpeg finds in a file. */
public record Probe(String codec, int width, int height, int packets, int frames, List<String> errors) {
    public static Probe of(Path file) {
        Command.Result result = Command.tryRun(
                "ffprobe",
                "-v",
                "error",
                "-count_packets",
                "-count_frames",
                "-show_entries",
                "stream=codec_name,width,height,nb_read_packets,nb_read_frames",
                "-of",
                "default=noprint_wrappers=1",
                file.toString());
        String codec = "";
        int[] numbers = new int[4];
        List<String> names = List.of("width", "height", "nb_read_packets", "nb_read_frames");
        List<String> errors = new java.util.ArrayList<>();
        for (String line : result.output().lines().toList()) {
            int at = line.indexOf('=');
            String name = at < 0 ? "" : line.substring(0, at);
            if (name.equals("codec_name")) {
                codec = line.substring(at + 1);
            } else if (names.contains(name)) {
                numbers[names.indexOf(name)] = Integer.parseInt(line.substring(at + 1));
            } else {
                errors.add(line);
            }
        }
        return new Probe(codec, numbers[0], numbers[1], numbers[2], numbers[3], errors);
    }

    /** Presentation times of all packets, in seconds. */
    public static List<Double> times(Path file) {
        return Command.run(
                        "ffprobe", "-v", "error", "-show_entries", "packet=pts_time", "-of", "csv=p=0", file.toString())
                .lines()
                .map(line -> line.replace(",", ""))
                .filter(line -> !line.isBlank())
                .map(Double::valueOf)
                .toList();
    }
}
