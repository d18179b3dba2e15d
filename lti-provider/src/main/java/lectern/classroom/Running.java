package lectern.classroom;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session being held: takes events in, in one step each time: state, store, audience, timers, then everybody who
 * follows. Class's loop only.
 */
final class Running {
    private final Session session;
    private final Media media;
    private final Journal journal;
    private final List<SessionListener> listeners;
    private final ClassState state = new ClassState();
    private Audience audience = Audience.NOBODY;
    private long events;
    private boolean committing;

    Running(Session session, Media media, Journal journal, List<SessionListener> listeners) {
        this.session = session;
        this.media = media;
        this.journal = journal;
        this.listeners = listeners;
    }

    Session session() {
        return session;
    }

    Media media() {
        return media;
    }

    ClassState state() {
        return state;
    }

    Audience audience() {
        return audience;
    }

    long micros() {
        return session.clock().micros();
    }

    void begin() {
        journal.opened(session);
        listeners.forEach(listener -> listener.started(session, state));
    }

    /** Takes in what happened. {@code joining} is who a {@code Joined} among the events is about. */
    void commit(List<? extends Event> happened, @Nullable Person joining) {
        if (committing) {
            throw new IllegalStateException("a listener changed the class it was told about");
        }
        committing = true;
        try {
            long now = micros();
            List<Stamped> stamped = happened.stream()
                    .map(event -> new Stamped(++events, now, (Event) event))
                    .toList();
            boolean audienceChanges = false;
            for (Stamped one : stamped) {
                state.apply(one, joining == null ? 0 : joining.key());
                journal.append(session, one, personKey(one.event()));
                audienceChanges |= one.event().changesAudience();
            }
            if (audienceChanges) {
                Audience next = Audience.of(state);
                if (!next.equals(audience)) {
                    audience = next;
                    media.audience(next);
                }
            }
            for (Stamped one : stamped) {
                if (one.event() instanceof Event.Left left) {
                    media.leave(left.person());
                }
                listeners.forEach(listener -> listener.happened(session, state, one));
            }
        } finally {
            committing = false;
        }
    }

    private long personKey(Event event) {
        return state.find(event.person()).map(p -> p.person().key()).orElse(0L);
    }

    /** After the last event. */
    void finish() {
        long end = micros();
        journal.closed(session, end);
        listeners.forEach(listener -> listener.ended(session, state, end));
        media.close();
    }

    /** How long until this class time; zero for the past. */
    Duration until(long micros) {
        return Duration.ofNanos(Math.max(0, micros - micros()) * 1_000);
    }
}
