package lectern.bench.bridge;

import java.util.ArrayList;
import java.util.List;

/** Times of many moves of many people, in milliseconds. */
final class MoveTimes {
    private final List<Double> audio = new ArrayList<>();
    private final List<Double> video = new ArrayList<>();
    private final List<Double> all = new ArrayList<>();
    private int missing;

    void add(List<Arrivals.Move> moves) {
        for (Arrivals.Move move : moves) {
            if (!move.complete()) {
                missing++;
                continue;
            }
            audio.add(move.firstAudioNanos() / 1e6);
            video.add(move.firstVideoNanos() / 1e6);
            all.add(move.allVideoNanos() / 1e6);
        }
    }

    double audio(double part) {
        return part(audio, part);
    }

    double video(double part) {
        return part(video, part);
    }

    /** All pictures of the room. */
    double all(double part) {
        return part(all, part);
    }

    int missing() {
        return missing;
    }

    /** The smallest time that the given part of all, 0 to 1, does not exceed; NaN for none. */
    static double part(List<Double> times, double part) {
        List<Double> sorted = times.stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.max(0, Math.ceil(part * sorted.size()) - 1));
    }
}
