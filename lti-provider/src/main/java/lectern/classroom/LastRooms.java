package lectern.classroom;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The breakout rooms that a class had open last, with the people who were in them at their end. For one thread. */
public final class LastRooms {
    private final Map<Integer, String> names = new LinkedHashMap<>();
    private final Map<String, Integer> seats = new LinkedHashMap<>();
    /** Moved to the main room just now: when the rooms close with it, they were in their rooms to the end. */
    private final Set<String> leaving = new HashSet<>();

    private boolean open;

    /** A room and the ids of its people. */
    public record Room(String name, List<String> people) {
        public Room {
            people = List.copyOf(people);
        }
    }

    /** Takes in a session's next event; only those of {@link EventStore#roomEvents} matter. */
    public void tell(Event event) {
        if (event instanceof Event.Moved moved && moved.room() == 0) {
            leaving.add(moved.person());
            return;
        }
        if (event instanceof Event.RoomsClosed) {
            open = false;
        } else if (open) {
            seats.keySet().removeAll(leaving);
        }
        leaving.clear();
        if (event instanceof Event.RoomsOpened opened) {
            open = true;
            names.clear();
            seats.clear();
            opened.rooms().forEach(room -> names.put(room.n(), room.name()));
        } else if (event instanceof Event.Moved moved) {
            sit(moved.person(), moved.room());
        } else if (event instanceof Event.Joined joined) {
            sit(joined.person(), joined.room());
        }
    }

    private void sit(String person, int room) {
        if (open && room != 0) {
            seats.put(person, room);
        }
    }

    /** In the order in which they were opened; empty when there were none. */
    public List<Room> rooms() {
        List<Room> rooms = new ArrayList<>();
        names.forEach((n, name) -> rooms.add(new Room(
                name,
                seats.entrySet().stream()
                        .filter(seat -> seat.getValue().equals(n))
                        .map(Map.Entry::getKey)
                        .toList())));
        return rooms;
    }
}
