package lectern.recorder.archive;

import org.jspecify.annotations.Nullable;

/** What a line of {@code journal.ndjson} says; {@link JournalFormat} reads and writes it. */
public sealed interface JournalLine {
    /** The first line; once more after the recorder came back to a session. */
    record Session(String session, long startedAt) implements JournalLine {}

    /** A track, before its first part. */
    record Track(
            int id, String subject, String kind, @Nullable String layer, String codec, int clockRate)
            implements JournalLine {}

    /** A part whose file has been made; {@code start} is its first sample's class time. */
    record Part(String id, int track, String file, String codec, int width, int height, int timescale, long start)
            implements JournalLine {}

    /** Time without media; see {@link Recording.Gap}. */
    record Gap(int track, long from, long to, String reason) implements JournalLine {}

    /** The track's map to class time, for who wants more than the index. */
    record Sync(int track, long rtp, long classMicros) implements JournalLine {}

    /** No more packets for now, for this reason. */
    record Closed(int track, long at, String reason) implements JournalLine {}

    /** The session's end. */
    record End(long end) implements JournalLine {}
}
