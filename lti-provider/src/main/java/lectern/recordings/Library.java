package lectern.recordings;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import lectern.account.Identity;
import lectern.classroom.EventStore;
import lectern.classroom.Session;
import lectern.recordings.RecordingRow.Status;
import lectern.store.Database;
import lectern.web.ApiError;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The recordings of all classes: who may see which, until when they are kept, and their end. Thread-safe. */
public final class Library {
    private static final Logger LOG = LoggerFactory.getLogger(Library.class);
    private static final int MAX_LISTED = 200;

    private final RecordingStore store;
    private final EventStore events;
    private final Archives archives;
    private final Clock clock;

    /**
     * The recordings below a folder.
     *
     * @param root the folder that the recorder writes to
     */
    public Library(Database database, EventStore events, Path root, Clock clock) {
        this.store = new RecordingStore(database);
        this.events = events;
        this.archives = new Archives(root);
        this.clock = clock;
    }

    /** A recording in a list; {@code Recording} of {@code docs/protocol.md}. */
    public record Entry(
            String id,
            String session,
            Instant startedAt,
            long durationSeconds,
            boolean ready,
            boolean released,
            Instant keptUntil,
            int people,
            int rooms,
            String teacher,
            @Nullable String problem) {}

    /** The recordings of the class that this person may see, newest first. */
    public List<Entry> list(Identity who) {
        return store.ofClass(who.classId(), MAX_LISTED).stream()
                .filter(row -> kept(row) && (who.host() || row.released()))
                .map(this::settled)
                .map(row -> entry(row, who.host()))
                .toList();
    }

    /** A recording in the list of a course, with its class. */
    public record CourseEntry(
            @JsonProperty("class") long classId,
            @JsonUnwrapped Entry entry) {}

    /** The recordings of all classes of a course that staff, or else students, may see, newest first. */
    public List<CourseEntry> ofCourse(long courseId, boolean host, int limit) {
        return store.ofCourse(courseId, host, limit).stream()
                .filter(this::kept)
                .map(this::settled)
                .map(row -> new CourseEntry(row.classId(), entry(row, host)))
                .toList();
    }

    private boolean kept(RecordingRow row) {
        return row.keepUntil().isAfter(clock.instant());
    }

    Entry entry(RecordingRow row, boolean host) {
        return new Entry(
                row.id(),
                row.session(),
                row.startedAt(),
                row.duration(clock.instant()).toSeconds(),
                row.endedAt() != null && row.status() != Status.RECORDING,
                row.released(),
                row.keepUntil(),
                row.people(),
                row.rooms(),
                row.teacher(),
                host ? row.problem() : null);
    }

    /**
     * The recording, if this person may see it: it is of the class that their token is for, of this recording for a
     * replay token, still kept, and released unless they are a host.
     *
     * @throws ApiError {@code not_found} or {@code not_allowed}
     */
    RecordingRow get(Identity who, String id) {
        RecordingRow row = store.find(id)
                .filter(found -> found.classId() == who.classId() && kept(found))
                .filter(found -> who.purpose() != Identity.Purpose.REPLAY || id.equals(who.recordingId()))
                .orElseThrow(() -> ApiError.notFound("There is no such recording any more."));
        if (!who.host() && !row.released()) {
            throw ApiError.notAllowed("Your teacher has not released this recording.");
        }
        return settled(row);
    }

    /** Throws as {@link #get} does unless this person may replay the recording. */
    public void checkReplay(Identity who, String id) {
        RecordingRow row = get(who, id);
        if (row.endedAt() == null) {
            throw ApiError.notAllowed("The class is still being held.");
        }
    }

    /** A recording that the recorder finished later than its class ended is ready from then on. */
    private RecordingRow settled(RecordingRow row) {
        if (row.status() != Status.INCOMPLETE || !archives.complete(row)) {
            return row;
        }
        store.settle(row.session(), Status.READY);
        return store.find(row.id()).orElse(row);
    }

    Archives archives() {
        return archives;
    }

    ReplayManifest manifest(RecordingRow row) {
        Session.Setup setup = events.setup(row.classId());
        return ReplayManifest.of(
                row,
                new ReplayManifest.Titles(setup.classTitle(), setup.courseTitle()),
                archives.read(row).stream().toList(),
                events.events(row.session()));
    }

    Entry release(RecordingRow row, boolean released) {
        if (released && !store.mayRelease(row.id())) {
            throw ApiError.notAllowed("Your school lets only teachers see recordings.");
        }
        store.release(row.id(), released);
        return entry(store.find(row.id()).orElse(row), true);
    }

    void delete(RecordingRow row) {
        if (row.endedAt() == null) {
            throw ApiError.notAllowed("The class is still being held.");
        }
        try {
            archives.delete(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        store.delete(row.id());
    }

    /** At start: recordings of ended classes that nobody finished can be played as far as they go. */
    public void settleAbandoned() {
        for (RecordingRow row : store.unfinished()) {
            store.settle(row.session(), archives.complete(row) ? Status.READY : Status.INCOMPLETE);
        }
    }

    /** Lets no recording be kept longer than the policy of its deployment says. */
    public void shorten() {
        store.shorten();
    }

    /** How many recordings of a deployment would be deleted if it kept them for so many days only. */
    public int olderThan(long deploymentId, int days) {
        Instant now = clock.instant();
        return store.olderThan(deploymentId, now.minus(Duration.ofDays(days)), now);
    }

    /** Deletes what has been kept long enough: the media and the row; the class's events stay. */
    public void purge() {
        store.shorten();
        for (RecordingRow row : store.due(clock.instant())) {
            try {
                archives.delete(row);
                store.delete(row.id());
                LOG.atInfo()
                        .addKeyValue("recording", row.id())
                        .addKeyValue("keptUntil", row.keepUntil())
                        .log("A recording was deleted on its date");
            } catch (IOException e) {
                LOG.atWarn()
                        .addKeyValue("recording", row.id())
                        .setCause(e)
                        .log("A recording could not be deleted and will be tried again");
            }
        }
    }
}
