package lectern.classroom;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import lectern.account.Role;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a class. The same events drive everybody's screen, attendance and the replay's timeline. Names of
 * components are the names in the stored payload; persons are public ids; times are class time in microseconds.
 */
public sealed interface Event {
    /** Whom it is about, null for the class. */
    default @Nullable String person() {
        return null;
    }

    /** Whether who hears and sees whom may be another after it. */
    @JsonIgnore
    default boolean changesAudience() {
        return false;
    }

    /** The class began; {@code person} started it. */
    record Started(String person) implements Event {}

    record Joined(String person, String name, Role role, boolean counted, int room) implements Event {
        @Override
        public boolean changesAudience() {
            return true;
        }
    }

    /** The connection was lost; the place is kept for a while. Looking in and speaking elsewhere are over. */
    record Away(String person) implements Event {
        @Override
        public boolean changesAudience() {
            return true;
        }
    }

    /** The connection is back. */
    record Back(String person) implements Event {}

    record Left(String person) implements Event {
        @Override
        public boolean changesAudience() {
            return true;
        }
    }

    /**
     * Somebody is in another room from now on.
     *
     * @param by who moved them, null for a timer
     */
    record Moved(String person, int room, @Nullable String by) implements Event {
        @Override
        public boolean changesAudience() {
            return true;
        }
    }

    /** Breakout rooms were opened. Their numbers are new in this session. */
    record RoomsOpened(List<Room> rooms, @Nullable Long endsAt) implements Event {
        public RoomsOpened {
            rooms = List.copyOf(rooms);
        }
    }

    /** These of the rooms that were opened with it belong to groups of the course: who comes later goes to their own. */
    record GroupRooms(List<GroupRoom> rooms) implements Event {
        public GroupRooms {
            rooms = List.copyOf(rooms);
        }
    }

    record RoomsTimer(@Nullable Long endsAt) implements Event {}

    /** The rooms will close at {@code at}. */
    record RoomsClosing(long at) implements Event {}

    /** The rooms are closed; everybody was moved to the main room before. */
    record RoomsClosed() implements Event {
        @Override
        public boolean changesAudience() {
            return true;
        }
    }

    record Hand(String person, boolean up) implements Event {}

    record Chat(int n, String person, int room, String text) implements Event {}

    /** What the person's browser sends. */
    record Device(String person, boolean mic, boolean camera, boolean screen) implements Event {
        @Override
        public boolean changesAudience() {
            return !mic; // ends Address.NOBODY
        }
    }

    record Muted(String person, boolean on) implements Event {
        @Override
        public boolean changesAudience() {
            return true;
        }
    }

    /** Whether students who come later are muted. */
    record MutedAll(boolean on) implements Event {}

    record Speaking(String person, boolean on) implements Event {}

    record Recording(boolean on) implements Event {
        @Override
        public boolean changesAudience() {
            return true;
        }
    }

    record Announcement(String person, String text) implements Event {}

    /**
     * A host looks into a room unseen, or ({@code room} is null) does so no more. It is stored, so that a school can
     * tell who looked in when, and told to nobody else.
     */
    record Peek(String person, @Nullable Integer room) implements Event {
        @Override
        public boolean changesAudience() {
            return true;
        }
    }

    /**
     * A host's voice goes elsewhere.
     *
     * @param to null for the room they are in
     * @param until when it ends by itself; null with {@code to}, and for {@link Address#NOBODY}
     */
    record Talk(
            String person, @Nullable Address to, @Nullable Long until) implements Event {
        @Override
        public boolean changesAudience() {
            return true;
        }
    }

    /** Whom students see and hear, and whether hosts may look in unseen. */
    record RulesSet(Rules rules) implements Event {
        @Override
        public boolean changesAudience() {
            return true;
        }
    }

    /** A student's camera is for hosts only, or for the room again. */
    record Hidden(String person, boolean on) implements Event {
        @Override
        public boolean changesAudience() {
            return true;
        }
    }

    /**
     * The class is over.
     *
     * @param by the host who ended it, null when it ended by itself
     */
    record Ended(@Nullable String by) implements Event {}

    /** A room and the course's group whose it is. */
    record GroupRoom(int n, long group) {}

    /** A room of the class; 0 is the main room. */
    record Room(int n, String name) {}
}
