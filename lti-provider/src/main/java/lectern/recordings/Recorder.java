package lectern.recordings;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import lectern.bridge.Tap;
import lectern.classroom.ClassState;
import lectern.classroom.Event;
import lectern.classroom.Session;
import lectern.classroom.SessionListener;
import lectern.classroom.Stamped;
import lectern.classroom.StoredJournal;
import lectern.recorder.link.RecorderLink;
import lectern.recordings.RecordingRow.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records the classes that record: announces sessions to the recorder, keeps their rows, and finishes them. A class never
 * waits for it, and goes on without a recorder.
 */
public final class Recorder implements SessionListener {
    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final long FINISH_SECONDS = 12;

    private final RecorderLink link;
    private final RecorderNews news;
    private final StoredJournal journal;
    private final Supplier<String> ids;
    private final Map<String, SessionRecording> open = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Void>> finishing = new ConcurrentHashMap<>();

    public Recorder(RecorderLink link, RecorderNews news, StoredJournal journal, Supplier<String> ids) {
        this.link = link;
        this.news = news;
        this.journal = journal;
        this.ids = ids;
        news.follow(this::note);
    }

    /**
     * The tap of a session that is about to start.
     *
     * @param requestKeyframe asks for a keyframe by the tap's track; any thread
     */
    public Tap tap(Session session, IntConsumer requestKeyframe) {
        SessionRecording recording = new SessionRecording(session, link, news, requestKeyframe);
        open.put(session.id(), recording);
        return recording.tap();
    }

    @Override
    public void happened(Session session, ClassState state, Stamped stamped) {
        SessionRecording recording = open.get(session.id());
        if (recording == null || !(stamped.event() instanceof Event.Recording event)) {
            return;
        }
        recording.tap().recording(event.on());
        if (event.on() && recording.toBeStored()) {
            store(recording);
        }
    }

    private void store(SessionRecording recording) {
        recording.open();
        Session session = recording.session();
        RecordingStore.New row = new RecordingStore.New(
                ids.get(),
                session.id(),
                recording.directory(),
                session.setup().releaseByDefault(),
                session.clock().startedAt().plus(Duration.ofDays(session.setup().retentionDays())));
        journal.then(handle -> RecordingStore.insert(handle, row));
        String trouble = news.problem();
        if (trouble != null) {
            journal.then(handle -> RecordingStore.problem(handle, session.id(), trouble));
        }
    }

    @Override
    public void ended(Session session, ClassState state, long endMicros) {
        SessionRecording recording = open.remove(session.id());
        if (recording == null || !recording.isOpen()) {
            return;
        }
        recording.tap().end();
        CompletableFuture<Void> done = link.endSession(session.id(), endMicros).handle((ok, failure) -> {
            if (failure != null) {
                LOG.atWarn()
                        .addKeyValue("session", session.id())
                        .setCause(failure)
                        .log("The recorder did not finish a recording; it will when it starts again");
            }
            Status status = failure == null ? Status.READY : Status.INCOMPLETE;
            journal.then(handle -> RecordingStore.status(handle, session.id(), status));
            finishing.remove(session.id());
            return null;
        });
        finishing.put(session.id(), done);
        if (done.isDone()) {
            finishing.remove(session.id());
        }
    }

    /** Keeps with each open recording what went wrong while it was made. */
    private void note(@Nullable String problem) {
        if (problem == null || open.isEmpty()) {
            return;
        }
        LOG.atWarn().addKeyValue("recordings", open.size()).log(problem);
        for (SessionRecording recording : open.values()) {
            if (recording.isOpen()) {
                String session = recording.session().id();
                journal.then(handle -> RecordingStore.problem(handle, session, problem));
            }
        }
    }

    /** Waits until the recordings of ended classes are finished, for a moment. */
    public void awaitFinished() {
        try {
            CompletableFuture.allOf(finishing.values().toArray(CompletableFuture[]::new))
                    .get(FINISH_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.atWarn().log("Not every recording was finished; the recorder does it at its next start");
        }
    }
}
