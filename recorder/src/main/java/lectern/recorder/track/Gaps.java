package lectern.recorder.track;

import lectern.recorder.archive.JournalLine;
import org.jspecify.annotations.Nullable;

/** The gap that is open, if any: it is written when media comes again. */
final class Gaps {
    private final int track;
    private final TrackLog log;
    private @Nullable String reason;
    private long from;

    Gaps(int track, TrackLog log) {
        this.track = track;
        this.log = log;
    }

    /** Time without media from here; the first reason stands. */
    void open(long fromMicros, String why) {
        if (reason == null) {
            reason = why;
            from = fromMicros;
        }
    }

    boolean isOpen() {
        return reason != null;
    }

    /** Media from here on. */
    void close(long toMicros) {
        if (reason != null) {
            if (toMicros > from) {
                log.note(new JournalLine.Gap(track, from, toMicros, reason));
            }
            reason = null;
        }
    }
}
