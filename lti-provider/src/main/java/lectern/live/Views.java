package lectern.live;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lectern.classroom.Address;
import lectern.classroom.ClassClock;
import lectern.classroom.ClassState;
import lectern.classroom.Event;
import lectern.classroom.Participant;
import lectern.classroom.Session;
import org.jspecify.annotations.Nullable;

/** The class's state in the words of {@code docs/protocol.md}. */
final class Views {
    /** Characters of chat in one state message; the newest lines that fit. */
    private static final int MAX_CHAT_CHARACTERS = 256 * 1024;

    private static final int MAX_CHAT_LINES = 500;
    static final String MAIN_ROOM = "Main room";

    private Views() {}

    record PersonView(
            String id,
            String name,
            String role,
            int room,
            boolean mic,
            boolean camera,
            boolean screen,
            boolean muted,
            boolean hidden,
            boolean here) {}

    record RoomsView(
            boolean open,
            List<Event.Room> list,
            @Nullable Instant endsAt,
            @Nullable Instant closingAt) {}

    record ChatView(int n, String person, String name, int room, String text, Instant at) {}

    record RecordingView(
            boolean on, Instant keptUntil, @Nullable String problem) {}

    record TitleView(String title) {}

    /**
     * A voice that goes elsewhere.
     *
     * @param room for the speaker's own client only, as {@code whom} is
     */
    record TalkView(
            String person,
            String to,
            @Nullable Integer room,
            @Nullable String whom,
            @Nullable Instant until) {}

    static TalkView talk(Participant talker, Address to, boolean mine, ClassClock clock) {
        return new TalkView(
                talker.id(),
                to.to().word(),
                mine ? to.room() : null,
                mine ? to.person() : null,
                mine
                        ? Optional.ofNullable(talker.addressUntil())
                                .map(clock::instant)
                                .orElse(null)
                        : null);
    }

    static PersonView person(Participant p) {
        return new PersonView(
                p.id(),
                p.person().name(),
                p.person().role().word(),
                p.room(),
                p.mic(),
                p.camera(),
                p.screen(),
                p.muted(),
                p.hidden(),
                p.here());
    }

    static RoomsView rooms(ClassState state, ClassClock clock) {
        return new RoomsView(
                state.roomsOpen(),
                state.rooms(),
                Optional.ofNullable(state.roomsEndAt()).map(clock::instant).orElse(null),
                Optional.ofNullable(state.roomsCloseAt()).map(clock::instant).orElse(null));
    }

    static ChatView chat(ClassState state, ClassClock clock, ClassState.ChatLine line) {
        String name = state.find(line.person()).map(p -> p.person().name()).orElse("");
        return new ChatView(line.n(), line.person(), name, line.room(), line.text(), clock.instant(line.micros()));
    }

    /** What the person may read: the lines of rooms they are or were in, oldest first. */
    static List<ClassState.ChatLine> readable(ClassState state, Participant reader) {
        List<ClassState.ChatLine> mine = state.chat().stream()
                .filter(line -> reader.hasBeenIn(line.room()))
                .toList();
        int from = mine.size();
        int characters = 0;
        while (from > 0 && mine.size() - from < MAX_CHAT_LINES) {
            characters += mine.get(from - 1).text().length();
            if (characters > MAX_CHAT_CHARACTERS) {
                break;
            }
            from--;
        }
        return mine.subList(from, mine.size());
    }

    static RecordingView recording(Session session, ClassState state, @Nullable String problem) {
        Instant keptUntil =
                session.clock().startedAt().plus(Duration.ofDays(session.setup().retentionDays()));
        return new RecordingView(state.recording(), keptUntil, state.recording() ? problem : null);
    }

    static String roomName(ClassState state, int n) {
        return state.rooms().stream()
                .filter(room -> room.n() == n)
                .map(Event.Room::name)
                .findFirst()
                .orElse(MAIN_ROOM);
    }
}
