package lectern.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lectern.account.Role;
import org.junit.jupiter.api.Test;

class EventJsonTest {
    private static final List<Event> ALL = List.of(
            new Event.Started("a"),
            new Event.Joined("a", "Äda \"x\"", Role.OBSERVER, false, 3),
            new Event.Away("a"),
            new Event.Back("a"),
            new Event.Left("a"),
            new Event.Moved("a", 2, "b"),
            new Event.Moved("a", 0, null),
            new Event.RoomsOpened(List.of(new Event.Room(1, "One"), new Event.Room(2, "Two")), 5_000_000_000L),
            new Event.RoomsOpened(List.of(), null),
            new Event.GroupRooms(List.of(new Event.GroupRoom(2, 77))),
            new Event.RoomsTimer(null),
            new Event.RoomsTimer(7L),
            new Event.RoomsClosing(9),
            new Event.RoomsClosed(),
            new Event.Hand("a", true),
            new Event.Chat(4, "a", 1, "line\nbreak 👋"),
            new Event.Device("a", true, false, true),
            new Event.Muted("a", true),
            new Event.MutedAll(false),
            new Event.Speaking("a", true),
            new Event.Recording(true),
            new Event.Announcement("a", "text"),
            new Event.Peek("a", 2),
            new Event.Peek("a", null),
            new Event.Talk("a", Address.room(0), 7L),
            new Event.Talk("a", Address.person("b"), 7L),
            new Event.Talk("a", Address.ROOMS, 7L),
            new Event.Talk("a", Address.NOBODY, null),
            new Event.Talk("a", null, null),
            new Event.RulesSet(new Rules(true, false, true)),
            new Event.Hidden("a", true),
            new Event.Ended("a"),
            new Event.Ended(null));

    @Test
    void whatIsStoredIsWhatHappened() {
        for (Event event : ALL) {
            assertThat(EventJson.read(EventJson.type(event), EventJson.payload(event)))
                    .contains(event);
        }
    }

    @Test
    void everyKindOfEventIsInThisTest() {
        assertThat(ALL.stream().map(Object::getClass).distinct()).hasSize(Event.class.getPermittedSubclasses().length);
    }

    @Test
    void whatThisVersionDoesNotKnowIsLeftOut() {
        assertThat(EventJson.read("whiteboard", "{}")).isEmpty();
        assertThat(EventJson.read("hand", "{broken")).isEmpty();
        assertThat(EventJson.read("hand", "{\"person\":\"a\",\"up\":true,\"more\":1}"))
                .contains(new Event.Hand("a", true));
    }
}
