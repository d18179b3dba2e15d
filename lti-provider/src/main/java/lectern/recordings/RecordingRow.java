package lectern.recordings;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A recording as the store knows it.
 *
 * @param directory below the recordings' folder
 * @param endedAt null while the class goes on
 * @param people who came, everybody counted once
 * @param rooms breakout rooms that were opened
 */
record RecordingRow(
        String id,
        String session,
        long classId,
        String directory,
        Status status,
        boolean released,
        @Nullable String problem,
        Instant keepUntil,
        Instant startedAt,
        @Nullable Instant endedAt,
        String teacher,
        int people,
        int rooms) {
    /** What of it can be played. */
    enum Status {
        /** The class goes on, or the recorder has not finished. */
        RECORDING,
        READY,
        /** Playable, but the recorder could not finish it in time; it is when the recorder was started again. */
        INCOMPLETE
    }

    Duration duration(Instant now) {
        return Duration.between(startedAt, endedAt == null ? now : endedAt);
    }
}
