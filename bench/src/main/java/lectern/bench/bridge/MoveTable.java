package lectern.bench.bridge;

import java.io.IOException;
import lectern.bench.engine.JanusEngine;

/** Table 3: thirty people into eight rooms and back, by one command or by leaving and joining. */
final class MoveTable implements Table {
    private static final double AIM_AUDIO = 150;
    private static final double AIM_VIDEO = 400;
    private static final double AIM_BACK = 500;

    @Override
    public int number() {
        return 3;
    }

    @Override
    public void write(Options options, Markdown out) throws IOException, InterruptedException {
        out.title("3. Thirty people into eight rooms and back");
        out.head(
                "server",
                "move",
                "first sound p50 / p95 ms",
                "first picture p50 / p95 ms",
                "all pictures p50 / p99 ms",
                "control bytes per student",
                "not complete");
        if (options.engines().contains("lectern")) {
            rows(out, "Lectern", new LecternMoves(options, Breakouts.FULL).run());
        }
        if (options.engines().contains("janus") && JanusEngine.installed()) {
            rows(out, "Janus, leaving and joining", new JanusMoves(options).run());
        }
        out.note("From the command to the first packets of the new company; a picture counts when it can be decoded, "
                + "within 10 s, and what never came is slower than all that did. Everybody shows a camera at 180p and speaks. Aims: first sound p95 at most 150 ms, first "
                + "picture p95 at most 400 ms, back with all pictures p99 at most 500 ms.");
    }

    private static void rows(Markdown out, String server, Moves moves) {
        row(out, server, "into rooms", moves.out(), moves.bytesOut(), Double.POSITIVE_INFINITY);
        row(out, server, "back", moves.back(), moves.bytesBack(), AIM_BACK);
    }

    private static void row(Markdown out, String server, String move, MoveTimes times, long bytes, double aimAll) {
        boolean judged = server.equals("Lectern");
        out.row(
                server,
                move,
                pair(times.audio(0.5), times.audio(0.95), judged ? AIM_AUDIO : Double.POSITIVE_INFINITY),
                pair(times.video(0.5), times.video(0.95), judged ? AIM_VIDEO : Double.POSITIVE_INFINITY),
                pair(times.all(0.5), times.all(0.99), judged ? aimAll : Double.POSITIVE_INFINITY),
                Figures.text("%,.0f", (double) bytes),
                Integer.toString(times.missing()));
    }

    static String pair(double usual, double late, double aim) {
        return time(usual) + " / " + time(late) + (late > aim ? Figures.text(" (misses %.0f)", aim) : "");
    }

    static String time(double millis) {
        return Double.isInfinite(millis) ? "never" : Figures.text("%.0f", millis);
    }

    /**
     * All rounds of one server.
     *
     * @param bytesOut text of signalling for each student and move
     */
    record Moves(MoveTimes out, MoveTimes back, long bytesOut, long bytesBack) {}
}
