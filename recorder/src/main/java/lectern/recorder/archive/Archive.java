package lectern.recorder.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a session's directory, complete or still being written. */
public final class Archive {
    private Archive() {}

    /** What the directory holds; a torn last line or row is left out. */
    public static Recording read(Path sessionDirectory) throws IOException {
        Path manifest = sessionDirectory.resolve(Manifest.FILE);
        return Files.exists(manifest) ? Manifest.read(manifest) : fromJournal(sessionDirectory, false);
    }

    /** The part's whole index rows, as they stand in its file ({@link IndexRow}). */
    public static byte[] index(Path sessionDirectory, Recording.Part part) throws IOException {
        return PartIndex.rows(sessionDirectory.resolve(part.file()));
    }

    /** What journal and index files say; parts without a whole fragment are left out. */
    public static Recording fromJournal(Path sessionDirectory, boolean complete) throws IOException {
        Journal journal = Journal.read(sessionDirectory);
        List<Recording.Track> tracks = new ArrayList<>();
        long end = 0;
        for (Journal.TrackLog log : journal.tracks()) {
            List<Recording.Part> parts = new ArrayList<>();
            for (JournalLine.Part part : log.parts()) {
                Optional<IndexRow> last = PartIndex.last(sessionDirectory.resolve(part.file()));
                if (last.isPresent()) {
                    parts.add(part(part, last.get()));
                    end = Math.max(end, last.get().endMicros());
                }
            }
            JournalLine.Track track = log.track();
            tracks.add(
                    new Recording.Track(track.id(), track.subject(), track.kind(), track.layer(), parts, log.gaps()));
        }
        return new Recording(journal.session(), journal.startedAt(), complete, end, tracks);
    }

    private static Recording.Part part(JournalLine.Part part, IndexRow last) {
        return new Recording.Part(
                part.id(),
                part.file(),
                part.codec(),
                part.width(),
                part.height(),
                part.timescale(),
                part.start(),
                last.endMicros(),
                last.endOffset());
    }
}
