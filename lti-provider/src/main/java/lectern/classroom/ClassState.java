package lectern.classroom;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lectern.account.Role;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one session add up to. Only {@link #apply} changes it; an event that fits nothing (somebody who
 * never joined) changes nothing. Class's loop only.
 */
public final class ClassState {
    /** Lines of chat kept for newcomers; the store keeps all. */
    static final int MAX_CHAT = 1_000;

    private final Map<String, Participant> people = new LinkedHashMap<>();
    private final List<String> hands = new ArrayList<>();
    private final Deque<ChatLine> chat = new ArrayDeque<>();
    private List<Event.Room> rooms = List.of();
    private List<Event.GroupRoom> groupRooms = List.of();
    private @Nullable Long roomsEndAt;
    private @Nullable Long roomsCloseAt;
    private int lastRoom;
    private int lastChat;
    private Rules rules = Rules.OPEN;
    private boolean muteAll;
    private boolean recording;
    private boolean ended;

    /** A line of chat in its room. */
    public record ChatLine(int n, long micros, String person, int room, String text) {}

    /** Takes in one more event. {@code key} is the store's key of the person of a {@code Joined}, else unused. */
    void apply(Stamped stamped, long key) {
        Event event = stamped.event();
        if (event instanceof Event.Joined e) {
            joined(e, key);
        } else if (event instanceof Event.Chat e) {
            chat(stamped.micros(), e);
        } else if (event instanceof Event.RoomsOpened e) {
            rooms = e.rooms();
            roomsEndAt = e.endsAt();
            roomsCloseAt = null;
            groupRooms = List.of();
            e.rooms().forEach(room -> lastRoom = Math.max(lastRoom, room.n()));
            people.values().forEach(p -> p.placed = p.present);
        } else if (event instanceof Event.GroupRooms e) {
            groupRooms = e.rooms();
        } else if (event instanceof Event.RoomsTimer e) {
            roomsEndAt = e.endsAt();
        } else if (event instanceof Event.RoomsClosing e) {
            roomsCloseAt = e.at();
        } else if (event instanceof Event.RoomsClosed) {
            roomsClosed();
        } else if (event instanceof Event.RulesSet e) {
            rules = e.rules();
        } else if (event instanceof Event.MutedAll e) {
            muteAll = e.on();
        } else if (event instanceof Event.Recording e) {
            recording = e.on();
        } else if (event instanceof Event.Ended) {
            ended = true;
        } else if (event.person() != null) {
            find(event.person()).ifPresent(p -> applyTo(p, event));
        }
    }

    private void joined(Event.Joined e, long key) {
        Person person = new Person(e.person(), key, e.name(), e.role(), e.counted());
        Participant p = people.computeIfAbsent(e.person(), id -> new Participant(person));
        p.person = person; // a later launch may have another name or role
        p.present = true;
        p.here = true;
        p.room = e.room();
        p.placed = true;
        p.beenIn.add(e.room());
        p.peek = null;
        p.endAddress();
    }

    private void applyTo(Participant p, Event event) {
        if (event instanceof Event.Left) {
            p.present = false;
            p.here = false;
            p.mic = false;
            p.camera = false;
            p.screen = false;
            p.speaking = false;
            p.peek = null;
            p.address = null;
            p.addressUntil = null;
            hands.remove(p.id());
            people.values().stream()
                    .filter(o -> o.address != null && p.id().equals(o.address.person()))
                    .forEach(Participant::endAddress);
        } else if (event instanceof Event.Away) {
            p.here = false;
            p.peek = null;
            p.endAddress();
        } else if (event instanceof Event.Back) {
            p.here = true;
        } else if (event instanceof Event.Moved e) {
            p.room = e.room();
            p.placed = true;
            p.beenIn.add(e.room());
            p.peek = null;
            p.endAddress();
        } else if (event instanceof Event.Peek e) {
            p.peek = e.room();
        } else if (event instanceof Event.Talk e) {
            p.address = e.to();
            p.addressUntil = e.until();
        } else if (event instanceof Event.Hidden e) {
            p.hidden = e.on();
        } else if (event instanceof Event.Device e) {
            p.mic = e.mic();
            if (Address.NOBODY.equals(p.address)) {
                p.endAddress(); // with the microphone off, they noticed
            }
            p.camera = e.camera();
            p.screen = e.screen();
        } else if (event instanceof Event.Muted e) {
            p.muted = e.on();
        } else if (event instanceof Event.Speaking e) {
            p.speaking = e.on();
        } else if (event instanceof Event.Hand e) {
            hands.remove(p.id());
            if (e.up()) {
                hands.add(p.id());
            }
        }
    }

