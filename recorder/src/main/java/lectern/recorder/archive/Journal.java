package lectern.recorder.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the journal of a session says, line after line.
 *
 * @param wholeBytes of the journal, without a torn last line
 * @param ended the last thing that happened was the session's end
 */
public record Journal(
        String session, long startedAt, boolean ended, long endMicros, long wholeBytes, List<TrackLog> tracks) {
    /** Name within a session's directory. */
    public static final String FILE = "journal.ndjson";

    public Journal {
        tracks = List.copyOf(tracks);
    }

    /** What it says of one track; {@code closed} is the last thing said of it, or null. */
    public record TrackLog(
            JournalLine.Track track,
            List<JournalLine.Part> parts,
            List<Recording.Gap> gaps,
            JournalLine.@Nullable Closed closed) {}

    public static Journal read(Path sessionDirectory) throws IOException {
        byte[] bytes = Files.readAllBytes(sessionDirectory.resolve(FILE));
        int whole = bytes.length;
        while (whole > 0 && bytes[whole - 1] != '\n') {
            whole--;
        }
        Reader reader = new Reader();
        new String(bytes, 0, whole, StandardCharsets.UTF_8)
                .lines()
                .flatMap(line -> JournalFormat.parse(line).stream())
                .forEach(reader::accept);
        return reader.journal(whole, sessionDirectory);
    }

    private static final class Reader {
        private JournalLine.@Nullable Session session;
        private JournalLine.@Nullable End end;
        private final Map<Integer, TrackReader> tracks = new LinkedHashMap<>();

        void accept(JournalLine line) {
            if (line instanceof JournalLine.Session header) {
                session = session == null ? header : session;
                end = null;
            } else if (line instanceof JournalLine.End last) {
                end = last;
            } else if (line instanceof JournalLine.Track track) {
                tracks.putIfAbsent(track.id(), new TrackReader(track));
            } else if (line instanceof JournalLine.Part part && tracks.containsKey(part.track())) {
                tracks.get(part.track()).part(part);
            } else if (line instanceof JournalLine.Gap gap && tracks.containsKey(gap.track())) {
                tracks.get(gap.track()).gaps.add(new Recording.Gap(gap.from(), gap.to(), gap.reason()));
            } else if (line instanceof JournalLine.Closed closed && tracks.containsKey(closed.track())) {
                tracks.get(closed.track()).closed = closed;
            }
        }

        Journal journal(long wholeBytes, Path directory) throws IOException {
            if (session == null) {
                throw new IOException("no session in the journal of " + directory);
            }
            return new Journal(
                    session.session(),
                    session.startedAt(),
                    end != null,
                    end == null ? 0 : end.end(),
                    wholeBytes,
                    tracks.values().stream().map(TrackReader::log).toList());
        }
    }

    private static final class TrackReader {
        private final JournalLine.Track track;
        private final List<JournalLine.Part> parts = new ArrayList<>();
        private final List<Recording.Gap> gaps = new ArrayList<>();
        private JournalLine.@Nullable Closed closed;

        TrackReader(JournalLine.Track track) {
            this.track = track;
        }

        void part(JournalLine.Part part) {
            parts.add(part);
            closed = null;
        }

        TrackLog log() {
            return new TrackLog(track, parts, gaps, closed);
        }
    }
}
