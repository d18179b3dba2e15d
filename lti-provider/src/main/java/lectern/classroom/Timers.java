package lectern.classroom;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a class does by itself when its time has come: closing rooms, giving up on a lost connection, ending without a
 * host or because it is as long as its school allows. Follows the events and sets the timers they call for. Class's loop only.
 */
final class Timers {
    private final Loop loop;
    private final Running running;
    private final Classroom.Limits limits;
    private final Due due;
    private final Map<String, Loop.Timer> resumes = new HashMap<>();
    private final Map<String, Loop.Timer> talks = new HashMap<>();
    private Loop.Timer roomsEnd = Loop.Timer.NONE;
    private Loop.Timer roomsClose = Loop.Timer.NONE;
    private Loop.Timer withoutHost = Loop.Timer.NONE;
    private Loop.Timer longest = Loop.Timer.NONE;

    /** What is to be done, on the loop. */
    record Due(Runnable closeRooms, Consumer<String> giveUpOn, Consumer<String> endTalk, Runnable end) {}

    Timers(Loop loop, Running running, Classroom.Limits limits, Due due) {
        this.loop = loop;
        this.running = running;
        this.limits = limits;
        this.due = due;
    }

    /** The class ends after this long, whatever happens in it; null for no limit. */
    void endAfter(@Nullable Duration limit) {
        if (limit != null) {
            longest = loop.after(limit, due.end());
        }
    }

    void happened(Event event) {
        if (event instanceof Event.RoomsOpened e) {
            roomsEndAt(e.endsAt());
        } else if (event instanceof Event.RoomsTimer e) {
            roomsEndAt(e.endsAt());
        } else if (event instanceof Event.RoomsClosing e) {
            roomsClose.cancel();
            roomsClose = loop.after(running.until(e.at()), due.closeRooms());
        } else if (event instanceof Event.RoomsClosed) {
            roomsEnd.cancel();
            roomsClose.cancel();
        } else if (event instanceof Event.Talk e) {
            talkUntil(e.person(), e.until());
        } else if (event instanceof Event.Away e) {
            stopWaitingFor(e.person());
            resumes.put(
                    e.person(), loop.after(limits.resume(), () -> due.giveUpOn().accept(e.person())));
        } else if (event instanceof Event.Back e) {
            stopWaitingFor(e.person());
        } else if (event instanceof Event.Joined e) {
            stopWaitingFor(e.person());
            watchHosts();
        } else if (event instanceof Event.Left e) {
            stopWaitingFor(e.person());
            watchHosts();
        }
    }

    private void roomsEndAt(@Nullable Long micros) {
        roomsEnd.cancel();
        if (micros != null) {
            roomsEnd = loop.after(running.until(micros), due.closeRooms());
        }
    }

    /** When it fires after the talk ended for another reason, there is nothing to end. */
    private void talkUntil(String person, @Nullable Long micros) {
        Loop.Timer former = talks.remove(person);
        if (former != null) {
            former.cancel();
        }
        if (micros != null) {
            talks.put(
                    person,
                    loop.after(running.until(micros), () -> due.endTalk().accept(person)));
        }
    }

    private void stopWaitingFor(String person) {
        Loop.Timer timer = resumes.remove(person);
        if (timer != null) {
            timer.cancel();
        }
    }

    private void watchHosts() {
        if (running.state().hostPresent()) {
            withoutHost.cancel();
            withoutHost = Loop.Timer.NONE;
        } else if (withoutHost == Loop.Timer.NONE) {
            Duration patience = limits.endWithoutHostAfter();
            withoutHost = loop.after(patience, due.end());
        }
    }

    void cancel() {
        roomsEnd.cancel();
        roomsClose.cancel();
        withoutHost.cancel();
        longest.cancel();
        resumes.values().forEach(Loop.Timer::cancel);
        resumes.clear();
        talks.values().forEach(Loop.Timer::cancel);
        talks.clear();
    }
}