    private void chat(long micros, Event.Chat e) {
        lastChat = Math.max(lastChat, e.n());
        chat.addLast(new ChatLine(e.n(), micros, e.person(), e.room(), e.text()));
        if (chat.size() > MAX_CHAT) {
            chat.removeFirst();
        }
    }

    private void roomsClosed() {
        rooms = List.of();
        groupRooms = List.of();
        roomsEndAt = null;
        roomsCloseAt = null;
        // Somebody who is not in the class at the moment comes back to the main room.
        for (Participant p : people.values()) {
            p.room = 0;
            p.peek = null;
            p.endAddress();
        }
    }

    /** Somebody who is or was in the session. */
    public Optional<Participant> find(@Nullable String person) {
        return person == null ? Optional.empty() : Optional.ofNullable(people.get(person));
    }

    /** Somebody who is in the class now. */
    public Optional<Participant> present(@Nullable String person) {
        return find(person).filter(Participant::present);
    }

    /** Everybody in the class, in the order they first came. */
    public List<Participant> present() {
        return people.values().stream().filter(Participant::present).toList();
    }

    /** Everybody who is or was in the session. */
    public Collection<Participant> everybody() {
        return Collections.unmodifiableCollection(people.values());
    }

    public boolean hostPresent() {
        return people.values().stream().anyMatch(p -> p.present && p.person.host());
    }

    /** Raised hands, the longest waiting first. */
    public List<String> hands() {
        return List.copyOf(hands);
    }

    public List<ChatLine> chat() {
        return List.copyOf(chat);
    }

    /** The breakout rooms that are open; empty when none are. */
    public List<Event.Room> rooms() {
        return rooms;
    }

    public boolean roomsOpen() {
        return !rooms.isEmpty();
    }

    public boolean hasRoom(int n) {
        return n == 0 || rooms.stream().anyMatch(room -> room.n() == n);
    }

    /**
     * Where somebody goes who comes in now: where they were, or the room of their group when they have had no place since
     * the rooms were opened.
     *
     * @param groups of the course that the person is in
     */
    int roomFor(Person person, Set<Long> groups) {
        Participant known = people.get(person.id());
        if (person.role() == Role.STUDENT && (known == null || !known.placed)) {
            Optional<Integer> own = groupRooms.stream()
                    .filter(room -> groups.contains(room.group()))
                    .map(Event.GroupRoom::n)
                    .findFirst();
            if (own.isPresent()) {
                return own.get();
            }
        }
        return known != null && hasRoom(known.room) ? known.room : 0;
    }

    /** Class time at which the rooms close by their timer. */
    public @Nullable Long roomsEndAt() {
        return roomsEndAt;
    }

    /** Class time at which the rooms close because a host said so. */
    public @Nullable Long roomsCloseAt() {
        return roomsCloseAt;
    }

    int lastRoom() {
        return lastRoom;
    }

    int lastChat() {
        return lastChat;
    }

    public Rules rules() {
        return rules;
    }

    public boolean muteAll() {
        return muteAll;
    }

    public boolean recording() {
        return recording;
    }

    public boolean ended() {
        return ended;
    }
}
