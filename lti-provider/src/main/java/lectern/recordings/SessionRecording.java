package lectern.recordings;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import lectern.classroom.Session;
import lectern.recorder.link.RecorderLink;

/** What is being recorded of one session. Any thread. */
final class SessionRecording {
    private final Session session;
    private final RecorderLink link;
    private final SessionTap tap;
    private final AtomicBoolean opened = new AtomicBoolean();
    private final AtomicBoolean stored = new AtomicBoolean();

    SessionRecording(Session session, RecorderLink link, RecorderNews news, IntConsumer requestKeyframe) {
        this.session = session;
        this.link = link;
        this.tap = new SessionTap(this, link, news, requestKeyframe);
    }

    Session session() {
        return session;
    }

    SessionTap tap() {
        return tap;
    }

    /** Below the recordings' folder: tenant, class, session. */
    String directory() {
        return "d" + session.setup().deploymentId() + "/c" + session.setup().classId() + "/" + session.id();
    }

    /** Announces the session to the recorder, once: whoever needs it first does it, the class or the first packet. */
    void open() {
        if (opened.compareAndSet(false, true)) {
            long startedAt = session.clock().startedAt().toEpochMilli() * 1_000;
            link.openSession(new RecorderLink.SessionHeader(session.id(), directory(), startedAt));
        }
    }

    boolean isOpen() {
        return opened.get();
    }

    /** True for the first caller, who stores the recording's row. */
    boolean toBeStored() {
        return stored.compareAndSet(false, true);
    }
}
