package lectern.bench.bridge;

import java.util.ArrayList;
import java.util.List;

/** Times of many moves of many people, in milliseconds, infinite for what never came. */
final class MoveTimes {
    private final List<Double> audio = new ArrayList<>();
    private final List<Double> video = new ArrayList<>();
    private final List<Double> all = new ArrayList<>();
    private int missing;

    void add(List<Arrivals.Move> moves) {
        for (Arrivals.Move move : moves) {
            missing += move.complete() ? 0 : 1;
            audio.add(millis(move.firstAudioNanos()));
            video.add(millis(move.firstVideoNanos()));
            all.add(millis(move.allVideoNanos()));
        }
    }

    private static double millis(long nanos) {
        return nanos < 0 ? Double.POSITIVE_INFINITY : nanos / 1e6;
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

    /** The smallest time that the given part of all, 0 to 1, does not exceed; infinite for none. */
    static double part(List<Double> times, double part) {
        List<Double> sorted = times.stream().sorted().toList();
        return sorted.isEmpty()
                ? Double.POSITIVE_INFINITY
                : sorted.get((int) Math.max(0, Math.ceil(part * sorted.size()) - 1));
    }
}
