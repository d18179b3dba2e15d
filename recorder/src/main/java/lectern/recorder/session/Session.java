package lectern.recorder.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import lectern.recorder.archive.IndexRow;
import lectern.recorder.archive.Journal;
import lectern.recorder.archive.JournalLine;
import lectern.recorder.archive.Manifest;
import lectern.recorder.archive.PartIndex;
import lectern.recorder.link.RecorderLink;
import lectern.recorder.sync.SenderClock;
import lectern.recorder.track.Resources;
import lectern.recorder.track.TrackIdentity;
import lectern.recorder.track.TrackRecorder;

/** A session being recorded: its directory, its journal and its tracks. */
final class Session {
    private static final long LONGEST_FRAGMENT_MICROS = 2_000_000;
    private static final int MAX_TRACKS = 2000;

    private final RecorderLink.SessionHeader header;
    private final Path directory;
    private final Resources resources;
    private final SessionJournal journal;
    private final Map<Integer, TrackRecorder> tracks = new LinkedHashMap<>();
    private final Map<String, SenderClock> senders = new HashMap<>();
    private int nextTrack;
    private long seenMicros;
    private long seenAtNanos;

    private Session(RecorderLink.SessionHeader header, Path directory, Resources resources, SessionJournal journal) {
        this.header = header;
        this.directory = directory;
        this.resources = resources;
        this.journal = journal;
        this.seenAtNanos = resources.nanoTime();
    }

    /** Begins a session, or takes one up again whose directory is there. */
    static Session open(Resources resources, Path root, RecorderLink.SessionHeader header) throws IOException {
        Path directory = root.resolve(header.directory());
        Optional<Journal> before = Optional.empty();
        if (Files.exists(directory.resolve(Journal.FILE))) {
            before = Optional.of(Recovery.repair(directory));
            Files.deleteIfExists(directory.resolve(Manifest.FILE));
        }
        SessionJournal journal = new SessionJournal(resources, resources.disk().open(directory.resolve(Journal.FILE)));
        try {
            journal.begin(new JournalLine.Session(header.id(), header.startedAtEpochMicros()));
        } catch (IOException e) {
            journal.close();
            throw e;
        }
        Session session = new Session(header, directory, resources, journal);
        if (before.isPresent()) {
            session.resume(before.get());
        }
        return session;
    }

    RecorderLink.SessionHeader header() {
        return header;
    }

    Path directory() {
        return directory;
    }

    /** The track of this source: the one it had, if that is closed, else a new one; empty when there are too many. */
    Optional<TrackRecorder> track(RecorderLink.TrackHeader source, Runnable keyframeWanted) {
        Optional<TrackRecorder> known = tracks.values().stream()
                .filter(track -> !track.open() && track.identity().of(source))
                .findFirst();
        if (known.isPresent()) {
            known.get().reopen(source.codec(), keyframeWanted);
            return known;
        }
        if (tracks.size() >= MAX_TRACKS) {
            return Optional.empty();
        }
        int id = nextTrack++;
        journal.note(new JournalLine.Track(
                id, source.subject(), source.kind(), source.layer(), source.codec(), source.clockRate()));
        TrackRecorder track = recorder(new TrackIdentity(id, source, directory, 0, 0));
        track.reopen(source.codec(), keyframeWanted);
        return Optional.of(track);
    }

    /** The class's clock as the newest frame told it. */
    void seen(long classMicros) {
        seenMicros = Math.max(seenMicros, classMicros);
        seenAtNanos = resources.nanoTime();
    }

    void tick() {
        long now = now();
        tracks.values().forEach(track -> track.tick(now));
        journal.retry();
    }

    /** Writes all media there is, and the journal's end as far as the disk takes it. */
    void end(long classMicros) {
        tracks.values().forEach(track -> track.end(classMicros));
        journal.note(new JournalLine.End(classMicros));
    }

    /** After {@link #end}: whether all is written; the files are then closed, on the disk's thread. */
    boolean ended() {
        boolean written = journal.retry();
        if (written) {
            journal.close();
        }
        return written;
    }

    long now() {
        return seenMicros + (resources.nanoTime() - seenAtNanos) / 1000;
    }

    private void resume(Journal before) throws IOException {
        Map<Integer, Long> ends = new LinkedHashMap<>();
        for (Journal.TrackLog log : before.tracks()) {
            ends.put(log.track().id(), end(log));
        }
        long died = ends.values().stream().mapToLong(Long::longValue).max().orElse(0);
        for (Journal.TrackLog log : before.tracks()) {
            JournalLine.Track line = log.track();
            RecorderLink.TrackHeader source = new RecorderLink.TrackHeader(
                    line.subject(), line.kind(), line.layer(), line.codec(), line.clockRate());
            long end = ends.getOrDefault(line.id(), 0L);
            TrackRecorder track = recorder(
                    new TrackIdentity(line.id(), source, directory, log.parts().size(), end));
            track.resume(log.closed() != null ? log.closed().reason() : silence(end, died));
            nextTrack = Math.max(nextTrack, line.id() + 1);
        }
    }

    private long end(Journal.TrackLog log) throws IOException {
        long end = 0;
        for (JournalLine.Part part : log.parts()) {
            Optional<IndexRow> last = PartIndex.last(directory.resolve(part.file()));
            end = Math.max(end, last.map(IndexRow::endMicros).orElse(0L));
        }
        return end;
    }

    /** A source that had sent nothing for longer than a fragment lasts was silent before the recorder went away. */
    private static String silence(long end, long died) {
        return died - end > LONGEST_FRAGMENT_MICROS ? "paused" : "recorder";
    }

    private TrackRecorder recorder(TrackIdentity identity) {
        SenderClock sender = senders.computeIfAbsent(identity.header().subject(), subject -> new SenderClock());
        TrackRecorder track = new TrackRecorder(identity, resources, journal, sender);
        tracks.put(identity.id(), track);
        return track;
    }
}
