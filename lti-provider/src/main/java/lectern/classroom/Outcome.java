package lectern.classroom;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a command: events, or a refusal that changes nothing.
 *
 * @param refusal null when the command is carried out
 */
public record Outcome(List<Event> events, @Nullable Refusal refusal) {
    /** Carried out without a change: what was asked for is so already. */
    static final Outcome NOTHING = new Outcome(List.of(), null);

    public Outcome {
        events = List.copyOf(events);
    }

    /**
     * Why not.
     *
     * @param code of {@code docs/protocol.md}
     * @param message for the person who asked
     */
    public record Refusal(String code, String message) {}

    static Outcome of(Event... events) {
        return new Outcome(List.of(events), null);
    }

    static Outcome of(List<? extends Event> events) {
        return new Outcome(List.copyOf(events), null);
    }

    static Outcome refused(String code, String message) {
        return new Outcome(List.of(), new Refusal(code, message));
    }

    static Outcome noSuchPerson() {
        return refused("no_such_person", "That person is not in the class.");
    }

    static Outcome noSuchRoom() {
        return refused("no_such_room", "That room does not exist.");
    }

    static Outcome roomsNotOpen() {
        return refused("rooms_closed", "No breakout rooms are open.");
    }
}
