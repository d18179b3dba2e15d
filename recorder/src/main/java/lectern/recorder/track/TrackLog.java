package lectern.recorder.track;

import java.io.IOException;
import lectern.recorder.archive.JournalLine;

/** The session's journal as a track sees it. */
public interface TrackLog {
    /** A part must be in the journal before its first fragment is in its file. */
    void part(JournalLine.Part part) throws IOException;

    /** Written now, or as soon as the disk takes it. */
    void note(JournalLine line);
}
