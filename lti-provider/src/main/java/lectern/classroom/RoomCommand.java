package lectern.classroom;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Commands about breakout rooms. */
public sealed interface RoomCommand extends Command {
    /**
     * Opens rooms and puts people into them. Whoever is in no room's list stays in the main room; names of people who
     * have left meanwhile are passed over.
     *
     * @param minutes until they close by themselves, null for never
     */
    record Open(List<Plan> rooms, @Nullable Integer minutes) implements RoomCommand {
        public static final int MAX_ROOMS = 50;
        public static final int MAX_MINUTES = 240;

        public Open {
            rooms = List.copyOf(rooms);
        }

        @Override
        public Action action() {
            return Action.OPEN_ROOMS;
        }

        @Override
        public Outcome decide(ClassState state, Participant actor, long now) {
            if (state.roomsOpen()) {
                return Outcome.refused("rooms_open", "Breakout rooms are open already.");
            }
            List<Event.Room> made = new ArrayList<>();
            List<Event.GroupRoom> ofGroups = new ArrayList<>();
            List<Event> moves = new ArrayList<>();
            Set<String> placed = new HashSet<>();
            for (Plan plan : rooms) {
                int n = state.lastRoom() + made.size() + 1;
                made.add(new Event.Room(n, plan.name()));
                if (plan.group() != null) {
                    ofGroups.add(new Event.GroupRoom(n, plan.group()));
                }
                for (String person : plan.people()) {
                    if (!placed.add(person)) {
                        return Outcome.refused("bad_message", "Somebody is in two rooms.");
                    }
                    if (state.present(person).isPresent()) {
                        moves.add(new Event.Moved(person, n, actor.id()));
                    }
                }
            }
            List<Event> events = new ArrayList<>();
            events.add(new Event.RoomsOpened(made, minutes == null ? null : inMinutes(now, minutes)));
            if (!ofGroups.isEmpty()) {
                events.add(new Event.GroupRooms(ofGroups));
            }
            events.addAll(moves);
            return Outcome.of(events);
        }

        /**
         * One room to be.
         *
         * @param group the course's group whose people go there when they come later; null for none
         */
        public record Plan(
                String name, List<String> people, @Nullable Long group) {
            public static final int MAX_NAME = 60;

            public Plan {
                people = List.copyOf(people);
            }

            public Plan(String name, List<String> people) {
                this(name, people, null);
            }
        }
    }

    /** Puts somebody into another room. */
    record Move(String person, int room) implements RoomCommand {
        @Override
        public Action action() {
            return Action.MOVE;
        }

        @Override
        public Outcome decide(ClassState state, Participant actor, long now) {
            return state.present(person).map(p -> moving(state, p, room, actor)).orElseGet(Outcome::noSuchPerson);
        }
    }

    /** The actor goes to a room, or back to the main room. */
    record Visit(int room) implements RoomCommand {
        @Override
        public Action action() {
            return Action.VISIT;
        }

        @Override
        public Outcome decide(ClassState state, Participant actor, long now) {
            return moving(state, actor, room, actor);
        }
    }

    private static Outcome moving(ClassState state, Participant whom, int room, Participant by) {
        if (!state.hasRoom(room)) {
            return Outcome.noSuchRoom();
        }
        return whom.room() == room ? Outcome.NOTHING : Outcome.of(new Event.Moved(whom.id(), room, by.id()));
    }

    /** A text to everybody, whichever room they are in. */
    record Announce(String text) implements RoomCommand {
        @Override
        public Action action() {
            return Action.ANNOUNCE;
        }

        @Override
        public Outcome decide(ClassState state, Participant actor, long now) {
            return Outcome.of(new Event.Announcement(actor.id(), text));
        }
    }

    /** Sets the time at which the rooms close by themselves. */
    record Timer(@Nullable Integer minutes) implements RoomCommand {
        @Override
        public Action action() {
            return Action.ROOMS_TIMER;
        }

        @Override
        public Outcome decide(ClassState state, Participant actor, long now) {
            if (!state.roomsOpen()) {
                return Outcome.roomsNotOpen();
            }
            return Outcome.of(new Event.RoomsTimer(minutes == null ? null : inMinutes(now, minutes)));
        }
    }

    /**
     * Brings everybody back.
     *
     * @param notice seconds until it happens, 0 to 60
     */
    record Close(int notice) implements RoomCommand {
        public static final int MAX_NOTICE = 60;

        @Override
        public Action action() {
            return Action.CLOSE_ROOMS;
        }

        @Override
        public Outcome decide(ClassState state, Participant actor, long now) {
            if (!state.roomsOpen()) {
                return Outcome.roomsNotOpen();
            }
            if (notice > 0) {
                return Outcome.of(new Event.RoomsClosing(now + TimeUnit.SECONDS.toMicros(notice)));
            }
            return Outcome.of(closing(state, actor.id()));
        }
    }

    /** The events that bring everybody back; {@code by} is null when a timer does it. */
    static List<Event> closing(ClassState state, @Nullable String by) {
        List<Event> events = new ArrayList<>();
        for (Participant p : state.present()) {
            if (p.room() != 0) {
                events.add(new Event.Moved(p.id(), 0, by));
            }
        }
        events.add(new Event.RoomsClosed());
        return events;
    }

    private static long inMinutes(long now, int minutes) {
        return now + TimeUnit.MINUTES.toMicros(minutes);
    }
}
